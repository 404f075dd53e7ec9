import { z } from 'zod';
import { actingWays } from './agency-view.ts';
import { deviceProblem } from './device-view.ts';
import { itemFace, itemView } from './items.ts';
import { localizedText } from './locale.ts';
import { certificateKinds } from './material.ts';

/** 我的证照: what a resident has, and who looked at it. Values are masked here until the resident asks to see them. */

export const heldStates = ['valid', 'expired', 'cancelled', 'reported-lost'] as const;

/** What data was read for (platform/contract/library.ts). */
export const accessPurposes = [
  'view',
  'print',
  'application-material',
  'certificate',
  'access-trail',
  'issued-proofs',
  'policy-match',
  'enterprise-match',
  'credit-check',
  'known-answers',
  'progress',
  'appointments',
] as const;

/** Whether the platform answered. */
export const platformWords = ['listed', 'unreachable', 'refused'] as const;

const maskedPerson = z.strictObject({ maskedName: z.string(), maskedIdNumber: z.string() });

const heldFace = z.strictObject({
  /** By it it is opened. */
  key: z.string(),
  kind: z.enum(certificateKinds),
  /** Masked unless the resident asked to see it. */
  number: z.string(),
  state: z.enum(heldStates),
  /** YYYY-MM-DD; null for good. */
  validUntil: z.string().nullable(),
});
export type HeldFace = z.infer<typeof heldFace>;

const readyFace = z.strictObject({
  key: z.string(),
  item: itemFace,
  department: localizedText,
  purpose: z.string(),
  /** `delivered`: it lies on this kiosk, and is printed with or without a line. */
  from: z.enum(['proof', 'delivered']),
  /** Name of the station where it is collected; null: here. */
  elsewhere: z.string().nullable(),
  /** Milliseconds since the Unix epoch. */
  until: z.number().int(),
  printsLeft: z.number().int(),
});
export type ReadyFace = z.infer<typeof readyFace>;

/** Asks whether what is there may be looked up. */
export const myConsentView = z.strictObject({ screen: z.literal('myConsent'), resident: maskedPerson });

/** The platform is being asked. */
export const myLoadingView = z.strictObject({
  screen: z.literal('myLoading'),
  what: z.enum(['documents', 'access-trail']),
});

export const myDocumentsView = z.strictObject({
  screen: z.literal('myDocuments'),
  resident: maskedPerson,
  library: z.enum(platformWords),
  ready: z.array(readyFace),
  certificates: z.array(heldFace),
  printerProblem: deviceProblem.nullable(),
});

/** One certificate, as a picture and with its facts. */
export const myCertificateView = z.strictObject({
  screen: z.literal('myCertificate'),
  certificate: z.strictObject({
    ...heldFace.shape,
    holder: z.string(),
    issuer: z.string(),
    /** YYYY-MM-DD. */
    validFrom: z.string(),
    facts: z.array(z.strictObject({ name: z.string(), value: z.string() })),
  }),
  /** The values stand there as they are. */
  shown: z.boolean(),
  /** What prints it; null where the catalogue has nothing for it, or it is not valid. */
  item: itemView.nullable(),
  printerProblem: deviceProblem.nullable(),
});

export const accessTrailView = z.strictObject({
  screen: z.literal('accessTrail'),
  trail: z.enum(platformWords),
  entries: z.array(
    z.strictObject({
      /** Milliseconds since the Unix epoch. */
      at: z.number().int(),
      by: z.discriminatedUnion('kind', [
        /** `here`: this very station. */
        z.strictObject({ kind: z.literal('kiosk'), stationCode: z.string(), here: z.boolean() }),
        z.strictObject({ kind: z.literal('department'), name: localizedText.nullable() }),
      ]),
      /** Who stood there for the holder; null where the holder did. */
      agent: z.strictObject({ maskedName: z.string(), way: z.enum(actingWays) }).nullable(),
      purpose: z.enum(accessPurposes),
      item: localizedText.nullable(),
      /** What was read: certificates of the library by their kind, others by name. */
      read: z.array(z.union([z.enum(certificateKinds), localizedText])),
    }),
  ),
  /** There are older entries that are not shown. */
  more: z.boolean(),
});
export type AccessEntry = z.infer<typeof accessTrailView>['entries'][number];
