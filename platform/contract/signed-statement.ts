import { CompactSign, compactVerify, decodeProtectedHeader, errors, importJWK } from 'jose';
import type { AnswerKey } from './api.ts';
import type { HttpSigningKey } from './http-signature/message.ts';

const algorithm = 'ES256';

/** What can be said of a statement that was not taken. */
export type StatementRefusal = 'malformed' | 'unknown-key' | 'bad-signature' | 'key-not-valid-at-issue';

export type StatementVerification<Statement> =
  | { readonly outcome: 'genuine'; readonly statement: Statement; readonly keyId: string }
  | { readonly outcome: StatementRefusal };

/**
 * Signs a statement with an answer key of the platform: a compact JWS (RFC 7515).
 * @param type `typ` of its header, which tells one kind of statement from another (RFC 8725, 3.11)
 */
export const signStatement = (statement: object, type: string, key: HttpSigningKey): Promise<string> =>
  new CompactSign(Buffer.from(JSON.stringify(statement)))
    .setProtectedHeader({ alg: algorithm, typ: type, kid: key.keyId })
    .sign(key.privateKey);

const keyIdOf = (jws: string, type: string): string | undefined => {
  try {
    const { typ, kid } = decodeProtectedHeader(jws);
    return typ === type ? kid : undefined;
  } catch {
    return undefined;
  }
};

const readWith = <Statement>(
  payload: Uint8Array,
  parse: (value: unknown) => Statement,
): Statement | undefined => {
  try {
    return parse(JSON.parse(Buffer.from(payload).toString('utf8')));
  } catch {
    return undefined;
  }
};

/**
 * Opens a statement of the platform. It stays good for as long as it is kept, whatever became of the key since; the key
 * has to be good when it was issued: `notBefore` ≤ `issuedAt` < `notAfter`. Never throws for what the platform sent.
 *
 * @param options.parse throws for what is no such statement
 * @param options.findKey the answer key of this id in a key set that was itself verified
 */
export const openStatement = async <Statement extends { readonly issuedAt: number }>(
  jws: string,
  {
    type,
    parse,
    findKey,
  }: {
    readonly type: string;
    readonly parse: (value: unknown) => Statement;
    readonly findKey: (keyId: string) => AnswerKey | undefined;
  },
): Promise<StatementVerification<Statement>> => {
  const keyId = keyIdOf(jws, type);
  if (keyId === undefined) return { outcome: 'malformed' };
  const key = findKey(keyId);
  if (key === undefined) return { outcome: 'unknown-key' };
  try {
    const { payload } = await compactVerify(jws, await importJWK(key.jwk, algorithm), {
      algorithms: [algorithm],
    });
    const statement = readWith(payload, parse);
    if (statement === undefined) return { outcome: 'malformed' };
    return key.notBefore <= statement.issuedAt && statement.issuedAt < key.notAfter
      ? { outcome: 'genuine', statement, keyId }
      : { outcome: 'key-not-valid-at-issue' };
  } catch (error) {
    return {
      outcome: error instanceof errors.JWSSignatureVerificationFailed ? 'bad-signature' : 'malformed',
    };
  }
};
