import type { NewAuditEntry } from '../../../db/audit-log.ts';
import type { Unit } from '../../../db/unit-of-work.ts';
import type { Account } from './agency-types.ts';
import { type MessageMaker, tellCollected } from '../my-documents/tell-collected.ts';

/** Whether something was recorded; a kiosk that cannot record does not go on. */
export type Recorded = { readonly ok: true } | { readonly ok: false; readonly reason: string };

/** How a print ended, as the printer told it. */
export type PrintSettlement =
  | { readonly outcome: 'completed'; readonly impressions: number | null }
  | { readonly outcome: 'failed'; readonly reason: string }
  | { readonly outcome: 'unknown'; readonly reason: string };

/** A certificate on its way to paper. */
export interface IntendedPrint extends Account {
  readonly id: string;
  readonly visitId: string;
  readonly certificateNumber: string;
  readonly pages: number;
  /** Whose key signed the document; offline it is the kiosk's own. */
  readonly signedBy: 'department' | 'kiosk';
  readonly printerUri: string;
  /** Receipt of the application whose result it is: the platform hears when it has come out. */
  readonly resultOf?: string;
  /** Its place in a job of the printer that several certificates share. */
  readonly shared?: { readonly job: string; readonly pagesBefore: number };
}

/** What becomes of certificates on paper: every certificate has its own row and its own entries, also where they share a job. */
export interface PrintRecords {
  /** To be called before the first byte goes to the printer; refuses a second print. All of them are recorded, or none. */
  printIntended(...prints: readonly IntendedPrint[]): Recorded;
  /** The printer has taken the job in which these are. */
  printSent(job: {
    readonly ids: readonly string[];
    readonly jobUri: string;
    readonly jobId: number;
  }): Recorded;
  printSettled(id: string, settlement: PrintSettlement): Recorded;
}

/** Writes the work and its audit entries in one transaction; `entries` are kept only if the work is. */
export type WriteRecords = (
  entries: readonly NewAuditEntry[],
  work: (unit: Unit) => { readonly ok: true } | { readonly ok: false; readonly reason: string },
) => Recorded;

/** An entry of what somebody did: where an agent did it, of the agent, and it names the one for whom. */
export const accountEntry = (
  { pseudonym, agent }: Account,
  entry: Omit<NewAuditEntry, 'actor'>,
): NewAuditEntry =>
  agent === undefined
    ? { ...entry, actor: { kind: 'resident', pseudonym } }
    : {
        ...entry,
        actor: { kind: 'resident', pseudonym: agent },
        details: { ...entry.details, onBehalfOf: pseudonym },
      };

const kiosk = { kind: 'kiosk', pseudonym: null } as const;

/** Does each in turn, until one is refused. */
const each = <Value>(values: readonly Value[], work: (value: Value) => Recorded): Recorded =>
  values
    .map((value) => () => work(value))
    .reduce<Recorded>((so, next) => (so.ok ? next() : so), { ok: true });

/** The print records of a journal. What is collected with a print is told in the same transaction. */
export const createPrintRecords = (record: WriteRecords, messages: MessageMaker): PrintRecords => ({
  printIntended: (...prints) =>
    record(
      prints.map(({ id, certificateNumber, pages, signedBy, pseudonym, agent, shared }) =>
        accountEntry(
          { pseudonym, agent },
          {
            action: 'print.intended',
            subject: certificateNumber,
            details: { printJob: id, pages, signedBy, ...(shared ? { sharedJob: shared.job } : {}) },
          },
        ),
      ),
      ({ printJobs, collectables }) =>
        each(prints, ({ pseudonym: _pseudonym, agent: _agent, signedBy: _signedBy, resultOf, ...print }) => {
          if (resultOf !== undefined) {
            const { certificateNumber } = print;
            collectables.note({ certificateNumber, documentId: null, receiptNumber: resultOf });
          }
          return printJobs.intend(print);
        }),
    ),
  printSent: ({ ids, jobUri, jobId }) =>
    record(
      ids.map((id) => ({ actor: kiosk, action: 'print.sent', subject: id, details: { jobId } })),
      ({ printJobs }) => each(ids, (id) => printJobs.markSent({ id, jobUri, jobId })),
    ),
  printSettled: (id, settlement) => {
    const reason = settlement.outcome === 'completed' ? {} : { reason: settlement.reason };
    return record(
      [{ actor: kiosk, action: `print.${settlement.outcome}`, subject: id, ...reason }],
      (unit) => {
        const { printJobs } = unit;
        switch (settlement.outcome) {
          case 'completed': {
            const completed = printJobs.markCompleted({ id, impressions: settlement.impressions });
            const job = printJobs.find(id);
            if (completed.ok && job !== undefined) tellCollected(unit, job, messages);
            return completed;
          }
          case 'failed': {
            const number = printJobs.find(id)?.certificateNumber;
            if (number !== undefined) unit.collectables.forgetResult(number);
            return printJobs.markFailed({ id, reason: settlement.reason, impressions: null });
          }
          case 'unknown':
            return printJobs.markUnknown({ id, reason: settlement.reason });
        }
      },
    );
  },
});
