import type { AnswerKey } from './api.ts';
import { type FeedDocument, feedDocumentSchema, feedDocumentType } from './feed.ts';
import type { HttpSigningKey } from './http-signature/message.ts';
import { openStatement, signStatement, type StatementRefusal } from './signed-statement.ts';

/** Signs a document of the feed with an answer key of the platform. */
export const signDocument = (document: FeedDocument, key: HttpSigningKey): Promise<string> =>
  signStatement(document, feedDocumentType, key);

export type DocumentVerification =
  | { readonly outcome: 'genuine'; readonly document: FeedDocument; readonly keyId: string }
  | { readonly outcome: StatementRefusal };

/**
 * Opens a document of the feed. Never throws for what the platform sent.
 *
 * @param findKey the answer key of this id in a key set that was itself verified
 */
export const verifyDocument = async (
  jws: string,
  findKey: (keyId: string) => AnswerKey | undefined,
): Promise<DocumentVerification> => {
  const verified = await openStatement(jws, {
    type: feedDocumentType,
    parse: (value) => feedDocumentSchema.parse(value),
    findKey,
  });
  if (verified.outcome !== 'genuine') return verified;
  return { outcome: 'genuine', document: verified.statement, keyId: verified.keyId };
};
