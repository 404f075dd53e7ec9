import { z } from 'zod';
import {
  type FeedCollection,
  type FeedDocument,
  feedCollections,
  kioskPolicySchema,
  preparedDocumentSchema,
  revocationsSchema,
} from '../../../platform/contract/feed.ts';
import { deliveredCatalogueSchema } from '../../../platform/contract/read-catalogue.ts';
import { guideSchema } from '../../../platform/contract/guide.ts';
import { appointmentDirectorySchema } from '../../../platform/contract/appointments.ts';
import { helpDirectorySchema } from '../../../platform/contract/help.ts';
import { policiesDocumentSchema } from '../../../platform/contract/policies.ts';
import { hallStructureSchema, serviceItemsSchema } from '../../../platform/contract/service-hall.ts';
import { verifyDocument } from '../../../platform/contract/signed-document.ts';
import { workingYearsSchema } from '../../../platform/contract/working-days.ts';
import type { ContentCheck, FeedTrust } from './ports.ts';

/** Why a document of the feed is not believed. */
export type DocumentRefusal =
  /** Not a JWS of this contract, or none that a key of the platform has made when it was good. */
  | 'not-genuine'
  | 'for-another-kiosk'
  /** Not what its collection holds: a catalogue without names, a template that cannot be printed. */
  | 'content-broken'
  /** Older than what is in place. */
  | 'version-went-back';

export type DocumentCheck =
  | { readonly ok: true; readonly document: FeedDocument }
  | {
      readonly ok: false;
      readonly reason: DocumentRefusal;
      /** `collection/id` where it could be read under a genuine signature; otherwise null. */
      readonly name: string | null;
      /**
       * The collection that it holds back. Where the signature is not genuine it is what the text claims, which can hold
       * back no more than leaving the document out would; null where nothing can be read.
       */
      readonly collection: FeedCollection | null;
      readonly detail: string;
    };

/** Longest detail that is told of broken content, characters. */
const longestDetail = 300;

/** The part of a zod schema that is needed here. */
interface Schema {
  safeParse(value: unknown): {
    readonly success: boolean;
    readonly error?: {
      readonly issues: readonly { readonly path: PropertyKey[]; readonly message: string }[];
    };
  };
}

const bySchema =
  (schema: Schema): ContentCheck =>
  (content) => {
    const parsed = schema.safeParse(content);
    if (parsed.success) return { ok: true };
    const issue = parsed.error?.issues[0];
    return {
      ok: false,
      detail: `${issue?.path.map(String).join('.') || 'content'}: ${issue?.message ?? ''}`,
    };
  };

/** Nothing is left of a document that was withdrawn. */
const withdrawnCheck: ContentCheck = (content) =>
  content === null ? { ok: true } : { ok: false, detail: 'content: withdrawn, and yet there is one' };

const contentChecks = (template: ContentCheck): Readonly<Record<FeedCollection, ContentCheck>> => ({
  catalogue: bySchema(deliveredCatalogueSchema),
  guide: bySchema(guideSchema),
  hall: bySchema(hallStructureSchema),
  'service-items': bySchema(serviceItemsSchema),
  policies: bySchema(policiesDocumentSchema),
  template,
  revocations: bySchema(revocationsSchema),
  settings: bySchema(kioskPolicySchema),
  'prepared-document': bySchema(preparedDocumentSchema),
  'working-days': bySchema(workingYearsSchema),
  help: bySchema(helpDirectorySchema),
  appointments: bySchema(appointmentDirectorySchema),
});

/** Name of a document in log and audit. */
export const nameOf = ({ collection, id }: { readonly collection: string; readonly id: string }): string =>
  `${collection}/${id}`;

/** The collection that a document claims to be of, whoever signed it. */
const claimedCollection = (jws: string): FeedCollection | null => {
  try {
    const payload: unknown = JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString('utf8'));
    const claimed = z.object({ collection: z.enum(feedCollections) }).safeParse(payload);
    return claimed.success ? claimed.data.collection : null;
  } catch {
    return null;
  }
};

/**
 * Opens a document of the feed and checks all that can be told of it alone: signature, audience, content. Used when it
 * comes over the line and again when it comes from the disk. What a template holds is its reader's affair, not the
 * contract's: `templateCheck` is the reader's.
 */
export const createDocumentCheck = (
  trust: FeedTrust,
  templateCheck: ContentCheck,
): ((jws: string) => Promise<DocumentCheck>) => {
  const checks = contentChecks(templateCheck);
  return async (jws) => {
    const verified = await verifyDocument(jws, (keyId) =>
      trust.answerKeys().find((key) => key.keyId === keyId),
    );
    if (verified.outcome !== 'genuine') {
      return {
        ok: false,
        reason: 'not-genuine',
        name: null,
        collection: claimedCollection(jws),
        detail: verified.outcome,
      };
    }
    const { document } = verified;
    const { collection } = document;
    const name = nameOf(document);
    if (document.audience !== 'all' && document.audience !== trust.kioskId) {
      return { ok: false, reason: 'for-another-kiosk', name, collection, detail: document.audience };
    }
    const checked = await (document.removed ? withdrawnCheck : checks[collection])(document.content);
    if (checked.ok) return { ok: true, document };
    return {
      ok: false,
      reason: 'content-broken',
      name,
      collection,
      detail: checked.detail.slice(0, longestDetail),
    };
  };
};
