import type { Clock } from '../device/clock.ts';
import type { Device } from '../device/device.ts';
import type { DeviceStatus } from '../device/device-status.ts';
import { createFrameTrace, type FrameTraceEntry } from '../device/frame-trace.ts';
import type { IdCardReaderReasonCode } from '../device/reason-codes.ts';
import type { ByteTransport } from '../transport/byte-transport.ts';
import { createPersistentLine, reconnectDelay } from '../transport/persistent-line.ts';
import { type AnswerTimes, answerTimeOf, serialAnswerTimes } from './answer-times.ts';
import type { CardEvent, CardPresence, CardReads } from './card-event.ts';
import { decodeReply, encodeRequest } from './commands.ts';
import { encodeFrame, headerLength } from './frame.ts';
import { FrameParser, type ParserOutput } from './frame-parser.ts';
import { transition } from './reader-machine.ts';
import { initialReaderState, type ReaderAction, type ReaderInput, type ReaderState } from './reader-state.ts';
import { type LineState, readerStatus } from './reader-status.ts';

/** A running ID-card reader. It opens its line at `start()`, but looks for cards only while it is enabled. */
export interface IdCardReader extends Device<IdCardReaderReasonCode> {
  readonly role: 'idCardReader';
  /** A visit wants a card, and this of it: look for one until `disable()`. */
  enable(reads?: CardReads): void;
  /** Nobody wants a card: one that is just being read is not told any more. */
  disable(): void;
  /**
   * A visit has ended: tells of its card if that still lies there (`cardLeft`), and that it has gone (`cardRemoved`), until then or
   * until a visit wants a card. Where no card was there, nothing is told. No visit begins with a card that was left.
   */
  watch(): void;
  onCard(listener: (event: CardEvent) => void): () => void;
  /** See `CardPresence` for what can be known. */
  readonly cardPresence: CardPresence;
  /** The last frames, without contents of cards. */
  trace(): readonly FrameTraceEntry[];
}

export interface IdCardReaderOptions {
  /** Makes the line at a rate, in bits a second. */
  readonly createTransport: (baudRate: number) => ByteTransport;
  /** Rates to try in turn until the reader answers. */
  readonly baudRates: readonly [number, ...number[]];
  /** How long the reader may take; as on a serial line, unless told otherwise. */
  readonly answerTimes?: AnswerTimes;
  readonly clock: Clock;
}

/** Silence in the middle of a frame after which it is looked through for a good one, milliseconds. */
const frameGap = 100;
/** Silence in the middle of an answer after which no more of it is awaited, milliseconds. */
const answerGap = 500;
/** How much longer than its first byte an answer may take, milliseconds: 2328 bytes at 9600 baud take 2430. */
const answerLength = 4000;
const traceCapacity = 200;
/**
 * What the trace shows of a reply with data: its head and status. Data may be of a card, whatever its length; those of find and
 * select are numbers of its chip.
 */
const visibleReplyBytes = headerLength + 3;

/** A question that waits for its answer; monotonic times. */
interface Waiting {
  readonly since: number;
  readonly atMost: number;
}

