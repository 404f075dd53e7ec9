import { certificateFormat, certificateMedia } from '../../printer/capabilities.ts';
import { operations, printerStates } from '../../printer/ipp/codes.ts';
import {
  boolean,
  charset,
  enumeration,
  type IppAttributes,
  type IppValue,
  integer,
  keyword,
  mimeMediaType,
  name,
  naturalLanguage,
  range,
  text,
  uri,
} from '../../printer/ipp/message.ts';
import { isBlocked, lowTonerPercent, stateReasonsOf, tonerColours, trayCapacity } from './conditions.ts';
import type { PrintEngine, SimulatedJob } from './print-engine.ts';

/** What the simulated printer says about itself and its jobs: a colour A4 printer. */

/** Get-Jobs, which the kiosk does not use but other clients do. */
export const getJobsOperation = 0x000a;

/** Values that it can do, by attribute; all else is reported as unsupported. */
export const supportedKeywords: ReadonlyMap<string, readonly string[]> = new Map([
  ['media', [certificateMedia]],
  ['sides', ['one-sided', 'two-sided-long-edge']],
  ['print-color-mode', ['auto', 'color', 'monochrome']],
  ['print-scaling', ['auto', 'fit', 'none']],
]);
export const mostCopies = 99;

const keywords = (values: readonly string[]): IppValue[] => values.map(keyword);
const octetString = (value: string): IppValue => ({
  type: 'octetString',
  value: Buffer.from(value, 'latin1'),
});

/** Printer description and template attributes (RFC 8011 §5.4, PWG 5100.14). */
export const printerAttributes = (engine: PrintEngine, printerUri: string): IppAttributes => {
  const conditions = engine.conditions();
  return new Map<string, IppValue[]>([
    ['printer-uri-supported', [uri(printerUri)]],
    ['uri-security-supported', [keyword('none')]],
    ['uri-authentication-supported', [keyword('none')]],
    ['printer-name', [name('yizhan-simulator')]],
    ['printer-make-and-model', [text('Yizhan simulated colour printer')]],
    ['printer-state', [enumeration(printerState(engine))]],
    ['printer-state-reasons', keywords(stateReasonsOf(conditions))],
    ['printer-is-accepting-jobs', [boolean(true)]],
    ['printer-up-time', [integer(engine.upTime())]],
    ['queued-job-count', [integer(engine.jobs().filter(({ state }) => state < 7).length)]],
    ['ipp-versions-supported', keywords(['1.1', '2.0'])],
    ['operations-supported', [...Object.values(operations), getJobsOperation].map(enumeration)],
    ['charset-configured', [charset('utf-8')]],
    ['charset-supported', [charset('utf-8')]],
    ['natural-language-configured', [naturalLanguage('en')]],
    ['generated-natural-language-supported', [naturalLanguage('en')]],
    ['document-format-default', [mimeMediaType(certificateFormat)]],
    ['document-format-supported', [mimeMediaType(certificateFormat)]],
    ['compression-supported', keywords(['none'])],
    ['pdl-override-supported', keywords(['attempted'])],
    ['color-supported', [boolean(true)]],
    ['copies-supported', [range(1, mostCopies)]],
    ['multiple-document-jobs-supported', [boolean(conditions.takesSeveralDocuments)]],
    ['media-default', [keyword(certificateMedia)]],
    ['media-ready', [keyword(certificateMedia)]],
    ...[...supportedKeywords].map(([attributeName, values]): [string, IppValue[]] => [
      `${attributeName}-supported`,
      keywords(values),
    ]),
    ['marker-names', tonerColours.map((colour) => name(`${colour} toner`))],
    ['marker-types', tonerColours.map(() => keyword('toner-cartridge'))],
    ['marker-levels', tonerColours.map((colour) => integer(conditions.tonerPercent[colour]))],
    ['marker-low-levels', tonerColours.map(() => integer(lowTonerPercent))],
    [
      'printer-input-tray',
      [
        octetString(
          `type=sheetFeedAutoRemovableTray;maxcapacity=${trayCapacity};level=${conditions.sheetsInTray};name=tray-1;`,
        ),
      ],
    ],
  ]);
};

/** Job description attributes (RFC 8011 §5.3). */
export const jobAttributes = (job: SimulatedJob, printerUri: string): IppAttributes =>
  new Map<string, IppValue[]>([
    ['job-id', [integer(job.id)]],
    ['job-uri', [uri(jobUri(printerUri, job.id))]],
    ['job-printer-uri', [uri(printerUri)]],
    ['job-name', [name(job.name)]],
    ['job-originating-user-name', [name('kiosk')]],
    ['job-state', [enumeration(job.state)]],
    ['job-state-reasons', keywords(job.reasons)],
    ['job-impressions', [integer(job.impressions)]],
    ['job-impressions-completed', [integer(job.impressionsCompleted)]],
  ]);

const jobUri = (printerUri: string, jobId: number): string => `${printerUri}/${jobId}`;

/** Stopped while something keeps it from printing; a printer without paper is idle until a job wants some. */
const printerState = (engine: PrintEngine): number => {
  const { stopped, coverOpen, jammed } = engine.conditions();
  const working = engine.current() !== null;
  if (stopped || coverOpen || jammed || (working && isBlocked(engine.conditions()))) {
    return printerStates.stopped;
  }
  return working ? printerStates.processing : printerStates.idle;
};
