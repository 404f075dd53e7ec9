import type { PlatformClock } from '../clock.ts';
import { verifyCertificate } from '../contract/certificate/signed-certificate.ts';
import type { PreparedDocument } from '../contract/feed.ts';
import { type HolderSecret, holderSecret, sealToHolder } from '../contract/sealing/index.ts';
import type { KeyRing } from '../signing/key-ring.ts';
import type { PlatformDatabase, PlatformTransaction } from '../store/open-store.ts';
import { type Publisher, publishing } from './publish.ts';

const collection = 'prepared-document';

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
      /** `certificate-not-good`: unknown, expired or revoked; `unknown-station`: no kiosk in force stands there. */
      readonly reason: 'certificate-not-good' | 'unknown-station';
    };

/** Published once for each kiosk of the station: each opens its own alone. */
const documentId = (certificateNumber: string, kioskId: string): string => `${certificateNumber}.${kioskId}`;

const goodCertificate = async (
  { database, clock, keyRing }: PreparationContext,
  certificateNumber: string,
) => {
  const row = await database
    .selectFrom('certificates')
    .select('signed')
    .where('certificate_number', '=', certificateNumber)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined) {
    return undefined;
  }
  const verified = verifyCertificate(row.signed, await keyRing.publicKeySet(), clock.now());
  return verified.outcome === 'genuine' ? { signed: row.signed, claims: verified.claims } : undefined;
};

const kiosksAt = async (database: PlatformDatabase, stationCode: string): Promise<string[]> => {
  const rows = await database
    .selectFrom('kiosks')
    .select('kiosk_id')
    .where('station_code', '=', stationCode)
    .where('revoked_at', 'is', null)
    .orderBy('kiosk_id')
    .execute();
  return rows.map((row) => row.kiosk_id);
};

const isPublished = async (transaction: PlatformTransaction, id: string): Promise<boolean> =>
  (await transaction
    .selectFrom('feed_documents')
    .select('id')
    .where('collection', '=', collection)
    .where('id', '=', id)
    .where('removed', '=', false)
    .executeTakeFirst()) !== undefined;

/**
 * Delivers a certificate in advance: sealed to its holder at each kiosk of the station, and published to that kiosk
 * alone. Where it was published before, nothing changes.
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
  const kioskIds = await kiosksAt(database, stationCode);
  if (kioskIds.length === 0) {
    return { outcome: 'refused', reason: 'unknown-station' };
  }
  const { claims, signed } = certificate;
  const secrets = new Map<string, HolderSecret>();
  for (const kioskId of kioskIds) {
    secrets.set(kioskId, await holderSecret(claims.holder, kioskId));
  }
  await publishing(database, clock, async (publisher, transaction) => {
    for (const [kioskId, secret] of secrets) {
      const id = documentId(certificateNumber, kioskId);
      if (await isPublished(transaction, id)) {
        continue;
      }
      const content: PreparedDocument = {
        holderTag: secret.tag,
        item: claims.kind,
        expiresAt: claims.expiresAt * 1000,
        sealed: await sealToHolder(signed, secret, id),
      };
      await publisher.publish({ collection, id, audience: kioskId, content });
    }
  });
  return { outcome: 'published', kioskIds };
};

/** Withdraws what was delivered in advance of a certificate, at every kiosk. */
export const withdrawPrepared = async (
  publisher: Publisher,
  transaction: PlatformTransaction,
  certificateNumber: string,
): Promise<void> => {
  const rows = await transaction
    .selectFrom('feed_documents')
    .select('id')
    .where('collection', '=', collection)
    .where('id', '>', `${certificateNumber}.`)
    .where('id', '<', `${certificateNumber}/`)
    .where('removed', '=', false)
    .execute();
  for (const { id } of rows) {
    await publisher.withdraw(collection, id);
  }
};
