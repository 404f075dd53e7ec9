import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { type EnrolOutcome, enrol, readEnrolmentCode } from '../../sync/trust/enrol.ts';
import { createHttpTransport } from '../../sync/trust/http-transport.ts';
import type { WrappingSecret } from '../../sync/trust/wrapping-secret.ts';
import { defineCommand, type Report, type RequestOutcome } from '../command.ts';
import { onAbort } from '../devices/await-event.ts';
import { type ConfiguredKiosk, dataFolderVariable } from '../devices/configured-devices.ts';
import { exitCodes } from '../exit-code.ts';
import type { EnrolDocument } from '../json-documents.ts';
import type { Options } from '../options.ts';
import { interruptedReport } from '../reports.ts';
import type { Surroundings } from '../surroundings.ts';
import { columns } from '../text/columns.ts';
import { enrolWords } from '../words/enrol-words.ts';
import { inBoth } from '../words/words.ts';

export interface EnrolRequest {
  readonly kiosk: Pick<ConfiguredKiosk, 'dataFolder' | 'settings'>;
  readonly wrapping: WrappingSecret | null;
  readonly code: string;
  /** Although it is enrolled. */
  readonly anew: boolean;
}

export type EnrolResult = EnrolOutcome | { readonly outcome: 'interrupted' };

const name = 'enrol';

/** As package.json of this installation says. */
const appVersion = (): string =>
  z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'))).version;

const requestFor = (
  { code: typed, anew = false }: Options,
  kiosk: ConfiguredKiosk | null,
): RequestOutcome<EnrolRequest> => {
  if (typed === undefined) return { ok: false, problem: '--code is missing' };
  const code = readEnrolmentCode(typed);
  // The code is a secret: it is not repeated.
  if (code === null) {
    return { ok: false, problem: 'that is no code: it has 20 letters and digits, XXXXX-XXXXX-XXXXX-XXXXX' };
  }
  if (!kiosk) return { ok: false, problem: `which kiosk? Give its data folder in ${dataFolderVariable}` };
  if (kiosk.wrapping.outcome === 'refused') return { ok: false, problem: kiosk.wrapping.detail };
  const wrapping = kiosk.wrapping.outcome === 'given' ? kiosk.wrapping.secret : null;
  return { ok: true, request: { kiosk, wrapping, code, anew } };
};

const run = async (
  { kiosk, wrapping, code, anew }: EnrolRequest,
  { clock, interrupted }: Surroundings,
): Promise<EnrolResult> => {
  const { station, platform } = kiosk.settings;
  const transport = createHttpTransport({ clock, timeoutMilliseconds: platform.timeoutMilliseconds });
  onAbort(interrupted, transport.close);
  const outcome = await enrol({
    dataFolder: kiosk.dataFolder,
    stationCode: station.code,
    platform,
    code,
    anew,
    appVersion: appVersion(),
    wrapping,
    transport,
    clock,
    randomBytes,
  });
  transport.close();
  return outcome.outcome === 'unreachable' && interrupted.aborted ? { outcome: 'interrupted' } : outcome;
};

const detailOf = (result: EnrolOutcome): string | undefined => {
  switch (result.outcome) {
    case 'refused':
      return result.problem;
    case 'identity-unusable':
    case 'storage':
      return `${result.reason}: ${result.detail}`;
    case 'unreachable':
    case 'not-genuine':
    case 'malformed-reply':
    case 'wrong-account':
      return result.detail;
    case 'enrolled':
    case 'already-enrolled':
    case 'code-invalid':
    case 'station-mismatch':
    case 'enrolment-under-way':
      return undefined;
  }
};

const report = (result: EnrolResult): Report => {
  if (result.outcome === 'interrupted') return interruptedReport(name);
  const ok = result.outcome === 'enrolled' || result.outcome === 'already-enrolled';
  const detail = detailOf(result);
  const kiosk = ok ? { kioskId: result.kioskId, keyId: result.keyId } : {};
  const rows = [
    ...(ok
      ? [
          ['kiosk · 终端', result.kioskId],
          ['key · 密钥', result.keyId],
        ]
      : []),
    ...(detail === undefined ? [] : [['detail · 详情', detail]]),
  ];
  return {
    exitCode: ok ? exitCodes.ok : exitCodes.notEnrolled,
    text: [`${result.outcome}: ${inBoth(enrolWords[result.outcome])}`, ...columns(rows, '  ')],
    document: {
      command: name,
      ok,
      outcome: result.outcome,
      words: enrolWords[result.outcome],
      ...kiosk,
      ...(detail === undefined ? {} : { detail }),
    } satisfies EnrolDocument,
  };
};

/** `enrol`: makes this kiosk known to the platform. */
export const enrolCommand = defineCommand<EnrolRequest, EnrolResult>({
  name,
  standsAlone: true,
  synopsis: '--code CODE [--anew]',
  summary: 'make this kiosk known to the platform with a one-time code',
  details: [
    `Station, platform and its root key are those of settings.json in the folder that ${dataFolderVariable} names.`,
    'The key pair is made on this machine and stays in identity/ of that folder; run the command as the account of the kiosk.',
    'The kiosk may be running: it is out of service until it is enrolled and then goes on by itself.',
    'A kiosk that is enrolled is left alone; with --anew it gets a new identity, and the old one is destroyed when the platform',
    'has taken the new one. For a kiosk that the platform no longer knows. What waits in the queue is handed in under the new one.',
    'After a broken line send the same code again: it comes to the same kiosk.',
  ],
  accepts: ['code', 'anew'],
  positionals: [],
  request: (options, _positionals, _configured, kiosk) => requestFor(options, kiosk),
  run,
  report,
});
