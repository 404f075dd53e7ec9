import { z } from 'zod';

/** What a sealed part belongs to; stands in the protected header, so it cannot be put elsewhere unseen. */
export interface SealedContext {
  /** Idempotency key of the application. */
  readonly key: string;
  /** Of a chunk: the material, the chunk's place from 0, and how many chunks the material has. */
  readonly materialId?: string;
  readonly index?: number;
  readonly count?: number;
}

export const keyAgreement = 'ECDH-ES';
export const contentEncryption = 'A256GCM';

/** Longer protected headers are not looked at, characters of base64url: ours have some 500. */
const maximumHeaderLength = 2_000;

const coordinate = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const chunkNumber = z.number().int().nonnegative().max(1_000_000);

const common = {
  alg: z.literal(keyAgreement),
  enc: z.literal(contentEncryption),
  kid: z.string().regex(/^[\x21-\x7e]{1,43}$/),
  epk: z.strictObject({ kty: z.literal('EC'), crv: z.literal('P-256'), x: coordinate, y: coordinate }),
  yzk: z.string().min(1).max(80),
};

/** Protected header (RFC 7516 §4, RFC 7518 §4.6) and nothing beside what the contract knows: no `zip`, no `crit`. */
const headerSchema = z.union([
  z.strictObject(common),
  z
    .strictObject({ ...common, yzm: z.string().min(1).max(80), yzi: chunkNumber, yzn: chunkNumber })
    .refine(({ yzi, yzn }) => yzi < yzn, 'counts fewer chunks than its place'),
]);

/** What the header of a sealed part says; not verified before the part was opened. */
export interface SealedHeader {
  /** Id of the sealing key. */
  readonly keyId: string;
  readonly context: SealedContext;
}

/** Names of the context in the protected header. */
export const headerOfContext = ({ key, materialId, index, count }: SealedContext) => ({
  yzk: key,
  ...(materialId === undefined ? {} : { yzm: materialId, yzi: index, yzn: count }),
});

/** Reads the protected header of a compact JWE without a key; undefined when it is none of ours. Never throws. */
export const readSealedHeader = (jwe: string): SealedHeader | undefined => {
  const end = jwe.indexOf('.');
  if (end < 0 || end > maximumHeaderLength) {
    return undefined;
  }
  try {
    const text = Buffer.from(jwe.slice(0, end), 'base64url').toString('utf8');
    const header = headerSchema.parse(JSON.parse(text));
    return {
      keyId: header.kid,
      context: {
        key: header.yzk,
        ...('yzm' in header ? { materialId: header.yzm, index: header.yzi, count: header.yzn } : {}),
      },
    };
  } catch {
    return undefined;
  }
};
