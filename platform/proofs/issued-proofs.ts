import { agentRefusal, recordAgent } from '../agency/admit-agent.ts';
import type { PlatformClock } from '../clock.ts';
import type { AgencyRefusal } from '../contract/agency.ts';
import type { Catalogue } from '../contract/catalogue.ts';
import type { IssuedProof, IssuedProofsReply } from '../contract/issued-proofs.ts';
import type { HolderQuery } from '../contract/library.ts';
import { recordAccess } from '../library/certificate-library.ts';
import { type HolderRefusal, holderRefusal } from '../library/known-holder.ts';
import type { PlatformDatabase, PlatformTransaction } from '../store/open-store.ts';

/** What showing and handing over issued proofs needs of the platform. */
export interface ProofContext {
  readonly database: PlatformDatabase;
  readonly clock: PlatformClock;
  readonly catalogue: Catalogue;
}

interface AskingKiosk {
  readonly kioskId: string;
  readonly stationCode: string;
}

export type ProofsOutcome =
  | { readonly outcome: 'answered'; readonly reply: IssuedProofsReply }
  | { readonly outcome: 'refused'; readonly reason: HolderRefusal | AgencyRefusal };

export type HandoverOutcome =
  | { readonly outcome: 'handed-over'; readonly certificate: Uint8Array }
  | { readonly outcome: 'refused'; readonly reason: HolderRefusal | AgencyRefusal | 'not-ready' };

/** How long a proof is kept for the kiosk that has it, milliseconds: if it was printed, the word of it has come by then. */
export const keptForKiosk = 86_400_000;

/** Of a person more are not listed. */
const listedAtMost = 50;

const readyOf = (transaction: PlatformTransaction, idNumber: string, now: number) =>
  transaction
    .selectFrom('issued_proofs as proof')
    .innerJoin('certificates as certificate', 'certificate.certificate_number', 'proof.certificate_number')
    .where('certificate.holder_id_number', '=', idNumber)
    .where('certificate.revoked_at', 'is', null)
    .where('proof.collected_at', 'is', null)
    .where('proof.collect_until', '>', new Date(now));

const noteAccess = (
  transaction: PlatformTransaction,
  { kioskId, stationCode }: AskingKiosk,
  query: HolderQuery,
  { kinds, accessedAt }: { readonly kinds: readonly string[]; readonly accessedAt: number },
): Promise<void> =>
  recordAccess(transaction, {
    holderIdNumber: query.holder.idNumber,
    actor: `kiosk:${kioskId}@${stationCode}`,
    agency: query.agency,
    purpose: 'issued-proofs',
    item: null,
    consentedAt: query.consentedAt,
    accessedAt,
    kinds,
  });

/** Why these are not told to who stands at the kiosk. */
const refusalOf = async (
  transaction: PlatformTransaction,
  query: HolderQuery,
  at: number,
): Promise<HolderRefusal | AgencyRefusal | undefined> =>
  (await holderRefusal(transaction, query)) ?? (await agentRefusal(transaction, query, 'documents', at));

/** Shows a holder which proofs lie ready; the access is on the trail, durably, before anything is shown. */
export const listProofs = (
  { database, clock, catalogue }: ProofContext,
  kiosk: AskingKiosk,
  query: HolderQuery,
): Promise<ProofsOutcome> =>
  database.transaction().execute(async (transaction) => {
    const accessedAt = clock.now();
    const reason = await refusalOf(transaction, query, accessedAt);
    if (reason !== undefined) {
      return { outcome: 'refused', reason };
    }
    const rows = await readyOf(transaction, query.holder.idNumber, accessedAt)
      .select([
        'certificate.certificate_number',
        'certificate.kind',
        'proof.purpose',
        'proof.station_code',
        'proof.station_name',
        'proof.approved_at',
        'proof.collect_until',
      ])
      .orderBy('proof.approved_at', 'desc')
      .limit(listedAtMost)
      .execute();
    const proofs = rows.flatMap((row): IssuedProof[] => {
      const item = catalogue.myDocuments?.find(({ code }) => code === row.kind);
      return item === undefined
        ? []
        : [
            {
              certificateNumber: row.certificate_number,
              kind: row.kind,
              purpose: row.purpose,
              department: item.department.name,
              station: { code: row.station_code, name: row.station_name },
              approvedAt: row.approved_at.getTime(),
              collectUntil: row.collect_until.getTime(),
            },
          ];
    });
    await noteAccess(transaction, kiosk, query, {
      kinds: [...new Set(proofs.map(({ kind }) => kind))],
      accessedAt,
    });
    await recordAgent(transaction, query, { act: 'documents', actedAt: accessedAt });
    return { outcome: 'answered', reply: { accessedAt, proofs } };
  });

/**
 * Hands a proof over to a kiosk of its station, and keeps it for that kiosk: asked again it gives the same bytes, and no
 * other kiosk gets them.
 */
export const handOverProof = (
  { database, clock }: ProofContext,
  kiosk: AskingKiosk,
  query: HolderQuery,
  certificateNumber: string,
): Promise<HandoverOutcome> =>
  database.transaction().execute(async (transaction) => {
    const now = clock.now();
    const reason = await refusalOf(transaction, query, now);
    if (reason !== undefined) {
      return { outcome: 'refused', reason };
    }
    const proof = await readyOf(transaction, query.holder.idNumber, now)
      .select([
        'certificate.kind',
        'certificate.signed',
        'proof.station_code',
        'proof.handed_to',
        'proof.handed_at',
      ])
      .where('proof.certificate_number', '=', certificateNumber)
      .forUpdate('proof')
      .executeTakeFirst();
    const isElsewhere =
      proof?.handed_to !== null &&
      proof?.handed_to !== kiosk.kioskId &&
      now - (proof?.handed_at?.getTime() ?? 0) < keptForKiosk;
    if (proof === undefined || proof.station_code !== kiosk.stationCode || isElsewhere) {
      return { outcome: 'refused', reason: 'not-ready' };
    }
    await transaction
      .updateTable('issued_proofs')
      .set({ handed_to: kiosk.kioskId, handed_at: new Date(now) })
      .where('certificate_number', '=', certificateNumber)
      .execute();
    await noteAccess(transaction, kiosk, query, { kinds: [proof.kind], accessedAt: now });
    await recordAgent(transaction, query, { act: 'handover', subject: certificateNumber, actedAt: now });
    return { outcome: 'handed-over', certificate: proof.signed };
  });
