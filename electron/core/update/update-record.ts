import { z } from 'zod';
import type { AuditActor } from '../../../db/audit-log.ts';
import type { KioskDatabase } from '../../../db/connection.ts';
import type { UpdateEvent } from '../../update/launcher-state.ts';
import type { Log } from '../log/core-log.ts';

/** What the core remembers of what it has written down, in the database. */
const recordSchema = z.strictObject({
  /** Number of the newest event of the launcher that is in the audit log. */
  recorded: z.number().int().min(0),
  /** The newest that was told of a release, so that the same is not told at each look. */
  told: z.string().max(200).nullable(),
});
type Recorded = z.infer<typeof recordSchema>;

const kiosk: AuditActor = { kind: 'kiosk', pseudonym: null };

/** Steps that the core itself takes with a release. */
export type UpdateStep = 'offered' | 'downloaded' | 'refused' | 'applied';

export interface UpdateRecord {
  /** Writes a step down; the kiosk's own (no actor given) not again when it is the one that was written last. */
  step(step: UpdateStep, version: string | null, reason: string | null, actor?: AuditActor): void;
  /** Writes down what the launcher has done meanwhile, each thing once. */
  launcherEvents(events: readonly UpdateEvent[]): void;
}

const none: Recorded = { recorded: 0, told: null };

/**
 * Writes into the audit log what happens to releases: `update.offered`, `update.downloaded`, `update.refused`, `update.applied` by the
 * core, and, from what the launcher noted while no core ran, `update.tried`, `update.confirmed`, `update.rolled-back` and
 * `update.slot-refused`. Entry and memory of it commit together.
 */
export const createUpdateRecord = (
  database: Pick<KioskDatabase, 'transaction' | 'read'>,
  log: Log,
): UpdateRecord => {
  const read = (text: string | undefined): Recorded => {
    try {
      return recordSchema.parse(JSON.parse(text ?? 'null'));
    } catch {
      return none;
    }
  };
  const keep = (
    work: (recorded: Recorded) => { readonly next: Recorded; readonly entries: readonly Entry[] } | null,
  ): void => {
    const kept = database.transaction(({ stationState, audit }) => {
      const done = work(read(stationState.find('update')));
      if (done === null) return { ok: true };
      for (const { actor, step, version, reason } of done.entries) {
        audit.append({
          actor,
          action: `update.${step}`,
          ...(version === null ? {} : { subject: version }),
          ...(reason === null ? {} : { reason }),
        });
      }
      stationState.keep({ name: 'update', value: JSON.stringify(done.next) });
      return { ok: true };
    });
    if (!kept.ok) log.error('not-recorded', { action: 'update', reason: kept.reason });
  };

  return {
    step: (step, version, reason, actor) => {
      const told = [step, version ?? '', reason ?? ''].join(' ').slice(0, 200);
      keep((recorded) =>
        actor === undefined && recorded.told === told
          ? null
          : { next: { ...recorded, told }, entries: [{ actor: actor ?? kiosk, step, version, reason }] },
      );
    },
    launcherEvents: (events) => {
      const newest = events.at(-1)?.number ?? 0;
      keep((recorded) => {
        // A launcher whose file was lost counts from one again.
        const before = newest < recorded.recorded ? 0 : recorded.recorded;
        return newest === before
          ? null
          : {
              next: { ...recorded, recorded: newest },
              entries: events
                .filter(({ number }) => number > before)
                .map(({ kind, version, reason }) => ({ actor: kiosk, step: kind, version, reason })),
            };
      });
    },
  };
};

interface Entry {
  readonly actor: AuditActor;
  readonly step: UpdateStep | UpdateEvent['kind'];
  readonly version: string | null;
  readonly reason: string | null;
}
