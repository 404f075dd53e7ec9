import type { DiagnosedDevice } from '../../../contract/diagnostics/diagnostic-pages.ts';
import type { DeviceTestName } from '../../../contract/diagnostics/device-test-words.ts';
import type { TestResultView } from '../../../contract/diagnostics/diagnostic-pages.ts';
import { findingWords } from '../../../contract/diagnostics/finding-words.ts';
import type { CheckRun } from '../kiosk-checks.ts';

/** Which kiosk, and what runs on it. */
export interface ReportedKiosk {
  readonly kioskId: string;
  readonly stationCode: string;
  readonly versions: {
    readonly app: string;
    readonly electron: string;
    readonly node: string;
    readonly system: string;
  };
}

/** Whether a kiosk is fit for service, and by what. As JSON it is the file on the stick; nothing in it is of a resident. */
export interface ReadinessReport extends ReportedKiosk {
  readonly format: 'yizhan-readiness-1';
  /** Epoch milliseconds. */
  readonly at: number;
  /** Label of who had it made. */
  readonly by: string;
  /** Nothing is found that does not work, and no test failed when it was last done. */
  readonly ready: boolean;
  readonly findings: readonly (CheckRun['findings'][number] & {
    readonly words: (typeof findingWords)[keyof typeof findingWords];
  })[];
  readonly devices: readonly Omit<DiagnosedDevice, 'trace' | 'changes'>[];
  /** The newest result of each test of what is fitted; null where it was never done. */
  readonly tests: readonly { readonly name: DeviceTestName; readonly latest: TestResultView | null }[];
}

/** Puts the report together. */
export const readinessReport = (options: {
  readonly kiosk: ReportedKiosk;
  readonly run: CheckRun;
  readonly devices: readonly DiagnosedDevice[];
  readonly tests: ReadinessReport['tests'];
  readonly by: string;
}): ReadinessReport => {
  const { kiosk, run, devices, tests, by } = options;
  return {
    format: 'yizhan-readiness-1',
    ...kiosk,
    at: run.at,
    by,
    ready:
      run.findings.every(({ verdict }) => verdict !== 'bad') &&
      tests.every(({ latest }) => latest?.outcome !== 'failed'),
    findings: run.findings.map((each) => ({ ...each, words: findingWords[each.code] })),
    devices: devices.map(({ trace: _trace, changes: _changes, ...device }) => device),
    tests,
  };
};
