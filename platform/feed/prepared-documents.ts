import { createHash } from 'node:crypto';
import { isYoungerThan } from '../agency/registered-agency.ts';
import type { PlatformClock } from '../clock.ts';
import type { CertificateClaims } from '../contract/certificate/claims.ts';
import { verifyCertificate } from '../contract/certificate/signed-certificate.ts';
import type { PreparedDocument } from '../contract/feed.ts';
import { type HolderCard, holderKey, type PreparedFor, sealPrepared } from '../contract/sealing/index.ts';
import { certificatesOf } from '../library/certificate-library.ts';
import type { KeyRing } from '../signing/key-ring.ts';
import type { PlatformDatabase, PlatformTransaction } from '../store/open-store.ts';
import { dayInChina } from '../china-day.ts';
import { type Publisher, publishing } from './publish.ts';

const collection = 'prepared-document';

/** How long a document lies at a kiosk at most, milliseconds: the shorter, the less a stolen disk may yield. */
export const preparedFor = 30 * 86_400_000;

/** Who is younger does not identify at a kiosk without a parent or guardian (民法典 art. 19, 20). */
const ageOfOwnCollection = 16;

/** What delivering documents in advance needs of the platform. */
export interface PreparationContext {
  readonly database: PlatformDatabase;
  readonly clock: PlatformClock;
  readonly keyRing: Pick<KeyRing, 'publicKeySet'>;
}

/** A certificate to be printed at a station, by its holder, without a line. */
export interface Preparation {
  readonly certificateNumber: string;
  readonly stationCode: string;
}

export type PreparationOutcome =
  /** For these kiosks, some perhaps before. */
  | { readonly outcome: 'published'; readonly kioskIds: readonly string[] }
  | {
      readonly outcome: 'refused';
      /**
       * `certificate-not-good`: unknown, expired, revoked or collected; `unknown-station`: no kiosk in force stands there;
       * `card-unknown`: the library does not know the holder's ID card, to which it would be sealed; `holder-too-young`: it
       * would open for nobody, since a child does not identify alone and no parent is known as one without a line.
       */
      readonly reason: 'certificate-not-good' | 'unknown-station' | 'card-unknown' | 'holder-too-young';
    };

/** Published once for each kiosk of the station: each opens its own alone. Its id tells nothing to who reads it. */
const documentId = (certificateNumber: string, kioskId: string): string =>
  `PD-${createHash('sha256').update(`${certificateNumber} ${kioskId}`).digest('hex').slice(0, 32)}`;

/** A certificate that is good, and has not been collected. */
const goodCertificate = async (
  { database, clock, keyRing }: PreparationContext,
  certificateNumber: string,
) => {
  const row = await database
    .selectFrom('certificates')
    .select('signed')
    .where('certificate_number', '=', certificateNumber)
    .where('revoked_at', 'is', null)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('collections')
            .select('key')
            .whereRef('collections.certificate_number', '=', 'certificates.certificate_number'),
        ),
      ),
    )
    .executeTakeFirst();
  if (row === undefined) {
    return undefined;
  }
  const verified = verifyCertificate(row.signed, await keyRing.publicKeySet(), clock.now());
  return verified.outcome === 'genuine' ? { signed: row.signed, claims: verified.claims } : undefined;
};

const kiosksAt = async (database: PlatformDatabase, stationCode: string): Promise<PreparedFor[]> => {
  const rows = await database
    .selectFrom('kiosks')
    .innerJoin('kiosk_keys', 'kiosk_keys.kiosk_id', 'kiosks.kiosk_id')
    .select(['kiosks.kiosk_id', 'kiosk_keys.key_id', 'kiosk_keys.x', 'kiosk_keys.y'])
    .where('station_code', '=', stationCode)
    .where('revoked_at', 'is', null)
    .where('kiosk_keys.state', '=', 'active')
    .orderBy('kiosks.kiosk_id')
    .execute();
  return rows.map(({ kiosk_id, key_id, x, y }) => ({
    kioskId: kiosk_id,
    keyId: key_id,
    jwk: { kty: 'EC', crv: 'P-256', x, y },
  }));
};

/** The holder's ID card as its chip says it, by the library's record of it. */
const cardOf = async (
  { database, clock }: PreparationContext,
  { idNumber, name }: CertificateClaims['holder'],
): Promise<HolderCard | undefined> => {
  const held = await certificatesOf(database, idNumber, dayInChina(clock.now()));
  const card = held.find(({ kind, state }) => kind === 'id-card' && state === 'valid');
  return card && { idNumber, name, validFrom: card.validFrom, validUntil: card.validUntil ?? 'long-term' };
};

