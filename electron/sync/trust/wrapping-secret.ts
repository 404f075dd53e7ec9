import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A secret from outside of the data folder, under which the kiosk's private key is encrypted at rest.
 *
 * Node has no way to a TPM or to the key store of the system; systemd has: a credential (man systemd-creds) may be sealed to
 * this machine's TPM and is handed to the service alone, in memory:
 *
 *   openssl rand -base64 48 | systemd-creds encrypt --name=yizhan-key-wrap --with-key=host+tpm2 - yizhan-key-wrap.cred
 *   # in the unit:  LoadCredentialEncrypted=yizhan-key-wrap:/etc/yizhan/yizhan-key-wrap.cred
 *
 * What it protects: whoever has only the disk, or a copy of the data folder, has no key to sign with. What it does not:
 * whoever runs code as the kiosk's account, or is root, on the running machine can use the key and read it from memory; and
 * a key that had been plain before may be left in unused cells of a flash disk (have the kiosk enrol after the credential
 * is set up, or rotate the key). Without the credential the key lies plain in a file of mode 0600: then it is as safe as
 * the disk, and a lost machine must be revoked at the platform.
 */
export interface WrappingSecret {
  /** As openssl takes it: `openssl pkey -in kiosk-key.pem -passin file:…`. */
  readonly passphrase: Buffer;
}

export const credentialName = 'yizhan-key-wrap';

/** Shorter ones could be guessed from a copy of the file; longer ones OpenSSL does not take. */
const passphraseBytes = { least: 16, most: 1023 } as const;

export type WrappingSecretOutcome =
  | { readonly outcome: 'none' }
  | { readonly outcome: 'given'; readonly secret: WrappingSecret }
  /** A credential that is there but cannot be used: going on without it would leave the key plain. */
  | { readonly outcome: 'refused'; readonly detail: string };

/** Reads the secret that systemd has put into `$CREDENTIALS_DIRECTORY`; `none` where it has not. */
export const readWrappingSecret = (
  environment: Readonly<Record<string, string | undefined>>,
): WrappingSecretOutcome => {
  const folder = environment.CREDENTIALS_DIRECTORY;
  if (folder === undefined || folder === '') return { outcome: 'none' };
  let bytes: Buffer;
  try {
    bytes = readFileSync(join(folder, credentialName));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    return code === 'ENOENT'
      ? { outcome: 'none' }
      : { outcome: 'refused', detail: `credential ${credentialName}: ${code}` };
  }
  const passphrase = bytes.at(-1) === 0x0a ? bytes.subarray(0, -1) : bytes;
  if (passphrase.length < passphraseBytes.least || passphrase.length > passphraseBytes.most) {
    return {
      outcome: 'refused',
      detail: `credential ${credentialName}: ${passphraseBytes.least} to ${passphraseBytes.most} bytes are needed`,
    };
  }
  return { outcome: 'given', secret: { passphrase } };
};
