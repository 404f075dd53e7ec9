import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { publicJwkSchema } from '../../../platform/contract/api.ts';
import {
  keyThumbprintSchema,
  kioskChainSchema,
  kioskIdSchema,
  stationCodeSchema,
} from '../../../platform/contract/kiosks.ts';
import { openKioskKey, type KioskKey, kioskKeyPem } from './kiosk-key.ts';
import { type PrivateFileOutcome, readPrivateFile, writePrivateFile } from './private-file.ts';
import type { WrappingSecret } from './wrapping-secret.ts';

/**
 * The folder `identity/` of a data folder (mode 0700, files 0600):
 *
 *   kiosk-key.pem               the private key
 *   kiosk-key.next.pem          while the key is changed: the one to come
 *   kiosk-key.enrolling-*.pem   while the kiosk is enrolled: the one that goes with a code
 *   enrolment.json              as whom the platform knows the kiosk, by which key, and that key's certificates
 *   revoked.json                that the platform has revoked the kiosk; the keys are gone then
 */
export interface IdentityFiles {
  readonly folder: string;
  readonly key: string;
  readonly nextKey: string;
  readonly enrolment: string;
  readonly revocation: string;
}

export const identityFiles = (dataFolder: string): IdentityFiles => {
  const folder = join(dataFolder, 'identity');
  return {
    folder,
    key: join(folder, 'kiosk-key.pem'),
    nextKey: join(folder, 'kiosk-key.next.pem'),
    enrolment: join(folder, 'enrolment.json'),
    revocation: join(folder, 'revoked.json'),
  };
};

const enrollingName = /^kiosk-key\.enrolling-[0-9a-f]{16}\.pem$/;

/**
 * The key that is sent with an enrolment code: one a code, so that a code sent again after a lost answer comes with the
 * same key. The name gives the code away no more than a hash of its 100 bits does.
 */
export const enrollingKeyFile = ({ folder }: IdentityFiles, code: string): string => {
  const digest = createHash('sha256').update(code).digest('hex').slice(0, 16);
  return join(folder, `kiosk-key.enrolling-${digest}.pem`);
};

/** @throws the file system's error */
export const enrollingKeyFiles = ({ folder }: IdentityFiles): string[] =>
  readdirSync(folder)
    .filter((name) => enrollingName.test(name))
    .map((name) => join(folder, name));

/** Epoch milliseconds by the platform's clock, at most the year 9999. */
const time = z.number().int().nonnegative().max(253_402_300_799_999);

export const enrolmentSchema = z.strictObject({
  schemaVersion: z.literal(1),
  kioskId: kioskIdSchema,
  /** The key that signs; the file that holds it is found by its thumbprint. */
  keyId: keyThumbprintSchema,
  keySince: time,
  stationCode: stationCodeSchema,
  enrolledAt: time,
  /** The platform that knows this kiosk. */
  rootKey: publicJwkSchema,
  /** Certificates of the key that signs, and of the one to come once the platform has taken it; by the key's thumbprint. */
  chains: z.array(z.strictObject({ keyId: keyThumbprintSchema, chain: kioskChainSchema })).max(2),
});
export type Enrolment = z.infer<typeof enrolmentSchema>;

export const revocationSchema = z.strictObject({
  schemaVersion: z.literal(1),
  kioskId: kioskIdSchema,
  /** The key in use at that time: a revocation of an earlier life does not touch a kiosk that was enrolled anew. */
  keyId: keyThumbprintSchema,
  revokedAt: time,
});
export type Revocation = z.infer<typeof revocationSchema>;

/** Parses the text of a JSON file; null where it is not what the schema says. */
export const parseJson = <Schema extends z.ZodType>(schema: Schema, text: string): z.infer<Schema> | null => {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    return null;
  }
};

/** @throws the file system's error */
export const writeJson = (file: string, value: Enrolment | Revocation): void =>
  writePrivateFile(file, `${JSON.stringify(value, null, 2)}\n`);

/** @throws the file system's error */
export const writeKey = (file: string, key: KioskKey, wrapping: WrappingSecret | null): void =>
  writePrivateFile(file, kioskKeyPem(key, wrapping));

export type KeyFileOutcome =
  | { readonly outcome: 'read'; readonly key: KioskKey; readonly wrapped: boolean; readonly wasOpen: boolean }
  | { readonly outcome: 'absent' }
  | {
      readonly outcome: 'refused';
      readonly reason:
        | Extract<PrivateFileOutcome, { outcome: 'refused' }>['reason']
        | 'key-locked'
        | 'key-damaged'
        | 'key-foreign';
      readonly detail: string;
    };

/** Reads a key of the identity. */
export const readKey = (file: string, wrapping: WrappingSecret | null): KeyFileOutcome => {
  const found = readPrivateFile(file);
  if (found.outcome !== 'read') return found;
  const opened = openKioskKey(found.text, wrapping);
  return opened.outcome === 'opened'
    ? { outcome: 'read', key: opened.key, wrapped: opened.wrapped, wasOpen: found.wasOpen }
    : { outcome: 'refused', reason: opened.reason, detail: file };
};