const publishedFor = async (
  transaction: PlatformTransaction,
  certificateNumber: string,
): Promise<ReadonlyMap<string, string>> => {
  const rows = await transaction
    .selectFrom('prepared_documents')
    .select(['kiosk_id', 'key_id'])
    .where('certificate_number', '=', certificateNumber)
    .execute();
  return new Map(rows.map((row) => [row.kiosk_id, row.key_id]));
};

/**
 * Delivers a certificate in advance: sealed to its holder at each kiosk of the station, and published to that kiosk
 * alone. Where it was published before under the kiosk's present key, nothing changes.
 */
export const prepareDocument = async (
  context: PreparationContext,
  { certificateNumber, stationCode }: Preparation,
): Promise<PreparationOutcome> => {
  const { database, clock } = context;
  const certificate = await goodCertificate(context, certificateNumber);
  if (certificate === undefined) {
    return { outcome: 'refused', reason: 'certificate-not-good' };
  }
  const { claims, signed } = certificate;
  if (await isYoungerThan(database, claims.holder.idNumber, ageOfOwnCollection, clock.now())) {
    return { outcome: 'refused', reason: 'holder-too-young' };
  }
  const kiosks = await kiosksAt(database, stationCode);
  if (kiosks.length === 0) {
    return { outcome: 'refused', reason: 'unknown-station' };
  }
  const card = await cardOf(context, claims.holder);
  if (card === undefined) {
    return { outcome: 'refused', reason: 'card-unknown' };
  }
  const sealed = new Map<PreparedFor, string>();
  for (const kiosk of kiosks) {
    const holder = await holderKey(card, kiosk.kioskId);
    const id = documentId(certificateNumber, kiosk.kioskId);
    sealed.set(kiosk, await sealPrepared(signed, { holder, kiosk }, id));
  }
  const expiresAt = Math.min(claims.expiresAt * 1000, clock.now() + preparedFor);
  await publishing(database, clock, async (publisher, transaction) => {
    const published = await publishedFor(transaction, certificateNumber);
    for (const [{ kioskId, keyId }, text] of sealed) {
      if (published.get(kioskId) === keyId) {
        continue;
      }
      const id = documentId(certificateNumber, kioskId);
      const content: PreparedDocument = { kioskKey: keyId, expiresAt, sealed: text };
      await publisher.publish({ collection, id, audience: kioskId, content });
      await transaction
        .insertInto('prepared_documents')
        .values({
          document_id: id,
          certificate_number: certificateNumber,
          kiosk_id: kioskId,
          key_id: keyId,
          expires_at: new Date(expiresAt),
        })
        .onConflict((conflict) => conflict.column('document_id').doUpdateSet({ key_id: keyId }))
        .execute();
    }
  });
  return { outcome: 'published', kioskIds: kiosks.map(({ kioskId }) => kioskId) };
};

/** Withdraws what was delivered in advance of a certificate, at every kiosk. */
export const withdrawPrepared = async (
  publisher: Publisher,
  transaction: PlatformTransaction,
  certificateNumber: string,
): Promise<void> => {
  const rows = await transaction
    .deleteFrom('prepared_documents')
    .where('certificate_number', '=', certificateNumber)
    .returning('document_id')
    .execute();
  for (const { document_id } of rows) {
    await publisher.withdraw(collection, document_id);
  }
};

/**
 * Looks after what was delivered in advance: withdraws what was collected or has run out, and seals anew what is sealed to
 * a key that its kiosk has changed since.
 */
export const tendPrepared = async (context: PreparationContext): Promise<void> => {
  const { database, clock } = context;
  const ended = await database
    .selectFrom('prepared_documents as prepared')
    .leftJoin('collections', 'collections.certificate_number', 'prepared.certificate_number')
    .select('prepared.certificate_number')
    .where((eb) =>
      eb.or([eb('collections.key', 'is not', null), eb('prepared.expires_at', '<=', new Date(clock.now()))]),
    )
    .distinct()
    .execute();
  if (ended.length > 0) {
    await publishing(database, clock, async (publisher, transaction) => {
      for (const { certificate_number } of ended) {
        await withdrawPrepared(publisher, transaction, certificate_number);
      }
    });
  }
  const outdated = await database
    .selectFrom('prepared_documents as prepared')
    .innerJoin('kiosks', 'kiosks.kiosk_id', 'prepared.kiosk_id')
    .innerJoin('kiosk_keys', 'kiosk_keys.kiosk_id', 'prepared.kiosk_id')
    .select(['prepared.certificate_number', 'kiosks.station_code'])
    .where('kiosk_keys.state', '=', 'active')
    .where('kiosks.revoked_at', 'is', null)
    .whereRef('kiosk_keys.key_id', '<>', 'prepared.key_id')
    .distinct()
    .execute();
  for (const { certificate_number, station_code } of outdated) {
    await prepareDocument(context, { certificateNumber: certificate_number, stationCode: station_code });
  }
};
