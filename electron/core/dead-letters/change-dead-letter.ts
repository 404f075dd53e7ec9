import type { AuditActor } from '../../../db/audit-log.ts';
import type { StorageFailure } from '../../../db/storage-failure.ts';
import type { OutboxState } from '../../../db/stores/outbox.ts';
import type { UnitOfWork } from '../../../db/unit-of-work.ts';
import type { QueueKey } from './queue-key.ts';
import { findMessage, type QueueMessage } from './queue-message.ts';
import type { SettlementReason } from '../../contract/staff/settlement-reasons.ts';

/** What staff do about a dead letter. */
export type DeadLetterChange =
  | { readonly action: 'retry'; readonly by?: string }
  | { readonly action: 'settle'; readonly reason: SettlementReason; readonly by?: string };

export type DeadLetterOutcome =
  | { readonly ok: true; readonly message: QueueMessage }
  | { readonly ok: false; readonly reason: 'not-found' }
  | {
      readonly ok: false;
      readonly reason: 'not-a-dead-letter';
      readonly state: OutboxState;
      readonly message: QueueMessage;
    }
  | StorageFailure;

/** Somebody of the staff at a terminal; `by` is who they said they are. */
const someStaff: AuditActor = { kind: 'staff', pseudonym: null };

/**
 * Sends a dead letter again or settles it: message, application and audit entry (`queue.retried`, `queue.settled`, with
 * the platform's refusal) in one durable transaction.
 */
export const changeDeadLetter = (
  database: Pick<UnitOfWork, 'transaction'>,
  wanted: QueueKey,
  change: DeadLetterChange,
  /** Who signed in at the kiosk. */
  actor: AuditActor = someStaff,
): DeadLetterOutcome =>
  database.transaction((unit): DeadLetterOutcome => {
    const found = findMessage(unit, wanted);
    if (found === undefined) return { ok: false, reason: 'not-found' };
    const { entry, message } = found;
    const { key, kind, reason: refusal } = entry;
    const retrying = change.action === 'retry';
    const moved = retrying ? unit.outbox.retry(key) : unit.outbox.settle(key, change.reason);
    if (!moved.ok) return { ok: false, reason: 'not-a-dead-letter', state: entry.state, message };
    const state = retrying ? 'filed' : 'settled';
    if (kind === 'application') unit.applications.follow(key, state);
    else if (kind === 'supplement') unit.supplements.follow(key, state);
    else unit.replies.follow(key, state);
    unit.audit.append({
      actor,
      action: retrying ? 'queue.retried' : 'queue.settled',
      subject: key,
      ...(retrying ? {} : { reason: change.reason }),
      details: { kind, refusal, ...(change.by === undefined ? {} : { by: change.by }) },
    });
    return { ok: true, message };
  });
