import { sql } from 'kysely';
import type { HealthReport, reportedActors } from '../contract/kiosks.ts';
import type { PlatformDatabase } from '../store/open-store.ts';
import { type Page, pageOf, rowsOfPage } from './paging.ts';

type Device = HealthReport['devices'][number];
type Actor = (typeof reportedActors)[number];

interface Place {
  readonly kioskId: string;
  readonly stationCode: string;
  /** When the kiosk said so, milliseconds since the Unix epoch. */
  readonly heardAt: number;
  readonly role: string;
}

/** A supply that is low or has run out. */
export interface ScarceSupply extends Place {
  readonly supply: Device['supplies'][number];
}

/** Something that is wrong with a device. */
export interface DeviceFault extends Place {
  readonly reason: Device['reasons'][number];
}

export interface FaultList extends Page<DeviceFault> {
  /** Of all kiosks. */
  readonly counts: Readonly<Record<Actor, number>>;
}

interface DeviceRow<Found> {
  readonly kiosk_id: string;
  readonly station_code: string;
  readonly received_at: Date;
  readonly role: string;
  readonly found: Found;
}

const placeOf = (row: DeviceRow<unknown>): Place => ({
  kioskId: row.kiosk_id,
  stationCode: row.station_code,
  heardAt: row.received_at.getTime(),
  role: row.role,
});

/** What the devices of all kiosks in service say under `supplies` or `reasons`, a row each. */
const saidOfDevices = (list: 'supplies' | 'reasons') => sql`
  SELECT s.kiosk_id, k.station_code, s.received_at, d ->> 'role' AS role, found
  FROM kiosk_states s JOIN kiosks k ON k.kiosk_id = s.kiosk_id AND k.revoked_at IS NULL,
    jsonb_array_elements(s.report -> 'devices') d, jsonb_array_elements(d -> ${sql.lit(list)}) found`;

/** What has to be refilled, the emptiest first. */
export const listScarceSupplies = async (
  database: PlatformDatabase,
  page: number,
): Promise<Page<ScarceSupply>> => {
  const scarce = sql`
    SELECT * FROM (${saidOfDevices('supplies')}) said WHERE found ->> 'state' IN ('low', 'empty')`;
  const { rows: counted } = await sql<{ count: number }>`
    SELECT count(*) AS count FROM (${scarce}) scarce`.execute(database);
  const { rows } = await sql<DeviceRow<ScarceSupply['supply']>>`
    SELECT * FROM (${scarce}) scarce
    ORDER BY found ->> 'state' = 'empty' DESC, (found ->> 'percent')::float8 ASC NULLS LAST,
      station_code, kiosk_id, role, found ->> 'name'
    LIMIT ${rowsOfPage} OFFSET ${page * rowsOfPage}`.execute(database);
  return pageOf(
    rows.map((row) => ({ ...placeOf(row), supply: row.found })),
    page,
    counted[0]?.count ?? 0,
  );
};

/** What is wrong at kiosks, errors first; of one who can do something about it, or of all. */
export const listFaults = async (
  database: PlatformDatabase,
  { page, actor }: { readonly page: number; readonly actor: Actor | undefined },
): Promise<FaultList> => {
  const faults = sql`
    SELECT * FROM (${saidOfDevices('reasons')}) said WHERE found ->> 'severity' <> 'report'`;
  const { rows: counted } = await sql<{ actor: Actor; count: number }>`
    SELECT found ->> 'actor' AS actor, count(*) AS count FROM (${faults}) faults GROUP BY 1`.execute(
    database,
  );
  const countOf = (wanted: Actor): number => counted.find((row) => row.actor === wanted)?.count ?? 0;
  const counts = {
    resident: countOf('resident'),
    staff: countOf('staff'),
    technician: countOf('technician'),
  };
  const { rows } = await sql<DeviceRow<DeviceFault['reason']>>`
    SELECT * FROM (${faults}) faults
    WHERE ${actor ?? null}::text IS NULL OR found ->> 'actor' = ${actor ?? null}::text
    ORDER BY found ->> 'severity' = 'error' DESC, station_code, kiosk_id, role, found ->> 'code'
    LIMIT ${rowsOfPage} OFFSET ${page * rowsOfPage}`.execute(database);
  const total = actor === undefined ? counts.resident + counts.staff + counts.technician : counts[actor];
  return {
    ...pageOf(
      rows.map((row) => ({ ...placeOf(row), reason: row.found })),
      page,
      total,
    ),
    counts,
  };
};
