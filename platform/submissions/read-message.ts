import { hash } from 'node:crypto';
import { readSealedHeader } from '../contract/sealing/index.ts';
import {
  type ApplicationSubmission,
  type CorrectionSubmission,
  type FeedbackSubmission,
  type CollectionSubmission,
  idempotencyKeySchema,
  type KioskDocumentSubmission,
  type RatingSubmission,
  type Submission,
  type SupplementSubmission,
  submissionSchema,
} from '../contract/submissions.ts';

/** A message of a batch as far as it was understood. */
export type ReadMessage =
  /** Without a key nothing can be recorded under it. */
  | { readonly form: 'nameless' }
  | { readonly form: 'malformed'; readonly key: string }
  /** It says nothing of a person: no part of it is sealed. */
  | {
      readonly form: 'open';
      readonly key: string;
      readonly submission: RatingSubmission | CollectionSubmission;
    }
  | {
      readonly form: 'reply';
      readonly key: string;
      readonly submission: CorrectionSubmission | SupplementSubmission | FeedbackSubmission;
      /** Id of the key to which it is sealed. */
      readonly sealingKeyId: string;
    }
  | {
      readonly form: 'kiosk-document';
      readonly key: string;
      readonly submission: KioskDocumentSubmission;
    }
  | {
      readonly form: 'application';
      readonly key: string;
      readonly submission: ApplicationSubmission;
      /** Id of the key to which it is sealed. */
      readonly sealingKeyId: string;
    };

/** The key of a message, in small letters as UUIDs are compared; undefined when it is none. */
const keyOf = (message: unknown): string | undefined => {
  if (typeof message !== 'object' || message === null || !('key' in message)) {
    return undefined;
  }
  const key = idempotencyKeySchema.safeParse(message.key);
  return key.success ? key.data.toLowerCase() : undefined;
};

const withoutTwins = (materials: ApplicationSubmission['materials']): boolean =>
  new Set(materials.map(({ materialId }) => materialId.toLowerCase())).size === materials.length;

/**
 * Reads one message of a batch. What does not fit the contract is malformed: so is an application whose sealed part
 * belongs to another message or is a chunk of a material.
 */
export const readMessage = (message: unknown): ReadMessage => {
  const parsed = submissionSchema.safeParse(message);
  if (!parsed.success) {
    const key = keyOf(message);
    return key === undefined ? { form: 'nameless' } : { form: 'malformed', key };
  }
  const submission = parsed.data;
  const key = submission.key.toLowerCase();
  if (submission.kind === 'rating' || submission.kind === 'collection') {
    return { form: 'open', key, submission };
  }
  if (submission.kind === 'kiosk-document') {
    return { form: 'kiosk-document', key, submission };
  }
  const header = readSealedHeader(submission.sealed);
  const isItsOwn = header?.context.key === submission.key && header.context.materialId === undefined;
  if (submission.kind !== 'application') {
    const isWhole = submission.kind !== 'supplement' || withoutTwins(submission.materials);
    return isItsOwn && isWhole
      ? { form: 'reply', key, submission, sealingKeyId: header.keyId }
      : { form: 'malformed', key };
  }
  return isItsOwn && withoutTwins(submission.materials)
    ? { form: 'application', key, submission, sealingKeyId: header.keyId }
    : { form: 'malformed', key };
};

const materialsField = (materials: ApplicationSubmission['materials']): string =>
  materials.map(({ materialId, chunkDigests }) => `${materialId}:${chunkDigests.join(',')}`).join(';');

const fieldsOf = (submission: Submission): readonly (string | number)[] => {
  switch (submission.kind) {
    case 'application':
      return [
        submission.kind,
        submission.receiptNumber,
        submission.item,
        submission.formVersion,
        submission.assuranceLevel,
        submission.filedAt,
        materialsField(submission.materials),
        submission.sealed,
        ...(submission.package === undefined ? [] : [JSON.stringify(submission.package)]),
      ];
    case 'rating':
      return [submission.kind, submission.subject ?? '', submission.level, submission.ratedAt];
    case 'correction':
      return [
        submission.kind,
        submission.receiptNumber,
        submission.position,
        submission.assuranceLevel,
        submission.filedAt,
        submission.sealed,
      ];
    case 'supplement':
      return [
        submission.kind,
        submission.receiptNumber,
        submission.material,
        submission.assuranceLevel,
        submission.filedAt,
        materialsField(submission.materials),
        submission.sealed,
      ];
    case 'feedback':
      return [submission.kind, submission.feedbackNumber, submission.filedAt, submission.sealed];
    case 'kiosk-document':
      return [
        submission.kind,
        submission.document,
        submission.madeAt,
        submission.command ?? '',
        submission.bytes,
        submission.digest,
        materialsField(submission.materials),
      ];
    case 'collection':
      return [
        submission.kind,
        submission.certificateNumber,
        submission.collectedAt,
        ...(submission.receiptNumber === undefined ? [] : [submission.receiptNumber]),
      ];
  }
};

const malformedDigest = hash('sha256', 'malformed', 'hex');

/**
 * Tells a repetition of a message from another one under its key, whatever the order in which its fields came: SHA-256
 * in hexadecimal. No field can hold the separator. Everything malformed counts as the same: the answer is.
 */
export const messageDigest = (submission: Submission | undefined): string =>
  submission === undefined ? malformedDigest : hash('sha256', fieldsOf(submission).join('\n'), 'hex');
