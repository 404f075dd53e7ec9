import { z } from 'zod';
import { publicJwkSchema } from './api.ts';
import { derCertificateSchema } from './pdf-signature/signature-messages.ts';
import { commandOutcomeSchema, maximumCommandsAtOnce } from './remote-commands.ts';

/**
 * How a kiosk becomes known, stays known, and tells how it is.
 *
 *   POST /v1/enrolments         EnrolmentRequest → EnrolmentReply; signed (RFC 9421) with the very key it brings; the same
 *                               code again with the same key gets the first reply again
 *   POST /v1/kiosks/self/keys   KeyRotationRequest → KeyRotationReply; signed with the present key
 *   POST /v1/kiosks/self/health HealthReport → HealthReply, which brings what the centre has the kiosk do
 *
 * With a key that it takes the platform gives the certificates under which the kiosk signs documents when the department's
 * signature cannot be had (pdf-signature/). A reply that is given again may hold another certificate of the same key.
 *
 * A key id is the RFC 7638 SHA-256 thumbprint of the public key, base64url.
 */
export const keyThumbprintSchema = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
export const kioskIdSchema = z.string().regex(/^K-[0-9A-HJKMNP-TV-Z]{10}$/);

/** What the centre hands to the technician: works once, for one station, for a day. Crockford's base 32 in groups. */
export const enrolmentCodeSchema = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{5}(-[0-9A-HJKMNP-TV-Z]{5}){3}$/);

export const stationCodeSchema = z.string().regex(/^[0-9A-Za-z-]{2,40}$/);

export const enrolmentRequestSchema = z.strictObject({
  code: enrolmentCodeSchema,
  stationCode: stationCodeSchema,
  publicKey: publicJwkSchema,
  appVersion: z.string().min(1).max(40),
});
export type EnrolmentRequest = z.infer<typeof enrolmentRequestSchema>;

/** X.509 certificates (RFC 5280), base64url of DER: of the kiosk's key, and of the platform's root, which has signed it. */
export const kioskChainSchema = z.strictObject({
  kiosk: derCertificateSchema,
  root: derCertificateSchema,
});
export type KioskChain = z.infer<typeof kioskChainSchema>;

export const enrolmentReplySchema = z.strictObject({
  kioskId: kioskIdSchema,
  keyId: keyThumbprintSchema,
  chain: kioskChainSchema,
});
export type EnrolmentReply = z.infer<typeof enrolmentReplySchema>;

export const keyRotationRequestSchema = z.strictObject({
  publicKey: publicJwkSchema,
  /** Compact JWS by the new key, `typ` `yizhan-key-rotation+jws`, over { kioskId, keyId, issuedAt }: its private half is here. */
  proof: z.string().max(4_000),
});
export type KeyRotationRequest = z.infer<typeof keyRotationRequestSchema>;

/** The present key stays good until the new one has signed its first request. */
export const keyRotationReplySchema = z.strictObject({ keyId: keyThumbprintSchema, chain: kioskChainSchema });
export type KeyRotationReply = z.infer<typeof keyRotationReplySchema>;

/** Documents of the feed that a health report names at most; more than that is one fault, not twenty. */
export const maximumMissingDocuments = 20;

export const reportedSeverities = ['report', 'warning', 'error'] as const;
export const reportedActors = ['resident', 'staff', 'technician'] as const;

