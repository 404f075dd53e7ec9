import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { type PublicJwk, publicJwkSchema } from '../contract/api.ts';
import { certificateHolderSchema } from '../contract/certificate/claims.ts';
import { enrolmentCodeSchema, stationCodeSchema } from '../contract/kiosks.ts';
import { revokeBy } from './revoke-command.ts';
import type { Target } from './target.ts';

export const usage = `Usage: npm run platform:conformance -- --url URL --root-key JWK|FILE --enrolment-code CODE --station CODE
         [--holder NAME,SEX,IDNUMBER] [--revoke-command COMMAND] [--patience SECONDS] [--json]
       npm run platform:conformance -- --help

Proves clause by clause that a platform keeps the contract of platform/contract/. It enrols a kiosk of its own with the
code and hands in ratings and applications of its own: use a platform that is not in service.

  --url             base address of the platform
  --root-key        public root key as a JWK, or a file that holds it
  --enrolment-code  a one-time code of the platform for the station
  --station         code of the station
  --holder          a synthetic person whom the platform knows; without one certificates and library are not looked at
  --revoke-command  a command for the shell that revokes the kiosk whose id is in $KIOSK_ID; without one revocation is
                    not looked at
  --patience        how long the platform may keep an endless request waiting (default 120)
  --json            one JSON document instead of the table

Exit code: 0 every clause was looked at and kept, 1 one was not kept, 2 wrong usage, 3 incomplete: what was looked at
was kept, but not every clause was looked at, 4 no verdict: the platform cannot be reached, or the suite failed.
`;

/** Wrong usage, in a sentence. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const parsed = <Schema extends z.ZodType>(
  option: string,
  schema: Schema,
  value: unknown,
): z.infer<Schema> => {
  const result = schema.safeParse(value);
  if (!result.success) {
    throw new UsageError(value === undefined ? `--${option} is missing` : `--${option} is not well formed`);
  }
  return result.data;
};

const rootKeyFrom = (text: string): PublicJwk => {
  try {
    return publicJwkSchema.parse(
      JSON.parse(text.trimStart().startsWith('{') ? text : readFileSync(text, 'utf8')),
    );
  } catch {
    throw new UsageError('--root-key is neither a public P-256 JWK nor a file that holds one');
  }
};

const holderFrom = (text: string): Target['holder'] => {
  const [name, sex, idNumber, ...more] = text.split(',');
  return parsed('holder', certificateHolderSchema, more.length === 0 ? { name, sex, idNumber } : text);
};

const baseAddress = z
  .url({ protocol: /^https?$/ })
  .transform((text) => new URL(text.endsWith('/') ? text : `${text}/`));

const optionsFrom = (args: readonly string[]) => {
  try {
    return parseArgs({
      args: [...args],
      options: {
        url: { type: 'string' },
        'root-key': { type: 'string' },
        'enrolment-code': { type: 'string' },
        station: { type: 'string' },
        holder: { type: 'string' },
        'revoke-command': { type: 'string' },
        help: { type: 'boolean', default: false },
        patience: { type: 'string', default: '120' },
        json: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
};

/** What the command line asks for. */
export type Arguments =
  | { readonly asked: 'help' }
  | { readonly asked: 'run'; readonly target: Target; readonly json: boolean };

/**
 * Reads the command line.
 * @throws UsageError
 */
export const readArguments = (args: readonly string[]): Arguments => {
  const options = optionsFrom(args);
  if (options.help) {
    return { asked: 'help' };
  }
  return {
    asked: 'run',
    json: options.json,
    target: {
      url: parsed('url', baseAddress, options.url),
      rootKey: rootKeyFrom(parsed('root-key', z.string().min(1), options['root-key'])),
      enrolmentCode: parsed('enrolment-code', enrolmentCodeSchema, options['enrolment-code']),
      stationCode: parsed('station', stationCodeSchema, options.station),
      holder: options.holder === undefined ? null : holderFrom(options.holder),
      revoke: options['revoke-command'] === undefined ? null : revokeBy(options['revoke-command']),
      patience: parsed('patience', z.coerce.number().min(1).max(3_600), options.patience) * 1_000,
    },
  };
};
