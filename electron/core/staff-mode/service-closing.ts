import { z } from 'zod';
import type { AuditActor } from '../../../db/audit-log.ts';
import type { KioskDatabase } from '../../../db/connection.ts';
import type { Unit } from '../../../db/unit-of-work.ts';
import type { RemoteOrder } from '../../../platform/contract/remote-commands.ts';
import {
  type CentreClosing,
  type Closing,
  centreClosingSchema,
  type StaffClosing,
  staffClosingSchema,
} from '../../contract/staff/closing.ts';
import type { ClosingReason, Reopening } from '../../contract/staff/staff-words.ts';
import type { Recorded } from '../session/print-records.ts';
import { tomorrowAt } from './china-time.ts';

/** What the centre's commands do, in the transaction that records the command. */
export interface ClosingByCentre {
  /** In place of a closing by the centre before it. */
  close(unit: ClosingUnit, order: Extract<RemoteOrder, { kind: 'close' }>): void;
  /** Ends the centre's closing; what staff have closed stays closed. */
  open(
    unit: ClosingUnit,
  ): { readonly ok: true } | { readonly ok: false; readonly reason: 'not-closed' | 'closed-by-staff' };
  /** To be called when that transaction is durable. */
  kept(): void;
}

/**
 * Whether staff or the centre have closed the kiosk; kept in the database, so that a restart does not open it. Each ends
 * its own closing; staff end the centre's only where the centre allows it.
 */
export interface ServiceClosing {
  /** Null while it is open. Of two closings the centre's is told. */
  current(): Closing | null;
  close(asked: {
    readonly actor: AuditActor;
    readonly reason: ClosingReason;
    readonly reopening: Reopening;
  }): Recorded;
  /** Refused with `already-open`, or `closed-by-centre` where that is not for staff to end. */
  open(actor: AuditActor): Recorded;
  /** Records that the centre's closing has come to its end by itself, if it has. */
  recordEnd(): void;
  readonly byCentre: ClosingByCentre;
}

type ClosingUnit = Pick<Unit, 'stationState' | 'audit'>;

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

const closingsSchema = z.strictObject({
  staff: staffClosingSchema.nullable(),
  centre: centreClosingSchema.nullable(),
});
type Closings = z.infer<typeof closingsSchema>;

const open: Closings = { staff: null, centre: null };
const centre: AuditActor = { kind: 'platform', pseudonym: null };

const parseKept = (value: string | undefined): Closings => {
  if (value === undefined) return open;
  try {
    return closingsSchema.parse(JSON.parse(value));
  } catch {
    return open;
  }
};

const keep = ({ stationState }: ClosingUnit, closings: Closings): void =>
  stationState.keep({ name: 'closing', value: JSON.stringify(closings) });

/** `now`: milliseconds since the Unix epoch. */
export const createServiceClosing = (
  database: Pick<KioskDatabase, 'transaction' | 'read'>,
  now: () => number,
): ServiceClosing => {
  let closings = open;
  const reread = (): void => {
    const found = database.read(({ stationState }) => stationState.find('closing'));
    if (found.ok) closings = parseKept(found.value);
  };
  reread();

  const isOver = ({ reopensAt: end }: CentreClosing): boolean => end !== null && end <= now();
  const byCentre = (): CentreClosing | null =>
    closings.centre === null || isOver(closings.centre) ? null : closings.centre;

  const change = (next: Closings, record: (unit: ClosingUnit) => void): Recorded => {
    const kept = database.transaction((unit) => {
      keep(unit, next);
      record(unit);
      return { ok: true };
    });
    if (kept.ok) closings = next;
    return kept;
  };

  return {
    current: () => byCentre() ?? closings.staff,
    close: ({ actor, reason, reopening }) => {
      const since = Math.round(now());
      const staff: StaffClosing = { by: 'staff', reason, since, reopensAt: reopensAt(reopening, since) };
      return change({ ...closings, staff }, ({ audit }) =>
        audit.append({
          actor,
          action: 'kiosk.closed',
          reason,
          details: { reopensAt: staff.reopensAt },
        }),
      );
    },
    open: (actor) => {
      const closed = byCentre();
      if (closed === null && closings.staff === null) return { ok: false, reason: 'already-open' };
      if (closed?.staffMayOpen === false) return { ok: false, reason: 'closed-by-centre' };
      return change(open, ({ audit }) =>
        audit.append({
          actor,
          action: 'kiosk.opened',
          ...(closed === null ? {} : { details: { closedBy: 'centre' } }),
        }),
      );
    },
    recordEnd: () => {
      if (closings.centre === null || !isOver(closings.centre)) return;
      change({ ...closings, centre: null }, ({ audit }) =>
        audit.append({ actor: centre, action: 'kiosk.opened', reason: 'time-over' }),
      );
    },
    byCentre: {
      close: (unit, { reason: words, until, staffMayOpen }) => {
        const closed = {
          by: 'centre',
          words,
          since: Math.round(now()),
          reopensAt: until,
          staffMayOpen,
        } as const;
        keep(unit, { ...closings, centre: closed });
        unit.audit.append({
          actor: centre,
          action: 'kiosk.closed',
          reason: 'centre',
          details: { reopensAt: until, staffMayOpen },
        });
      },
      open: (unit) => {
        if (byCentre() === null) {
          return { ok: false, reason: closings.staff === null ? 'not-closed' : 'closed-by-staff' };
        }
        keep(unit, { ...closings, centre: null });
        unit.audit.append({ actor: centre, action: 'kiosk.opened' });
        return { ok: true };
      },
      kept: reread,
    },
  };
};
