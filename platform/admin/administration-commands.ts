import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { type KioskPolicy, kioskPolicySchema } from '../contract/feed.ts';
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
      return { result: code, note: `Good once, until ${new Date(expiresAt).toISOString()}` };
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
