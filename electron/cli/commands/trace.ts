import type { DeviceStatus } from '../../../drivers/device/device-status.ts';
import type { FrameTraceEntry } from '../../../drivers/device/frame-trace.ts';
import { defineCommand, type Report } from '../command.ts';
import { onAbort } from '../devices/await-event.ts';
import { type DeviceReading, deviceDocument, readingLines } from '../devices/device-reading.ts';
import { explainBusy } from '../devices/explain-busy.ts';
import { meaningOfFrame } from '../devices/frame-meaning.ts';
import { passesByItself, worstError } from '../devices/lasting-fault.ts';
import { openCardReader, openScanner } from '../devices/open-device.ts';
import { formatPortAddress } from '../devices/port-address.ts';
import { stopDevice } from '../devices/stop-device.ts';
import { createTraceFollower, type TraceNews } from '../devices/trace-follower.ts';
import { exitCodes } from '../exit-code.ts';
import { type Fault, faultDocument, faultLines, faultOf } from '../fault.ts';
import type { TraceDocument } from '../json-documents.ts';
import type { Surroundings } from '../surroundings.ts';
import { traceLine } from '../text/trace-line.ts';
import type { FaultCode } from '../words/fault-words.ts';
import { type ReaderOnPort, readerFrom, type ScannerOnPort, scannerFrom } from './requests.ts';

export interface TraceRequest {
  readonly target:
    | ({ readonly device: 'idCardReader' } & ReaderOnPort)
    | ({ readonly device: 'qrScanner' } & ScannerOnPort);
  /** Null: until somebody ends it. */
  readonly timeoutMilliseconds: number | null;
  readonly json: boolean;
}

export interface TraceResult {
  readonly frames: number;
  /** What was wrong with the device at the end. */
  readonly fault: Fault | null;
}

/** Between two looks at the driver's trace, milliseconds. */
const lookInterval = 50;

const name = 'trace';

const newsDocument = (news: TraceNews, meaning: string): TraceDocument => {
  const { direction, hex, hiddenBytes, firstAt, lastAt } = news.entry;
  return news.type === 'frame'
    ? { type: 'frame', at: new Date(firstAt).toISOString(), direction, hex, hiddenBytes, meaning }
    : { type: 'repeated', at: new Date(lastAt).toISOString(), direction, meaning, times: news.times };
};

const meaningIn = (request: TraceRequest, entry: FrameTraceEntry): string =>
  request.target.device === 'idCardReader' ? meaningOfFrame(entry) : entry.note;

const run = async (request: TraceRequest, surroundings: Surroundings): Promise<TraceResult> => {
  const { clock, write, tell, interrupted } = surroundings;
  const { target, json } = request;
  const device =
    target.device === 'idCardReader'
      ? openCardReader(target.transport, clock)
      : openScanner(target.transport, clock);
  const follower = createTraceFollower();
  let frames = 0;

  const tellNews = (news: readonly TraceNews[]): void => {
    for (const each of news) {
      frames += each.type === 'frame' ? 1 : each.times;
      const meaning = meaningIn(request, each.entry);
      write(json ? JSON.stringify(newsDocument(each, meaning)) : traceLine(each, meaning));
    }
  };
  const tellStatus = (status: DeviceStatus<FaultCode>): void => {
    tellNews(follower.look(device.trace()));
    const reading: DeviceReading = {
      device: target.device,
      address: formatPortAddress(target.port),
      ...status,
    };
    if (json) {
      const at = new Date(clock.now()).toISOString();
      write(JSON.stringify({ type: 'status', at, ...deviceDocument(reading) } satisfies TraceDocument));
    } else for (const line of readingLines(reading)) tell(line);
  };

  tell(
    request.timeoutMilliseconds === null
      ? 'Contents are masked. A frame that repeats itself is counted until another comes. Ctrl+C ends the trace.'
      : `Contents are masked. Ends after ${request.timeoutMilliseconds / 1000} s, or with Ctrl+C.`,
  );
  await new Promise<void>((resolve) => {
    const stops: (() => void)[] = [];
    let cancelLook = (): void => {};
    const end = (): void => {
      cancelLook();
      for (const stop of stops.splice(0)) stop();
      resolve();
    };
    const look = (): void => {
      tellNews(follower.look(device.trace()));
      cancelLook = clock.after(lookInterval, look);
    };
    stops.push(
      device.onStatus((status) => {
        tellStatus(status);
        const error = worstError(status);
        if (error && !passesByItself(error)) end();
      }),
    );
    if (request.timeoutMilliseconds !== null) stops.push(clock.after(request.timeoutMilliseconds, end));
    look();
    device.enable();
    device.start();
    stops.push(onAbort(interrupted, end));
  });
  const status = device.status();
  tellNews(follower.look(device.trace()));
  tellNews(follower.finish());
  await stopDevice(device, clock);
  const error = worstError(status);
  const fault = error && (await explainBusy(faultOf(target.device, error), target.port));
  return { frames, fault };
};

const report = ({ frames, fault }: TraceResult): Report => ({
  exitCode: fault ? exitCodes.deviceFault : exitCodes.ok,
  text: [],
  complaint: [`${frames} frames.`, ...(fault ? faultLines(fault) : [])],
  document: {
    type: 'end',
    ok: fault === null,
    frames,
    ...(fault ? { fault: faultDocument(fault) } : {}),
  } satisfies TraceDocument,
});

/** `trace`: shows what is said on the line, live. */
export const traceCommand = defineCommand<TraceRequest, TraceResult>({
  name,
  synopsis: '[--port PORT] [--device card-reader|scanner] [--baud RATE]',
  summary: 'show the frames of card reader or scanner, masked, as they come',
  details: [
    'The device is put to work as a visit would: a card that is laid down is read, a code that is held out is taken.',
    'Contents of cards and codes are never shown, only how many bytes there were.',
    'Ends with Ctrl+C, after --timeout seconds, or when the port cannot be used. With --json one document a line.',
  ],
  accepts: ['port', 'baud', 'device', 'timeout'],
  positionals: [],
  request(options, _positionals, configured) {
    const rest = { timeoutMilliseconds: options.timeoutMilliseconds ?? null, json: options.json };
    if (options.device === 'scanner') {
      const scanner = scannerFrom(options, configured.qrScanner);
      if (!scanner.ok) return scanner;
      return { ok: true, request: { target: { device: 'qrScanner', ...scanner.request }, ...rest } };
    }
    const reader = readerFrom(options, configured.idCardReader);
    if (!reader.ok) return reader;
    return { ok: true, request: { target: { device: 'idCardReader', ...reader.request }, ...rest } };
  },
  run,
  report,
});
