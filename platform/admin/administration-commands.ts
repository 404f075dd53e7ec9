import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { publicJwkSchema } from '../contract/api.ts';
import { type KioskPolicy, kioskPolicySchema } from '../contract/feed.ts';
import { rootCertificateSchema } from '../contract/pdf-signature/index.ts';
import { rootCheckOf } from '../contract/root-check.ts';
import { setupSlipText } from '../contract/setup-slip.ts';
import { type AdministrationAddress, askAdministration } from './administration-request.ts';
import { requestEnrolmentCode } from './enrolment-code-command.ts';

/** What is asked of the administration of a running platform, from the command line. */
export type AdministrationCommand =
  | { readonly command: 'enrolment-code'; readonly stationCode: string }
  | { readonly command: 'publish-policy'; readonly file: string }
  | { readonly command: 'prepare-document'; readonly certificateNumber: string; readonly stationCode: string }
  | { readonly command: 'revoke-kiosk'; readonly kioskId: string; readonly reason: string }
  | { readonly command: 'identity-code'; readonly idNumber: string };

/** What is said of what was done: `result` for a program that reads it, `note` for whoever typed. */
export interface CommandResult {
  readonly result: string;
  readonly note: string;
}

const jsonOf = (text: string, file: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${file} is not JSON`, { cause: error });
  }
};

const readPolicy = async (file: string): Promise<KioskPolicy> => {
  const policy = kioskPolicySchema.safeParse(jsonOf(await readFile(file, 'utf8'), file));
  if (!policy.success) {
    throw new Error(`${file} holds no policy:\n${z.prettifyError(policy.error)}`);
  }
  return policy.data;
};

/**
 * The check number of the platform's root key. It is asked of the platform that is administered, over the line that the
 * administrator trusts with the token.
 * @throws Error where the platform does not give its root certificate
 */
const rootCheckAt = async (url: string): Promise<string> => {
  const answer = await fetch(`${url.replace(/\/$/, '')}/v1/root-certificate`);
  const { certificate } = rootCertificateSchema.parse(await answer.json());
  const { publicKey } = new X509Certificate(Buffer.from(certificate, 'base64url'));
  return rootCheckOf(publicJwkSchema.parse(publicKey.export({ format: 'jwk' })));
};

/**
 * Has a running platform's administration do something.
 * @throws Error with words for whoever asked: platform not reached, token or what was asked refused, file not read
 */
export const runAdministrationCommand = async (
  address: AdministrationAddress,
  command: AdministrationCommand,
): Promise<CommandResult> => {
  switch (command.command) {
    case 'enrolment-code': {
      const { stationCode } = command;
      const { code, expiresAt } = await requestEnrolmentCode({ ...address, stationCode });
      const rootCheck = await rootCheckAt(address.url);
      const slip = setupSlipText({ url: address.url, rootCheck, stationCode, code });
      return {
        result: code,
        note: `Good once, until ${new Date(expiresAt).toISOString()}\nCheck number of this platform: ${rootCheck}\nAs a QR code for the first-visit wizard: ${slip}`,
      };
    }
    case 'publish-policy': {
      const policy = await readPolicy(command.file);
      const { version } = await askAdministration(
        address,
        'policies',
        policy,
        z.strictObject({ version: z.number() }),
      );
      return { result: `${version}`, note: 'Published under this version to every kiosk' };
    }
    case 'prepare-document': {
      const { certificateNumber, stationCode } = command;
      const schema = z.strictObject({ kioskIds: z.array(z.string()) });
      const { kioskIds } = await askAdministration(
        address,
        'prepared-documents',
        { certificateNumber, stationCode },
        schema,
      );
      return { result: kioskIds.join('\n'), note: 'Published, sealed to its holder, to these kiosks' };
    }
    case 'revoke-kiosk': {
      const { kioskId, reason } = command;
      await askAdministration(address, 'kiosk-revocations', { kioskId, reason }, z.strictObject({}));
      return { result: kioskId, note: 'Revoked: nothing that it signs is taken any more' };
    }
    case 'identity-code': {
      const schema = z.strictObject({ code: z.string(), expiresAt: z.number() });
      const { code, expiresAt } = await askAdministration(
        address,
        'identity-codes',
        { idNumber: command.idNumber },
        schema,
      );
      return { result: code, note: `Good once, until ${new Date(expiresAt).toISOString()}` };
    }
  }
};
