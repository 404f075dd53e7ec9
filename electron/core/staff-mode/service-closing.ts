import type { AuditActor } from '../../../db/audit-log.ts';
import type { KioskDatabase } from '../../../db/connection.ts';
import { type Closing, closingSchema } from '../../contract/staff/closing.ts';
import type { ClosingReason, Reopening } from '../../contract/staff/staff-words.ts';
import type { Recorded } from '../session/print-records.ts';
import { tomorrowAt } from './china-time.ts';

/** Whether staff have closed the kiosk; kept in the database, so that a restart does not open it. */
export interface ServiceClosing {
  /** Null while it is open. */
  current(): Closing | null;
  close(asked: {
    readonly actor: AuditActor;
    readonly reason: ClosingReason;
    readonly reopening: Reopening;
  }): Recorded;
  /** Refused with `already-open` where it is. */
  open(actor: AuditActor): Recorded;
}

const hour = 3_600_000;
/** When a kiosk that is closed until tomorrow is said to open. */
const openingHour = 8;

const reopensAt = (reopening: Reopening, now: number): number | null => {
  switch (reopening) {
    case 'one-hour':
      return now + hour;
    case 'two-hours':
      return now + 2 * hour;
    case 'tomorrow':
      return tomorrowAt(now, openingHour);
    case 'not-known':
      return null;
  }
};

const keptSchema = closingSchema.nullable();

const parseKept = (value: string | undefined): Closing | null => {
  if (value === undefined) return null;
  try {
    return keptSchema.parse(JSON.parse(value));
  } catch {
    return null;
  }
};

/** `now`: milliseconds since the Unix epoch. */
export const createServiceClosing = (
  database: Pick<KioskDatabase, 'transaction' | 'read'>,
  now: () => number,
): ServiceClosing => {
  const found = database.read(({ stationState }) => stationState.find('closing'));
  let current = found.ok ? parseKept(found.value) : null;

  const change = (actor: AuditActor, next: Closing | null): Recorded => {
    const kept = database.transaction(({ stationState, audit }) => {
      stationState.keep({ name: 'closing', value: JSON.stringify(next) });
      audit.append({
        actor,
        action: next === null ? 'kiosk.opened' : 'kiosk.closed',
        ...(next === null ? {} : { reason: next.reason, details: { reopensAt: next.reopensAt } }),
      });
      return { ok: true };
    });
    if (kept.ok) current = next;
    return kept;
  };

  return {
    current: () => current,
    close: ({ actor, reason, reopening }) => {
      const since = Math.round(now());
      return change(actor, { reason, since, reopensAt: reopensAt(reopening, since) });
    },
    open: (actor) => (current === null ? { ok: false, reason: 'already-open' } : change(actor, null)),
  };
};
