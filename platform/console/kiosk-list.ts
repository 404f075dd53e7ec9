import { sql } from 'kysely';
import { type KioskLight, kioskLights, silentBefore } from '../kiosks/kiosk-light.ts';
import type { PlatformDatabase } from '../store/open-store.ts';
import { type Page, pageOf, rowsOfPage } from './paging.ts';
import { reportInterval } from './report-interval.ts';

/** A kiosk in the list. Times are milliseconds since the Unix epoch. */
export interface ListedKiosk {
  readonly kioskId: string;
  readonly stationCode: string;
  readonly appVersion: string;
  readonly light: KioskLight;
  /** Its last report; null when it never sent one. */
  readonly heardAt: number | null;
  /** So long since that its line, or the kiosk itself, must be down. */
  readonly isSilent: boolean;
  readonly pending: number | null;
  readonly refused: number | null;
  /** Reasons of its devices that are warnings or errors. */
  readonly faults: number | null;
}

/** Which kiosks are asked for. */
export interface KioskSearch {
  readonly page: number;
  readonly light: KioskLight | undefined;
  /** A part of the station's code or of the kiosk's id. */
  readonly search: string;
}

export interface KioskList extends Page<ListedKiosk> {
  /** Of all kiosks that the search finds, whatever their light. */
  readonly counts: Readonly<Record<KioskLight, number>>;
}

interface Row {
  readonly kiosk_id: string;
  readonly station_code: string;
  readonly app_version: string;
  readonly rank: number;
  readonly received_at: Date | null;
  readonly is_silent: boolean;
  readonly pending: number | null;
  readonly refused: number | null;
  readonly faults: number | null;
}

const lightOf = (rank: number): KioskLight => kioskLights[rank] ?? 'red';

/** The kiosks in service, the worst first, then by station; a page at a time. */
export const listKioskPage = async (
  database: PlatformDatabase,
  now: number,
  { page, light, search }: KioskSearch,
): Promise<KioskList> => {
  const silent = new Date(silentBefore(now, await reportInterval(database)));
  const wanted = search.trim().toUpperCase();
  // A kiosk that was never heard of is not silent yet: it may be on its way to its station.
  const judged = sql`
    SELECT k.kiosk_id, k.station_code, k.app_version, s.received_at, s.report,
      s.received_at IS NOT NULL AND s.received_at < ${silent}::timestamptz AS is_silent,
      CASE WHEN s.received_at IS NULL THEN 1
        WHEN s.received_at < ${silent}::timestamptz THEN 2
        ELSE s.severity END AS rank
    FROM kiosks k LEFT JOIN kiosk_states s ON s.kiosk_id = k.kiosk_id
    WHERE k.revoked_at IS NULL
      AND (${wanted} = '' OR strpos(upper(k.station_code), ${wanted}) > 0 OR strpos(k.kiosk_id, ${wanted}) > 0)`;
  const counted = await sql<{ rank: number; count: number }>`
    SELECT rank, count(*) AS count FROM (${judged}) judged GROUP BY rank`.execute(database);
  const countOf = (wantedLight: KioskLight): number =>
    counted.rows.find(({ rank }) => lightOf(rank) === wantedLight)?.count ?? 0;
  const counts = { green: countOf('green'), amber: countOf('amber'), red: countOf('red') };
  const rank = light === undefined ? null : kioskLights.indexOf(light);
  const { rows } = await sql<Row>`
    SELECT kiosk_id, station_code, app_version, rank, received_at, is_silent,
      (report #>> '{queue,pending}')::int AS pending,
      (report #>> '{queue,refused}')::int AS refused,
      (SELECT count(*)::int FROM jsonb_array_elements(report -> 'devices') d,
          jsonb_array_elements(d -> 'reasons') r
        WHERE r ->> 'severity' <> 'report') AS faults
    FROM (
      SELECT * FROM (${judged}) judged
      WHERE ${rank}::int IS NULL OR rank = ${rank}::int
      ORDER BY rank DESC, station_code, kiosk_id
      LIMIT ${rowsOfPage} OFFSET ${page * rowsOfPage}) listed
    ORDER BY rank DESC, station_code, kiosk_id`.execute(database);
  const listed = rows.map((row) => ({
    kioskId: row.kiosk_id,
    stationCode: row.station_code,
    appVersion: row.app_version,
    light: lightOf(row.rank),
    heardAt: row.received_at?.getTime() ?? null,
    isSilent: row.is_silent,
    pending: row.pending,
    refused: row.refused,
    faults: row.received_at === null ? null : row.faults,
  }));
  const total = light === undefined ? counts.green + counts.amber + counts.red : counts[light];
  return { ...pageOf(listed, page, total), counts };
};
