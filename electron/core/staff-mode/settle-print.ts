import type { AuditActor } from '../../../db/audit-log.ts';
import type { KioskDatabase } from '../../../db/connection.ts';
import { type MessageMaker, tellCollected } from '../my-documents/tell-collected.ts';
import type { Recorded } from '../session/print-records.ts';

/** What a member of staff saw of a print. */
export type PrintFinding =
  | { readonly outcome: 'completed' }
  | { readonly outcome: 'failed'; readonly reason: string };

/**
 * Settles a print whose outcome nobody knows, or one that "completed" and cannot be used: job and audit entry in one
 * transaction. What staff saw come out counts as collected. After `failed` the certificate may be printed again.
 */
export const settlePrint = (
  database: Pick<KioskDatabase, 'transaction'>,
  actor: AuditActor,
  job: string,
  finding: PrintFinding,
  messages: MessageMaker,
): Recorded =>
  database.transaction((unit) => {
    const { printJobs, audit } = unit;
    const before = printJobs.find(job);
    const reason = finding.outcome === 'completed' ? 'seen-by-staff' : finding.reason;
    const settled = printJobs.settleByStaff({ id: job, outcome: finding.outcome, reason });
    if (!settled.ok) return settled;
    if (finding.outcome === 'completed' && before) tellCollected(unit, before, messages);
    else if (before) unit.collectables.forgetResult(before.certificateNumber);
    audit.append({
      actor,
      action: `print.settled-${finding.outcome}`,
      subject: job,
      reason,
      details: { before: before?.state ?? null, certificate: before?.certificateNumber ?? null },
    });
    return settled;
  });
