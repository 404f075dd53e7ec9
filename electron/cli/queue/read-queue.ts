import { z } from 'zod';
import type { SyncStateName, SyncStateReader } from '../../../db/stores/sync-state.ts';
import type { ReadUnit } from '../../../db/unit-of-work.ts';
import type { Clock } from '../../../drivers/device/clock.ts';
import {
  createPlatformTime,
  keptPlatformTimeSchema,
  type PlatformTime,
} from '../../sync/trust/platform-time.ts';
import { describeMessage, type QueueMessage } from '../../core/dead-letters/queue-message.ts';

/** A message that the platform will not take, for staff to send again or settle. */
export interface DeadLetter extends QueueMessage {
  readonly reason: string;
  /** When the refusal was written down, epoch milliseconds. */
  readonly refusedAt: number;
}

/** What waits for the platform. Times are epoch milliseconds. */
export interface QueueView {
  readonly pending: number;
  readonly oldestPendingAt: number | null;
  /** When the earliest postponed message may go out again; null when none is postponed. */
  readonly postponedUntil: number | null;
  /** Chunks of materials that have not gone up, and of how many applications. */
  readonly chunks: number;
  readonly uploads: number;
  /** The last genuine answer of the platform, as it was last written down: every ten minutes and at the end. */
  readonly lastContactAt: number | null;
  /** Oldest first. */
  readonly deadLetters: readonly DeadLetter[];
}

const lastContactSchema = z.number().int().nonnegative();

const stateOf = <Schema extends z.ZodType>(
  syncState: SyncStateReader,
  name: SyncStateName,
  schema: Schema,
): z.infer<Schema> | null => {
  const found = syncState.find(name);
  return found === undefined ? null : (schema.safeParse(JSON.parse(found.value)).data ?? null);
};

/** The platform's clock as the kiosk last knew it; `clock` is that of this machine. */
export const platformTimeOf = (
  { syncState }: Pick<ReadUnit, 'syncState'>,
  clock: Pick<Clock, 'now' | 'monotonic'>,
): PlatformTime =>
  createPlatformTime({ clock, kept: stateOf(syncState, 'platform-time', keptPlatformTimeSchema) });

/** When the platform last answered the kiosk, as it was last written down; null where it never did. */
export const readLastContact = ({ syncState }: Pick<ReadUnit, 'syncState'>): number | null =>
  stateOf(syncState, 'last-contact', lastContactSchema);

/** Reads the queue; `clock` is that of this machine, by which the platform's clock is told. */
export const readQueue = (
  { outbox, applications, syncState }: Pick<ReadUnit, 'outbox' | 'applications' | 'syncState'>,
  clock: Pick<Clock, 'now' | 'monotonic'>,
): QueueView => {
  const { pending, oldestPendingAt } = outbox.counts();
  const uploads = outbox.uploads({
    now: Number.MAX_SAFE_INTEGER,
    limit: Number.MAX_SAFE_INTEGER,
    except: new Set(),
  });
  return {
    pending,
    oldestPendingAt,
    postponedUntil: outbox.nextDue(platformTimeOf({ syncState }, clock).now()),
    chunks: uploads.reduce((sum, { chunks }) => sum + chunks, 0),
    uploads: uploads.length,
    lastContactAt: readLastContact({ syncState }),
    deadLetters: outbox.refused().map((entry) => ({
      ...describeMessage(entry, applications.find(entry.key)),
      reason: entry.reason ?? '',
      refusedAt: entry.settledAt ?? entry.createdAt,
    })),
  };
};
