import { z } from 'zod';

/**
 * What the platform publishes to its kiosks: documents in collections, each with a version that only grows, each a
 * compact JWS of its own that verifies with a platform key for as long as it is kept.
 *
 *   GET /v1/feed?after=CURSOR&limit=N → FeedPage; CURSOR is '' at first, later the `next` of the page before
 *
 * A kiosk stages pages until `more` is false and then puts them in place, the documents of a collection together.
 *
 * A platform that was brought back from a backup has forgotten what it published since: positions and versions count
 * from there again. It knows a cursor of the time that is lost, whatever was published since, and refuses it with 410
 * `cursor-unknown`. Then the kiosk throws away what it has staged and reads from '' on; versions may be lower than those
 * in place, which stay until the last page is in. What is read then takes the place of everything that was there: a
 * document that did not come is deleted.
 */
export const feedCollections = [
  'catalogue',
  'guide',
  'hall',
  'service-items',
  'policies',
  'template',
  'revocations',
  'settings',
  'prepared-document',
  'working-days',
  'help',
  'appointments',
] as const;
export type FeedCollection = (typeof feedCollections)[number];

/** Header `typ` of a published document (RFC 7515 §4.1.9). */
export const feedDocumentType = 'yizhan-document+jws';

/**
 * A reading position; opaque to the kiosk. The platform tells one that it gave in another history of its feed from one
 * of this: a number alone would not do.
 */
export const feedCursorSchema = z.string().regex(/^[A-Za-z0-9_-]{0,80}$/);

export const feedDocumentSchema = z.strictObject({
  collection: z.enum(feedCollections),
  id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,79}$/),
  version: z.number().int().min(1),
  /** Epoch milliseconds. */
  issuedAt: z.number().int().nonnegative(),
  /** Every kiosk, or the one of this id: a document for another kiosk is refused. */
  audience: z.string().regex(/^(all|K-[0-9A-Z]{8,40})$/),
  /** The document was withdrawn: it is deleted at the kiosk. */
  removed: z.boolean(),
  /** What the collection's own schema says; null when removed. */
  content: z.unknown(),
});
export type FeedDocument = z.infer<typeof feedDocumentSchema>;

export const feedPageSchema = z.strictObject({
  /** Compact JWS over a FeedDocument each. */
  documents: z.array(z.string().max(2_000_000)).max(500),
  next: feedCursorSchema,
  more: z.boolean(),
  /** `issuedAt` of the newest key set: a kiosk that has an older one fetches it before it verifies. */
  keySetIssuedAt: z.number().int().nonnegative(),
});
export type FeedPage = z.infer<typeof feedPageSchema>;

/**
 * Collection `revocations`: what must not be honoured any more, in as many documents as the platform likes; all of them
 * together count. A revocation changes one of them, so that only that one has to be fetched. Certificates that have
 * expired need not be named.
 */
export const revocationsSchema = z.strictObject({
  certificateNumbers: z.array(z.string().regex(/^[0-9A-Z-]{8,40}$/)).max(30_000),
});
export type Revocations = z.infer<typeof revocationsSchema>;

/** Collection `settings`, id `kiosk`: what the centre decides for its kiosks. */
export const kioskPolicySchema = z.strictObject({
  /** Days for which a sealed application is kept at the kiosk after the platform has acknowledged it. */
  acknowledgedRetentionDays: z.number().int().min(1).max(184),
  /** Days for which daily backups are kept. */
  backupRetentionDays: z.number().int().min(1).max(60),
  /** How often a kiosk reports its health. */
  healthReportSeconds: z.number().int().min(10).max(3600),
});
export type KioskPolicy = z.infer<typeof kioskPolicySchema>;

/**
 * Collection `prepared-document`: a certificate that is delivered in advance to one kiosk, sealed to that kiosk's key and
 * to its holder's card, and printed there without a line after identification (sealing/holder.ts). Nothing in clear tells
 * whose it is, or what; its id does not either.
 */
export const preparedDocumentSchema = z.strictObject({
  /** RFC 7638 thumbprint of the kiosk's key to which it is sealed. */
  kioskKey: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  /** From then on kiosks delete it; epoch milliseconds. */
  expiresAt: z.number().int().nonnegative(),
  /** Compact JWE to the kiosk's key, around one under the holder's key, over the certificate's COSE_Sign1. */
  sealed: z.string().max(1_000_000),
});
export type PreparedDocument = z.infer<typeof preparedDocumentSchema>;
