import { compactVerify, decodeProtectedHeader, importJWK } from 'jose';
import { z } from 'zod';
import { maximumReleaseBytes, type Release, releaseSchema, releaseType } from './release.ts';

/** Algorithms of release keys, by RFC 7518 and RFC 8037. */
const algorithms = ['ES256', 'EdDSA'] as const;

/** A public release key as JWK (RFC 7517): P-256 or Ed25519, with an id that the signature names. */
export const releaseKeySchema = z.discriminatedUnion('kty', [
  z.strictObject({
    kty: z.literal('EC'),
    crv: z.literal('P-256'),
    x: z.base64url().length(43),
    y: z.base64url().length(43),
    kid: z.string().min(1).max(100),
  }),
  z.strictObject({
    kty: z.literal('OKP'),
    crv: z.literal('Ed25519'),
    x: z.base64url().length(43),
    kid: z.string().min(1).max(100),
  }),
]);
export type ReleaseKey = z.infer<typeof releaseKeySchema>;

/**
 * `too-large`: longer than is read. `not-a-release`: no JWS over a release. `unknown-key`: signed by a key that this kiosk does
 * not know. `signature-wrong`: the key is known, and did not sign this.
 */
export const releaseProblems = ['too-large', 'not-a-release', 'unknown-key', 'signature-wrong'] as const;

export type OpenReleaseOutcome =
  | { readonly ok: true; readonly release: Release }
  | { readonly ok: false; readonly reason: (typeof releaseProblems)[number] };

const headerSchema = z.object({ alg: z.enum(algorithms), typ: z.literal(releaseType), kid: z.string() });

const headerOf = (text: string): z.infer<typeof headerSchema> | null => {
  try {
    return headerSchema.safeParse(decodeProtectedHeader(text)).data ?? null;
  } catch {
    return null;
  }
};

/** Reads a release that one of `keys` has signed. Nothing of it is believed before its signature. Never rejects. */
export const openRelease = async (text: string, keys: readonly ReleaseKey[]): Promise<OpenReleaseOutcome> => {
  if (text.length > maximumReleaseBytes) return { ok: false, reason: 'too-large' };
  const header = headerOf(text);
  if (header === null) return { ok: false, reason: 'not-a-release' };
  const key = keys.find(({ kid }) => kid === header.kid);
  if (key === undefined) return { ok: false, reason: 'unknown-key' };
  const algorithm = key.kty === 'EC' ? 'ES256' : 'EdDSA';
  let payload: Uint8Array;
  try {
    const verified = await compactVerify(text, await importJWK(key, algorithm), { algorithms: [algorithm] });
    payload = verified.payload;
  } catch {
    return { ok: false, reason: 'signature-wrong' };
  }
  try {
    const parsed = releaseSchema.safeParse(JSON.parse(new TextDecoder().decode(payload)));
    return parsed.success ? { ok: true, release: parsed.data } : { ok: false, reason: 'not-a-release' };
  } catch {
    return { ok: false, reason: 'not-a-release' };
  }
};
