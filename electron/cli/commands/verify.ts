import { readFile } from 'node:fs/promises';
import { type PublicJwk, publicJwkSchema } from '../../../platform/contract/api.ts';
import { createHttpTransport } from '../../sync/trust/http-transport.ts';
import { defineCommand, type RequestOutcome } from '../command.ts';
import { onAbort } from '../devices/await-event.ts';
import { type ConfiguredKiosk, dataFolderVariable } from '../devices/configured-devices.ts';
import type { Options } from '../options.ts';
import type { Surroundings } from '../surroundings.ts';
import { judgeSubject } from '../verification/judge-subject.ts';
import { readKeptGround } from '../verification/kept-ground.ts';
import { askPlatformForGround } from '../verification/platform-ground.ts';
import { readSubject, type VerificationSubject } from '../verification/read-subject.ts';
import type { GroundOutcome } from '../verification/verification-ground.ts';
import { type VerifyResult, verifyReport } from './verify-report.ts';

/** A root key: as the settings pin it, or the file of one. */
type RootKeySource = { readonly key: PublicJwk } | { readonly file: string };

export interface VerifyRequest {
  /** Text of a code, or the path of a file. */
  readonly given: string;
  readonly rootKey: RootKeySource;
  /** Where keys and revocations come from. */
  readonly from:
    | { readonly dataFolder: string }
    | { readonly url: URL; readonly timeoutMilliseconds: number };
  readonly show: boolean;
}

/** How long the platform may take to answer, milliseconds. */
const usualTimeoutMilliseconds = 10_000;

const requestFor = (
  { url, rootKey: keyFile, timeoutMilliseconds = usualTimeoutMilliseconds, show }: Options,
  given: string,
  kiosk: ConfiguredKiosk | null,
): RequestOutcome<VerifyRequest> => {
  const rootKey: RootKeySource | null =
    keyFile !== undefined ? { file: keyFile } : kiosk ? { key: kiosk.settings.platform.rootKey } : null;
  if (rootKey === null) {
    return {
      ok: false,
      problem: `whose certificates? Give --url with --root-key, or the kiosk's data folder in ${dataFolderVariable}`,
    };
  }
  if (url !== undefined) {
    return { ok: true, request: { given, rootKey, from: { url, timeoutMilliseconds }, show } };
  }
  return kiosk
    ? { ok: true, request: { given, rootKey, from: { dataFolder: kiosk.dataFolder }, show } }
    : { ok: false, problem: `--url is missing, or the kiosk's data folder in ${dataFolderVariable}` };
};

const readRootKey = async (source: RootKeySource): Promise<PublicJwk | string> => {
  if ('key' in source) return source.key;
  try {
    const parsed = publicJwkSchema.safeParse(JSON.parse(await readFile(source.file, 'utf8')));
    return parsed.success ? parsed.data : `${source.file}: is not a public key on P-256 as a JWK`;
  } catch {
    return `${source.file}: cannot be read as a JWK`;
  }
};

const verify = async (
  { from }: VerifyRequest,
  rootKey: PublicJwk,
  subject: VerificationSubject,
  { clock, interrupted }: Surroundings,
): Promise<VerifyResult> => {
  const judged = async (outcome: GroundOutcome): Promise<VerifyResult> =>
    outcome.ok ? judgeSubject(subject, outcome.ground) : { outcome: 'failed', failure: outcome };
  if ('dataFolder' in from) return judged(await readKeptGround(from.dataFolder, rootKey, clock));
  const { url, timeoutMilliseconds } = from;
  const transport = createHttpTransport({ clock, timeoutMilliseconds });
  onAbort(interrupted, transport.close);
  const result = await judged(await askPlatformForGround({ url, rootKey, transport, clock }));
  transport.close();
  return result.outcome === 'failed' && interrupted.aborted ? { outcome: 'interrupted' } : result;
};

/** `verify`: whether a certificate is what a department has signed, and still stands. */
export const verifyCommand = defineCommand<VerifyRequest, VerifyResult>({
  name: 'verify',
  standsAlone: true,
  synopsis: 'FILE|CODE [--url URL [--root-key FILE]] [--show]',
  summary: 'verify a certificate: who issued what, when, for what, and whether it still stands',
  details: [
    'CODE is the text of the QR code on the certificate (put it between single quotes), FILE holds that text or is the PDF.',
    'Of a PDF the whole file is verified, too: whether anything in it was changed after it was signed.',
    `Keys and revocations are those that the kiosk keeps in the folder that ${dataFolderVariable} names, running or not;`,
    'no line is needed. With --url the platform is asked: for its keys and the status of the number, never with the certificate.',
    'Holder and facts are masked unless --show is given: --show prints personal data.',
  ],
  accepts: ['url', 'root-key', 'timeout', 'show'],
  positionals: ['FILE|CODE'],
  request: (options, [given = ''], _configured, kiosk) => requestFor(options, given, kiosk),
  run: async (request, surroundings) => {
    const read = await readSubject(request.given);
    if (!read.ok) return { outcome: 'file-refused', problem: read.problem };
    const rootKey = await readRootKey(request.rootKey);
    if (typeof rootKey === 'string') return { outcome: 'file-refused', problem: rootKey };
    return verify(request, rootKey, read.subject, surroundings);
  },
  report: verifyReport,
});