/** The driver over any transport: joins line, parser and dialogue, and keeps their timers. */
export const createIdCardReader = ({
  createTransport,
  baudRates,
  answerTimes = serialAnswerTimes,
  clock,
}: IdCardReaderOptions): IdCardReader => {
  const parser = new FrameParser();
  const trace = createFrameTrace({ clock, capacity: traceCapacity });
  const statusListeners = new Set<(status: DeviceStatus<IdCardReaderReasonCode>) => void>();
  const cardListeners = new Set<(event: CardEvent) => void>();

  let line: LineState = { kind: 'stopped' };
  let reader: ReaderState = initialReaderState;
  let published = readerStatus(line, reader);
  let rateIndex = 0;
  let cancelTimer = () => {};
  let cancelRescue = () => {};
  let waiting: Waiting | null = null;
  let lastByteAt = 0;
  let junkSinceSent = false;

  const publish = (): void => {
    const status = readerStatus(line, reader);
    if (JSON.stringify(status) === JSON.stringify(published)) return;
    published = status;
    for (const listener of [...statusListeners]) listener(status);
  };

  const stopTimers = (): void => {
    cancelTimer();
    cancelRescue();
    waiting = null;
  };

  const takeIn = (outputs: readonly ParserOutput[]): void => {
    for (const output of outputs) {
      if (output.type === 'junk') {
        junkSinceSent = true;
        // Junk may be a piece of a card's data: only its length is kept.
        trace.record('junk', output.bytes, 0, output.cause);
        continue;
      }
      const reply = decodeReply(output.body);
      const frame = encodeFrame(output.body);
      trace.record('received', frame, reply?.data.length === 0 ? frame.length : visibleReplyBytes);
      if (reply) feed({ type: 'reply', reply });
      else junkSinceSent = true;
    }
  };

  const answerOverdue = (overdue: Waiting): void => {
    takeIn(parser.rescue());
    // The rescued frame may have been the answer.
    if (waiting !== overdue) return;
    const now = clock.monotonic();
    const until = Math.min(lastByteAt + answerGap, overdue.atMost);
    if (lastByteAt >= overdue.since && until > now) {
      cancelTimer = clock.after(until - now, () => answerOverdue(overdue));
      return;
    }
    feed({ type: 'timedOut', junk: junkSinceSent || parser.pending > 0 });
  };

  const perform = (action: ReaderAction): void => {
    switch (action.type) {
      case 'send': {
        // What is left of an earlier answer is not part of the next one.
        takeIn(parser.reset());
        junkSinceSent = false;
        const frame = encodeFrame(encodeRequest(action.command));
        trace.record('sent', frame, frame.length);
        const since = clock.monotonic();
        const firstByteWithin = answerTimeOf(action.command, answerTimes);
        const sent: Waiting = { since, atMost: since + firstByteWithin + answerLength };
        stopTimers();
        waiting = sent;
        cancelTimer = clock.after(firstByteWithin, () => answerOverdue(sent));
        persistentLine.write(frame);
        return;
      }
      case 'wait':
        stopTimers();
        cancelTimer = clock.after(action.milliseconds, () => feed({ type: 'rested' }));
        return;
      case 'emit':
        for (const listener of [...cardListeners]) listener(action.event);
        return;
      case 'reconnect':
        stopTimers();
        line = { kind: 'opening' };
        rateIndex = (rateIndex + 1) % baudRates.length;
        persistentLine.reopen(baudRates.length > 1 ? 0 : reconnectDelay);
        return;
    }
  };

  /** Inputs that come while another is being worked off, e.g. a listener that disables the reader. */
  const inputs: ReaderInput[] = [];
  let feeding = false;
  const feed = (input: ReaderInput): void => {
    inputs.push(input);
    if (feeding) return;
    feeding = true;
    try {
      for (let next = inputs.shift(); next; next = inputs.shift()) {
        const { state, actions } = transition(reader, next);
        reader = state;
        for (const action of actions) perform(action);
      }
    } finally {
      feeding = false;
    }
    publish();
  };

  const persistentLine = createPersistentLine({
    createTransport: () => createTransport(baudRates[rateIndex] ?? baudRates[0]),
    clock,
    onOpened() {
      line = { kind: 'open' };
      parser.reset();
      feed({ type: 'lineOpened' });
    },
    onData(bytes) {
      lastByteAt = clock.monotonic();
      cancelRescue();
      takeIn(parser.push(bytes));
      if (parser.pending > 0) cancelRescue = clock.after(frameGap, () => takeIn(parser.rescue()));
    },
    onFault(fault) {
      stopTimers();
      line = { kind: 'failed', fault };
      parser.reset();
      feed({ type: 'lineLost' });
    },
  });

  return {
    role: 'idCardReader',
    status: () => published,
    onStatus(listener) {
      statusListeners.add(listener);
      return () => statusListeners.delete(listener);
    },
    onCard(listener) {
      cardListeners.add(listener);
      return () => cardListeners.delete(listener);
    },
    start() {
      if (line.kind !== 'stopped') return;
      line = { kind: 'opening' };
      publish();
      persistentLine.start();
    },
    async stop() {
      stopTimers();
      line = { kind: 'stopped' };
      parser.reset();
      inputs.length = 0;
      // A visit whose card was being read hears that it has not been.
      feed({ type: 'lineLost' });
      await persistentLine.stop();
    },
    enable: (reads = {}) => feed({ type: 'wanted', wanted: true, reads }),
    disable: () => feed({ type: 'wanted', wanted: false }),
    watch: () => feed({ type: 'watch' }),
    get cardPresence() {
      return reader.presence;
    },
    trace: () => trace.entries(),
  };
};
