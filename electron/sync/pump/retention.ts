import type { AuditLog } from '../../../db/audit-log.ts';
import type { StorageFailure } from '../../../db/storage-failure.ts';
import type { ExpiredRecordStore } from '../../../db/stores/expired-records.ts';
import type { OutboxStore } from '../../../db/stores/outbox.ts';

const dayMilliseconds = 86_400_000;

/** Messages that go in one transaction: those with materials are megabytes, and what is deleted is overwritten through the WAL. */
const messagesAtOnce = 100;

/** Network logs are kept for six months at least (Cybersecurity Law art. 21); the store guards it as well. */
export const auditRetentionDays = 184;

/** Visits in one transaction, with all that was done in them. */
const visitsAtOnce = 100;

interface RetentionStore {
  transaction<const Outcome extends { readonly ok: boolean }>(
    work: (unit: {
      readonly outbox: Pick<OutboxStore, 'purge'>;
      readonly expiredRecords: ExpiredRecordStore;
      readonly audit: Pick<AuditLog, 'append' | 'retire'>;
    }) => Outcome,
  ): Outcome | StorageFailure;
}

export type RetentionStep = { readonly ok: true; readonly more: boolean } | StorageFailure;

/**
 * Deletes one block of what became final longer ago than the policy's days, then one of visits that ended as long ago as
 * audit entries are kept, and writes into the audit log how much it was; then one block of audit entries whose time has run
 * out and whose successors the platform knows. What is open stays, however old. Call it until there is no more.
 *
 * @param now what the platform's clock has certainly reached, milliseconds (`PlatformTime.reached`): a clock that runs ahead
 *   deletes nothing early
 */
export const deleteSettled = (
  store: RetentionStore,
  { now, retentionDays }: { readonly now: number; readonly retentionDays: number },
): RetentionStep =>
  store.transaction(({ outbox, expiredRecords, audit }) => {
    const messages = outbox.purge(now - retentionDays * dayMilliseconds, messagesAtOnce);
    if (messages > 0) {
      audit.append({
        actor: { kind: 'kiosk', pseudonym: null },
        action: 'sync.settled-messages-deleted',
        reason: 'retention',
        details: { messages, retentionDays },
      });
      return { ok: true, more: true };
    }
    const before = now - auditRetentionDays * dayMilliseconds;
    const { visits, replies, courses } = expiredRecords.purge(before, visitsAtOnce);
    if (visits + replies + courses > 0) {
      audit.append({
        actor: { kind: 'kiosk', pseudonym: null },
        action: 'retention.records-deleted',
        reason: 'retention',
        details: { visits, replies, courses, retentionDays: auditRetentionDays },
      });
      return { ok: true, more: true };
    }
    const entries = audit.retire({ before });
    return { ok: true, more: entries > 0 };
  });
