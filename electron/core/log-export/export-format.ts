import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { z } from 'zod';
import { type AuditEntry, type AuditHead, checkChain } from '../../../db/audit-chain.ts';
import { publicJwkSchema } from '../../../platform/contract/api.ts';
import { thumbprintOf } from '../../sync/trust/kiosk-key.ts';

/**
 * A log as it leaves the kiosk: lines of JSON, the first says of whom it is, the last is the signature over every byte
 * before it (ECDSA on P-256 with SHA-256, r‖s as base64url). Between them stand the entries of the audit log, whose chain can
 * be followed, and the lines of the kiosk's own logs. Nothing in it names a resident.
 */
export const exportFormat = 'yizhan-log-1';

const sequence = z.number().int().nonnegative();
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const headSchema = z.strictObject({ sequence, hash });

const headerSchema = z.strictObject({
  format: z.literal(exportFormat),
  kioskId: z.string().min(1).max(100),
  stationCode: z.string().min(1).max(100),
  /** Milliseconds since the Unix epoch. */
  exportedAt: z.number().int(),
  /** Of the kiosk; its thumbprint (RFC 7638) is the key's id at the platform. */
  publicKey: publicJwkSchema,
  /** The chain begins after `from` and ends with `to`. */
  from: headSchema,
  to: headSchema,
});
export type ExportHeader = z.infer<typeof headerSchema>;

const entrySchema = z.strictObject({
  sequence,
  time: z.number().int(),
  actorKind: z.string(),
  actorPseudonym: z.string().nullable(),
  action: z.string(),
  subject: z.string().nullable(),
  reason: z.string().nullable(),
  details: z.string(),
  previousHash: hash,
  hash,
});
const bodySchema = z.union([
  z.strictObject({ audit: entrySchema }),
  z.strictObject({ log: z.enum(['core', 'shell']), line: z.string() }),
]);
const signatureSchema = z.strictObject({ signature: z.string().regex(/^[A-Za-z0-9_-]{86}$/) });

export const headerLine = (header: ExportHeader): string => `${JSON.stringify(header)}\n`;
export const auditLine = (audit: AuditEntry): string => `${JSON.stringify({ audit })}\n`;
export const logLine = (log: 'core' | 'shell', line: string): string => `${JSON.stringify({ log, line })}\n`;

/** The public half of a key as the header carries it. @throws ZodError where it is not on P-256 */
export const publicJwkOf = (privateKey: KeyObject): ExportHeader['publicKey'] =>
  publicJwkSchema.parse(createPublicKey(privateKey).export({ format: 'jwk' }));

/** The last line, over the SHA-256 of all bytes before it. */
export const signatureLine = (digest: Uint8Array, privateKey: KeyObject): string =>
  `${JSON.stringify({
    signature: sign('sha256', digest, { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url'),
  })}\n`;

/** Why a file is not the log of a kiosk as it left it. */
export const exportProblems = ['not-a-log', 'cut-short', 'altered', 'chain-broken'] as const;
export type ExportProblem = (typeof exportProblems)[number];

export type ExportCheck =
  | {
      readonly outcome: 'genuine';
      readonly header: ExportHeader;
      readonly keyId: string;
      readonly entries: number;
      readonly logLines: number;
    }
  | { readonly outcome: ExportProblem };

const parseLine = <Schema extends z.ZodType>(schema: Schema, line: string): z.infer<Schema> | null => {
  try {
    return schema.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
};

const sameHead = (one: AuditHead, other: AuditHead): boolean =>
  one.sequence === other.sequence && one.hash === other.hash;

/**
 * Verifies an exported log: that every byte is as the kiosk signed it, and that the chain of the audit log runs without a gap
 * from the head it names to the other. Whose key it is that signed, the caller has to know: `keyId` tells.
 */
export const checkExport = (bytes: Uint8Array): ExportCheck => {
  const text = new TextDecoder().decode(bytes);
  const lines = text.split('\n');
  const header = parseLine(headerSchema, lines[0] ?? '');
  if (header === null) return { outcome: 'not-a-log' };
  const signed = parseLine(signatureSchema, lines.at(-2) ?? '');
  if (signed === null || lines.at(-1) !== '') return { outcome: 'cut-short' };
  const lastLine = Buffer.byteLength(`${lines.at(-2)}\n`);
  const digest = createHash('sha256')
    .update(bytes.subarray(0, bytes.length - lastLine))
    .digest();
  try {
    const key = createPublicKey({ key: header.publicKey, format: 'jwk' });
    const signature = Buffer.from(signed.signature, 'base64url');
    // The last character has bits to spare: one signature is written in one way.
    if (signature.toString('base64url') !== signed.signature) return { outcome: 'altered' };
    if (!verify('sha256', digest, { key, dsaEncoding: 'ieee-p1363' }, signature))
      return { outcome: 'altered' };
  } catch {
    return { outcome: 'not-a-log' };
  }
  const body = lines.slice(1, -2).map((line) => parseLine(bodySchema, line));
  if (body.includes(null)) return { outcome: 'not-a-log' };
  const entries = body.flatMap((line) => (line !== null && 'audit' in line ? [line.audit] : []));
  const chain = checkChain(entries, header.from);
  if (!chain.ok || !sameHead(chain.head, header.to)) return { outcome: 'chain-broken' };
  return {
    outcome: 'genuine',
    header,
    keyId: thumbprintOf(header.publicKey),
    entries: entries.length,
    logLines: body.length - entries.length,
  };
};