/** How a kiosk is; nothing of any resident. Times are epoch milliseconds by the platform's clock. */
export const healthReportSchema = z.strictObject({
  reportedAt: z.number().int().nonnegative(),
  appVersion: z.string().min(1).max(40),
  /** What it runs on: texts as the programs name themselves; null where there is no such one. */
  versions: z.strictObject({
    electron: z.string().max(40).nullable(),
    node: z.string().max(40),
    system: z.string().max(80),
  }),
  lastStart: z.strictObject({
    at: z.number().int().nonnegative(),
    /** What came before it, as a code: `none`, `in-order`, `power-cut`, `shell-died`, `core-died`… */
    after: z.string().min(1).max(40),
  }),
  queue: z.strictObject({
    pending: z.number().int().nonnegative(),
    refused: z.number().int().nonnegative(),
    oldestPendingAt: z.number().int().nonnegative().nullable(),
  }),
  devices: z
    .array(
      z.strictObject({
        role: z.string().max(40),
        state: z.string().max(40),
        /** Worst first. */
        reasons: z
          .array(
            z.strictObject({
              code: z.string().max(100),
              severity: z.enum(reportedSeverities),
              /** Who can do something about it. */
              actor: z.enum(reportedActors),
            }),
          )
          .max(20),
        /** Paper, toner and what else the device counts; empty where it counts nothing. */
        supplies: z
          .array(
            z.strictObject({
              name: z.string().max(80),
              kind: z.enum(['media', 'toner', 'ink', 'waste', 'other']),
              /** What is left, 0 to 100; null where the device does not know. */
              percent: z.number().min(0).max(100).nullable(),
              state: z.enum(['ok', 'low', 'empty', 'unknown']),
            }),
          )
          .max(20),
      }),
    )
    .max(20),
  /** The audit log's newest entry: from then on nothing before it can be changed unseen. */
  auditHead: z.strictObject({
    sequence: z.number().int().nonnegative(),
    hash: z.string().regex(/^[0-9a-f]{64}$/),
  }),
  database: z.strictObject({
    bytes: z.number().int().nonnegative(),
    lastBackupAt: z.number().int().nonnegative().nullable(),
    /** What is wrong with the store, as codes: `disk-full`, `database-recovered` (and nobody has read what was lost)… */
    notices: z.array(z.string().max(40)).max(10).optional(),
  }),
  /** Residents are not served because somebody at the station or the centre has closed it; null: it is open. */
  closing: z
    .strictObject({
      by: z.enum(['staff', 'centre']),
      since: z.number().int().nonnegative(),
      /** When it is expected to open; null where that is not known. */
      reopensAt: z.number().int().nonnegative().nullable(),
    })
    .nullable()
    .optional(),
  /** How it stands with releases of its program, as codes; `appVersion` is the one that runs. */
  update: z
    .strictObject({
      /** `off`, `waiting`, `fetching`, `ready`, `on-trial`… */
      state: z.string().max(40),
      /** Whose releases it takes besides those for all; null where it looks for none. */
      ring: z.string().max(20).nullable(),
      /** The release that is fetched, waits, or is on trial. */
      offered: z.string().max(20).nullable(),
      /** Why nothing is taken, or what it is switched off by. */
      reason: z.string().max(40).nullable(),
      /** The newest version that was rolled back. */
      rolledBack: z.string().max(20).nullable(),
    })
    .optional(),
  /** What the kiosk cannot use of what is published to it. */
  feed: z
    .strictObject({
      /** Why the last round did not bring everything, as a code; null when it did. */
      problem: z.string().max(40).nullable(),
      /** Documents that it refuses, or that its disk has damaged. */
      missing: z
        .array(
          z.strictObject({
            /** `collection/id`, or `catalogue-item/code`; null where not even that could be believed. */
            document: z.string().max(130).nullable(),
            reason: z.string().max(40),
          }),
        )
        .max(maximumMissingDocuments),
    })
    .optional(),
  /** What became of the commands that came; each is named until an answer has shown that it was heard. */
  commands: z.array(commandOutcomeSchema).max(maximumCommandsAtOnce),
});
export type HealthReport = z.infer<typeof healthReportSchema>;

export const healthReplySchema = z.strictObject({
  /** Compact JWS over a `RemoteCommand` each, by their numbers, the lowest first (remote-commands.ts). */
  commands: z.array(z.string().max(4_000)).max(maximumCommandsAtOnce),
});
export type HealthReply = z.infer<typeof healthReplySchema>;
