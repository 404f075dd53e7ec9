import type { Clock } from '../device/clock.ts';
import type { ByteTransport, LineLoss, OpenOutcome } from './byte-transport.ts';

/** Pause before a lost or refused line is tried again, milliseconds. */
export const reconnectDelay = 250;

export type LineFault = LineLoss | Extract<OpenOutcome, { ok: false }>;

export interface PersistentLineOptions {
  /** Makes a fresh transport for each attempt: a used one is never opened again. */
  readonly createTransport: () => ByteTransport;
  readonly clock: Clock;
  readonly onOpened: () => void;
  readonly onData: (bytes: Uint8Array) => void;
  /** The line could not be opened or was lost; another attempt follows by itself. Not called after `reopen()` or `stop()`. */
  readonly onFault: (fault: LineFault) => void;
}

/** A line that is opened again whenever it is gone, until it is stopped. */
export interface PersistentLine {
  start(): void;
  write(bytes: Uint8Array): void;
  /** Gives up the present connection and opens a new one after `delay` milliseconds. */
  reopen(delay: number): void;
  /** Resolves when the port is released and nothing is scheduled. */
  stop(): Promise<void>;
}

/** Keeps a connection alive; see `PersistentLine`. */
export const createPersistentLine = (options: PersistentLineOptions): PersistentLine => {
  const { clock } = options;
  let running = false;
  let current: ByteTransport | null = null;
  let cancelRetry = () => {};
  /** Every port that was given up and may not be released yet: two owners of one port would refuse each other. */
  let releasing: Promise<void> = Promise.resolve();

  /**
   * Calls a listener. What it throws is thrown again from a timer: whoever watches the driver by its clock hears of it
   * (device-registry.ts), and neither the line nor the port's own event handling is broken off half-way.
   */
  const tell = (listener: () => void): void => {
    try {
      listener();
    } catch (error) {
      clock.after(0, () => {
        throw error;
      });
    }
  };

  const drop = (): void => {
    cancelRetry();
    if (!current) return;
    const old = current;
    current = null;
    releasing = releasing.then(() => old.close());
  };

  const retryAfter = (delay: number): void => {
    drop();
    cancelRetry = clock.after(delay, () => void connect());
  };

  const connect = async (): Promise<void> => {
    await releasing;
    if (!running || current) return;
    const transport = options.createTransport();
    current = transport;
    transport.onData((bytes) => {
      if (current === transport) tell(() => options.onData(bytes));
    });
    transport.onClosed((loss) => {
      if (current !== transport) return;
      retryAfter(reconnectDelay);
      tell(() => options.onFault(loss));
    });
    const outcome = await transport.open();
    if (current !== transport) return;
    if (outcome.ok) {
      tell(options.onOpened);
      return;
    }
    retryAfter(reconnectDelay);
    tell(() => options.onFault(outcome));
  };

  return {
    start() {
      if (running) return;
      running = true;
      void connect();
    },
    write(bytes) {
      current?.write(bytes);
    },
    reopen(delay) {
      if (running) retryAfter(delay);
    },
    async stop() {
      running = false;
      drop();
      await releasing;
    },
  };
};
