import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PrintJob } from '../../../db/stores/print-jobs.ts';
import type { Unit } from '../../../db/unit-of-work.ts';
import { beginIdentifiedVisit, idOf, issueCertificate, openTestDatabase } from '../../helpers/database.ts';

type State = PrintJob['state'];

const certificates = ['HS-2026-000001', 'HS-2026-000002'] as const;

const step = fc.oneof(
  fc.record({ kind: fc.constant('intend' as const), certificate: fc.nat({ max: 1 }) }),
  fc.record({
    kind: fc.constantFrom('sent', 'completed', 'failed', 'unknown', 'staff-completed', 'staff-failed'),
    job: fc.nat({ max: 5 }),
  }),
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

/** The rules, said a second time and differently: from → what may be said, by whom. */
const legal: readonly `${State}>${string}`[] = [
  'intended>sent',
  'intended>completed',
  'intended>failed',
  'intended>unknown',
  'sent>completed',
  'sent>failed',
  'sent>unknown',
  'unknown>completed',
  'unknown>failed',
  'unknown>staff-completed',
  'unknown>staff-failed',
  'completed>staff-failed',
];

interface ModelJob {
  readonly id: string;
  readonly certificate: string;
  state: State;
}

const stateSaidBy = (kind: string): State => {
  const state = kind.replace('staff-', '');
  if (state === 'sent' || state === 'completed' || state === 'failed' || state === 'unknown') return state;
  throw new Error(kind);
};

const run = (unit: Unit, kind: string, id: string): { readonly ok: boolean } => {
  switch (kind) {
    case 'sent':
      return unit.printJobs.markSent({ id, jobUri: 'ipp://printer/1', jobId: 1 });
    case 'completed':
      return unit.printJobs.markCompleted({ id, impressions: 1 });
    case 'failed':
      return unit.printJobs.markFailed({ id, reason: 'aborted', impressions: null });
    case 'unknown':
      return unit.printJobs.markUnknown({ id, reason: 'no-answer' });
    case 'staff-completed':
      return unit.printJobs.settleByStaff({ id, outcome: 'completed', reason: 'seen' });
    case 'staff-failed':
      return unit.printJobs.settleByStaff({ id, outcome: 'failed', reason: 'blank' });
    default:
      throw new Error(kind);
  }
};

test('whatever is tried in whatever order, prints follow the rules and no certificate is printed twice', () => {
  const database = openTestDatabase();
  database.commit((unit) => {
    beginIdentifiedVisit(unit);
    for (const [index, certificateNumber] of certificates.entries()) {
      issueCertificate(unit, { requestId: idOf(100 + index), certificateNumber });
    }
  });
  let ids = 1_000;
  const tryStep = (jobs: ModelJob[], each: Step): void => {
    if (each.kind === 'intend') {
      const certificate = certificates[each.certificate] ?? certificates[0];
      const earlier = jobs.filter((job) => job.certificate === certificate);
      const expected = earlier.every(({ state }) => state === 'failed');
      const id = idOf(ids++);
      const outcome = database.write((unit) =>
        unit.printJobs.intend({
          id,
          visitId: idOf(1),
          certificateNumber: certificate,
          pages: 1,
          printerUri: 'ipp://printer/',
        }),
      );
      expect(outcome).toMatchObject(expected ? { ok: true, attempt: earlier.length + 1 } : { ok: false });
      if (expected) jobs.push({ id, certificate, state: 'intended' });
      return;
    }
    const job = jobs[each.job];
    if (job === undefined) {
      expect(database.write((unit) => run(unit, each.kind, idOf(1))).ok).toBe(false);
      return;
    }
    const expected = legal.includes(`${job.state}>${each.kind}`);
    expect(database.write((unit) => run(unit, each.kind, job.id)).ok).toBe(expected);
    if (expected) job.state = stateSaidBy(each.kind);
  };

  fc.assert(
    fc
      .property(fc.array(step, { minLength: 1, maxLength: 25 }), (steps) => {
        const jobs: ModelJob[] = [];
        for (const each of steps) tryStep(jobs, each);
        for (const certificate of certificates) {
          const stored = database.read((unit) => unit.printJobs.ofCertificate(certificate));
          const modelled = jobs.filter((job) => job.certificate === certificate);
          expect(stored.map(({ id, state }) => ({ id, certificate, state }))).toEqual(modelled);
          expect(stored.map(({ attempt }) => attempt)).toEqual(stored.map((_, index) => index + 1));
          expect(stored.filter(({ state }) => state !== 'failed').length).toBeLessThanOrEqual(1);
        }
      })
      .afterEach(() => {
        database.tamper((connection) => connection.exec('DELETE FROM print_job'));
      }),
    { numRuns: 80 },
  );
  database.dispose();
}, 60_000);
