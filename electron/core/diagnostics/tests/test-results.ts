import type { KioskDatabase } from '../../../../db/connection.ts';
import type { DeviceTestView, TestResultView } from '../../../contract/diagnostics/diagnostic-pages.ts';
import { type DeviceTestName, deviceTestNames } from '../../../contract/diagnostics/device-test-words.ts';
import type { Log } from '../../log/core-log.ts';
import { auditActorOf } from '../../staff-mode/audit-actor.ts';
import type { ActionResult, SignedIn } from '../../staff-mode/staff-types.ts';
import type { TestFinding } from './device-test-types.ts';

const deviceOfTest: Readonly<Record<DeviceTestName, string>> = {
  'card-read': 'idCardReader',
  'scan-code': 'qrScanner',
  'test-page': 'printer',
  'camera-picture': 'camera',
  'touch-grid': 'screen',
  'dead-pixels': 'screen',
};

const resultOf: Readonly<Record<TestFinding['outcome'], ActionResult>> = {
  passed: { code: 'test-passed', good: true },
  failed: { code: 'test-failed', good: false },
  unknown: { code: 'test-unknown', good: false },
};

/** Results of a test that are shown. */
const resultsShown = 3;
const longestDetail = 200;

/** What was tested, as the database keeps it. */
export const createTestResults = (options: {
  readonly database: Pick<KioskDatabase, 'read' | 'transaction'>;
  readonly newId: () => string;
  readonly isFitted: (test: DeviceTestName) => boolean;
  readonly log: Log;
}) => {
  const { database, isFitted } = options;

  const resultsOf = (test: DeviceTestName): TestResultView[] => {
    const found = database.read(({ deviceTests, staff }) =>
      deviceTests.latest(test, resultsShown).map(({ outcome, detail, at, by }) => ({
        outcome,
        detail,
        at: Math.round(at),
        // Whoever is enrolled stays in the table, disabled or not; a recovery may have lost them.
        by: staff.find(by)?.label ?? '?',
      })),
    );
    if (found.ok) return found.value;
    options.log.error('device-tests-not-read', { reason: found.reason });
    return [];
  };

  return {
    all: (): DeviceTestView[] =>
      deviceTestNames.map((name) => ({ name, fitted: isFitted(name), results: resultsOf(name) })),
    /** Of each test of what is fitted. */
    newest: () =>
      deviceTestNames.filter(isFitted).map((name) => ({ name, latest: resultsOf(name)[0] ?? null })),
    /** Keeps a result, and who tested, with its entry in the audit log. */
    keep: (member: SignedIn, test: DeviceTestName, { outcome, detail }: TestFinding): ActionResult => {
      const kept = database.transaction(({ deviceTests, audit }) => {
        deviceTests.add({
          id: options.newId(),
          device: deviceOfTest[test],
          test,
          outcome,
          detail: detail.slice(0, longestDetail),
          by: member.pseudonym,
        });
        audit.append({
          actor: auditActorOf(member),
          action: 'device.tested',
          subject: test,
          reason: outcome,
        });
        return { ok: true };
      });
      return kept.ok ? resultOf[outcome] : { code: 'could-not-record', good: false };
    },
  };
};
