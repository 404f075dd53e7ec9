import type { DeviceActor } from '../../../drivers/device/device-status.ts';
import type { CardEvent, ReadFailureReason } from '../../../drivers/id-card-reader/card-event.ts';
import type { CardRecord } from '../../../drivers/id-card-reader/card-record.ts';
import { type CardValidity, judgeValidity } from '../../../drivers/id-card-reader/card-validity.ts';
import type { IdCardReader } from '../../../drivers/id-card-reader/id-card-reader.ts';
import { defineCommand, type Report } from '../command.ts';
import { awaitEvent } from '../devices/await-event.ts';
import { explainBusy } from '../devices/explain-busy.ts';
import { openCardReader } from '../devices/open-device.ts';
import { stopDevice } from '../devices/stop-device.ts';
import { timeOutFault, watchAnswers } from '../devices/time-out-fault.ts';
import { exitCodes } from '../exit-code.ts';
import { type Fault, faultOf } from '../fault.ts';
import type { CardDocument } from '../json-documents.ts';
import { failureReport, interruptedReport } from '../reports.ts';
import type { Surroundings } from '../surroundings.ts';
import { columns } from '../text/columns.ts';
import { type CardField, cardFieldWords, cardKindWords, validityWords } from '../words/card-words.ts';
import { inBoth } from '../words/words.ts';
import { type ReaderOnPort, readerFrom } from './requests.ts';

export interface ReadCardRequest {
  readonly reader: ReaderOnPort;
  readonly timeoutMilliseconds: number;
  /** Print what the card says about the person. */
  readonly show: boolean;
}

export type ReadCardResult =
  | {
      readonly outcome: 'read';
      readonly record: CardRecord;
      readonly validity: CardValidity;
      readonly photoBytes: number;
    }
  | { readonly outcome: 'fault'; readonly fault: Fault }
  | { readonly outcome: 'interrupted' };

const name = 'read-card';
const usualTimeoutMilliseconds = 30_000;

const actorOfFailure: Record<ReadFailureReason, DeviceActor> = {
  'card-lost': 'resident',
  'card-refused': 'staff',
  'card-data-invalid': 'staff',
  'reader-error': 'technician',
  'no-answer': 'staff',
  'unintelligible-answer': 'technician',
  'line-lost': 'staff',
};

type LastCardEvent = Extract<CardEvent, { type: 'cardRead' | 'readFailed' }>;

/** The outcome of a read. `now` in milliseconds since the epoch, for the card's validity. */
export const resultOfCard = (event: LastCardEvent, now: number): ReadCardResult => {
  if (event.type === 'cardRead') {
    const { record, photo } = event;
    return { outcome: 'read', record, validity: judgeValidity(record, now), photoBytes: photo?.length ?? 0 };
  }
  const { reason, statusCode, field } = event;
  const details = [
    ...(statusCode === undefined ? [] : [`SW3 ${statusCode.toString(16).toUpperCase().padStart(2, '0')}`]),
    ...(field === undefined ? [] : [`field ${field}`]),
  ];
  const detail = details.length === 0 ? {} : { detail: details.join(', ') };
  return {
    outcome: 'fault',
    fault: { device: 'idCardReader', code: reason, actor: actorOfFailure[reason], ...detail },
  };
};

const lastEventOf =
  (reader: IdCardReader, tell: Surroundings['tell']) =>
  (found: (event: LastCardEvent) => void): (() => void) =>
    reader.onCard((event) => {
      switch (event.type) {
        case 'cardReading':
          tell('Reading: leave the card where it is.');
          return;
        case 'cardLeft':
        case 'cardRemoved':
          return;
        case 'cardRead':
        case 'readFailed':
          found(event);
          return;
      }
    });

const run = async (
  { reader: { port, transport }, timeoutMilliseconds, show }: ReadCardRequest,
  surroundings: Surroundings,
): Promise<ReadCardResult> => {
  const { clock, tell } = surroundings;
  if (show) tell('--show prints personal data: keep it out of files, and off a screen that others see.');
  tell(
    `Lay a card on the reader within ${timeoutMilliseconds / 1000} s; lift one that already lies there first.`,
  );
  const reader = openCardReader(transport, clock);
  const answers = watchAnswers(reader);
  reader.enable();
  const wait = await awaitEvent(reader, surroundings, timeoutMilliseconds, lastEventOf(reader, tell));
  const status = reader.status();
  await stopDevice(reader, clock);
  switch (wait.end) {
    case 'found':
      return resultOfCard(wait.found, clock.now());
    case 'interrupted':
      return { outcome: 'interrupted' };
    case 'fault':
      return {
        outcome: 'fault',
        fault: await explainBusy(faultOf('idCardReader', wait.reason), port),
      };
    case 'time-out': {
      const fault = timeOutFault('idCardReader', status, answers.seen, {
        code: 'no-card',
        actor: 'resident',
      });
      return { outcome: 'fault', fault: await explainBusy(fault, port) };
    }
  }
};

/** Fields of a record in the order of the card, without its kind. */
const fieldsOf = (record: CardRecord): [CardField, string | null][] =>
  Object.keys(cardFieldWords)
    .filter((field): field is CardField => field in record)
    .map((field) => [field, (record as Partial<Record<CardField, string | null>>)[field] ?? null]);

const lengthOf = (value: string): number => [...value].length;

const masked = (value: string): string => `***  (${lengthOf(value)} characters)`;

const report = (result: ReadCardResult, { show }: ReadCardRequest): Report => {
  switch (result.outcome) {
    case 'interrupted':
      return interruptedReport(name);
    case 'fault':
      return failureReport(name, result.fault);
    case 'read': {
      const { record, validity, photoBytes } = result;
      const fields = fieldsOf(record);
      return {
        exitCode: exitCodes.ok,
        text: columns([
          ['card', inBoth(cardKindWords[record.kind])],
          ['validity', inBoth(validityWords[validity])],
          ['photo', photoBytes > 0 ? `${photoBytes} bytes` : 'none · 没有'],
          ...fields.map(([field, value]) => [
            inBoth(cardFieldWords[field]),
            value === null ? 'blank · 空' : show ? value : masked(value),
          ]),
        ]),
        document: {
          command: name,
          ok: true,
          kind: record.kind,
          validity,
          photoBytes,
          masked: !show,
          fields: Object.fromEntries(
            fields.map(([field, value]) => [
              field,
              value === null || show ? value : { characters: lengthOf(value) },
            ]),
          ),
        } satisfies CardDocument,
      };
    }
  }
};

/** `read-card`: reads one card and says whether it could be read; what it says only when asked to. */
export const readCardCommand = defineCommand<ReadCardRequest, ReadCardResult>({
  name,
  synopsis: '[--port PORT] [--baud RATE] [--show]',
  summary: 'wait for one ID card and read it',
  details: [
    'Every field is masked, and only its length printed, unless --show is given: --show prints personal data.',
    'Nothing is written to the disk in either case.',
    `Waits for --timeout seconds, ${usualTimeoutMilliseconds / 1000} unless given.`,
  ],
  accepts: ['port', 'baud', 'timeout', 'show'],
  positionals: [],
  request(options, _positionals, configured) {
    const reader = readerFrom(options, configured.idCardReader);
    if (!reader.ok) return reader;
    return {
      ok: true,
      request: {
        reader: reader.request,
        timeoutMilliseconds: options.timeoutMilliseconds ?? usualTimeoutMilliseconds,
        show: options.show,
      },
    };
  },
  run,
  report,
});
