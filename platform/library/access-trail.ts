import { sql } from 'kysely';
import type { PlatformClock } from '../clock.ts';
import type { AgencyRefusal } from '../contract/agency.ts';
import type { AgencyWay } from '../contract/agency-way.ts';
import type { Catalogue, LocalizedText } from '../contract/catalogue.ts';
import {
  type AccessPurpose,
  type AccessTrailReply,
  type HolderQuery,
  mostAccesses,
} from '../contract/library.ts';
import { maskedName } from '../contract/masked-name.ts';
import type { PlatformDatabase, PlatformTransaction } from '../store/open-store.ts';
import { recordAccess } from './certificate-library.ts';
import { type HolderRefusal, holderRefusal } from './known-holder.ts';

/** What reading an access trail needs of the platform. */
export interface AccessTrailContext {
  readonly database: PlatformDatabase;
  readonly clock: PlatformClock;
  readonly catalogue: Catalogue;
}

export type AccessTrailOutcome =
  | { readonly outcome: 'answered'; readonly reply: AccessTrailReply }
  | { readonly outcome: 'refused'; readonly reason: HolderRefusal | AgencyRefusal };

type Entry = AccessTrailReply['entries'][number];

interface AccessRow {
  readonly at: Date;
  readonly actor: string;
  readonly purpose: AccessPurpose;
  readonly item: string | null;
  readonly kinds: string[];
  readonly agent: string | null;
  readonly way: AgencyWay | null;
}

/** Readings of the library and of proofs, and certificates that were issued: the latest first. */
const accessesOf = async (
  transaction: PlatformTransaction,
  idNumber: string,
  limit: number,
): Promise<readonly AccessRow[]> => {
  const { rows } = await sql<AccessRow>`
    SELECT accesses.*, agent.name AS agent FROM (
      SELECT accessed_at AS at, actor, purpose, item, kinds, access_id AS position, agent_id_number,
        agency_way AS way
      FROM certificate_accesses WHERE holder_id_number = ${idNumber}
      UNION ALL
      SELECT r.received_at, 'kiosk:' || coalesce(r.kiosk_id, '') || '@' || r.station_code, 'certificate', NULL,
        ARRAY[c.kind], 0, a.agent_id_number, a.way
      FROM certificates c JOIN certificate_requests r ON r.certificate_number = c.certificate_number
      LEFT JOIN agency_records a ON a.subject = c.certificate_number AND a.act = 'certificate'
      WHERE c.holder_id_number = ${idNumber}
    ) accesses LEFT JOIN residents agent ON agent.id_number = accesses.agent_id_number
    ORDER BY at DESC, position DESC LIMIT ${limit}`.execute(transaction);
  return rows;
};

/** Names by code: of departments, and of service items. */
interface Names {
  readonly departments: ReadonlyMap<string, LocalizedText>;
  readonly items: ReadonlyMap<string, LocalizedText>;
}

const departmentNames = ({ items, applications, myDocuments = [] }: Catalogue): Names['departments'] =>
  new Map(
    [...items, ...applications, ...myDocuments].map(({ department }) => [department.code, department.name]),
  );

const itemNames = async (
  transaction: PlatformTransaction,
  codes: readonly string[],
): Promise<Names['items']> => {
  if (codes.length === 0) {
    return new Map();
  }
  const rows = await transaction
    .selectFrom('service_items')
    .select(['code', 'elements'])
    .where('is_current', '=', true)
    .where('code', 'in', codes)
    .execute();
  return new Map(rows.map(({ code, elements }) => [code, elements.name]));
};

/** `kiosk:<id>@<station>`, or a clerk as applications/course-actor.ts writes it. */
const actorOf = (text: string, { departments }: Names): Entry['by'] => {
  const [, stationCode] = /^kiosk:[^@]*@(.+)$/.exec(text) ?? [];
  if (stationCode !== undefined) {
    return { kind: 'kiosk', stationCode };
  }
  const [, department = ''] = text.split(':');
  return { kind: 'department', name: departments.get(department) ?? null };
};

/**
 * Shows a holder who read the holder's data. That this was read is on the trail itself, durably, before it is shown.
 *
 * @param kiosk who signed the query
 */
export const readAccessTrail = (
  { database, clock, catalogue }: AccessTrailContext,
  kiosk: { readonly kioskId: string; readonly stationCode: string },
  query: HolderQuery,
): Promise<AccessTrailOutcome> =>
  database.transaction().execute(async (transaction) => {
    // Who looked is told to nobody but the person: no authorisation opens it.
    const reason =
      (await holderRefusal(transaction, query)) ?? (query.agency && ('agency-not-admitted' as const));
    if (reason !== undefined) {
      return { outcome: 'refused', reason };
    }
    const { idNumber } = query.holder;
    const rows = await accessesOf(transaction, idNumber, mostAccesses + 1);
    const shown = rows.slice(0, mostAccesses);
    const names: Names = {
      departments: departmentNames(catalogue),
      items: await itemNames(transaction, [...new Set(shown.flatMap(({ item }) => item ?? []))]),
    };
    const accessedAt = clock.now();
    await recordAccess(transaction, {
      holderIdNumber: idNumber,
      actor: `kiosk:${kiosk.kioskId}@${kiosk.stationCode}`,
      purpose: 'access-trail',
      item: null,
      consentedAt: query.consentedAt,
      accessedAt,
      kinds: [],
    });
    const entries = shown.map(
      ({ at, actor, purpose, item, kinds, agent, way }): Entry => ({
        at: at.getTime(),
        by: actorOf(actor, names),
        agent: way === null ? null : { maskedName: maskedName(agent ?? ''), way },
        purpose,
        item: item === null ? null : (names.items.get(item) ?? null),
        kinds,
      }),
    );
    return { outcome: 'answered', reply: { accessedAt, entries, more: rows.length > shown.length } };
  });
