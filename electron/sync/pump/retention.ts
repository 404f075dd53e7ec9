import type { StorageFailure } from '../../../db/storage-failure.ts';
import type { PumpStore } from './ports.ts';

const dayMilliseconds = 86_400_000;

/**
 * Deletes what became final longer ago than the policy's days, and writes into the audit log how much it was. What is
 * pending or a dead letter stays, however old.
 *
 * @param now the earlier of the kiosk's and the platform's clock, milliseconds: a clock that ran ahead deletes nothing early
 */
export const purgeSettled = (
  store: PumpStore,
  { now, retentionDays }: { readonly now: number; readonly retentionDays: number },
): { readonly ok: true; readonly messages: number } | StorageFailure =>
  store.transaction(({ outbox, audit }) => {
    const messages = outbox.purge(now - retentionDays * dayMilliseconds);
    if (messages > 0) {
      audit.append({
        actor: { kind: 'kiosk', pseudonym: null },
        action: 'sync.settled-messages-deleted',
        reason: 'retention',
        details: { messages, retentionDays },
      });
    }
    return { ok: true, messages };
  });
