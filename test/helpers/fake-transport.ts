import { Duplex } from 'node:stream';
import type { ByteTransport, LineLoss, OpenFailureReason } from '../../drivers/transport/byte-transport.ts';

/** A port in memory, with a device's end for a simulator. */
export interface FakePort {
  readonly createTransport: (baudRate: number) => ByteTransport;
  /** The device's end. */
  readonly stream: Duplex;
  /** Rates at which it was opened so far, refused attempts included. */
  readonly openings: readonly number[];
  /** Connections that are open now: never more than one. */
  readonly openNow: () => number;
  /** Refuses to be opened for this reason, until called with null. */
  refuse(reason: OpenFailureReason | null): void;
  /** Loses the line, as by a pulled cable. */
  lose(): void;
  /** Sends bytes to the kiosk. */
  deliver(bytes: Uint8Array): void;
}

/** `deviceRate`: the only rate at which bytes get through, as if the device were set to it; all, where not given. */
export const createFakePort = (options: { readonly deviceRate?: number } = {}): FakePort => {
  const openings: number[] = [];
  const open = new Map<
    ByteTransport,
    { rate: number; data: (bytes: Uint8Array) => void; closed: (loss: LineLoss) => void }
  >();
  let refusal: OpenFailureReason | null = null;
  const understands = (rate: number) => options.deviceRate === undefined || options.deviceRate === rate;

  const deliver = (bytes: Uint8Array): void => {
    for (const { rate, data } of open.values()) if (understands(rate)) data(bytes);
  };
  const stream = new Duplex({
    read() {},
    write(bytes: Uint8Array, _encoding, done) {
      deliver(bytes);
      done();
    },
  });

  return {
    stream,
    openings,
    deliver,
    openNow: () => open.size,
    refuse(reason) {
      refusal = reason;
    },
    lose() {
      for (const [transport, { closed }] of [...open]) {
        open.delete(transport);
        closed({ reason: 'port-closed', detail: 'unplugged' });
      }
    },
    createTransport(rate) {
      let data: (bytes: Uint8Array) => void = () => {};
      let closed: (loss: LineLoss) => void = () => {};
      const transport: ByteTransport = {
        async open() {
          openings.push(rate);
          if (refusal) return { ok: false, reason: refusal, detail: 'refused' };
          open.set(transport, { rate, data, closed });
          return { ok: true };
        },
        write(bytes) {
          if (open.has(transport) && understands(rate)) stream.push(bytes);
        },
        onData(listener) {
          data = listener;
        },
        onClosed(listener) {
          closed = listener;
        },
        async close() {
          open.delete(transport);
        },
      };
      return transport;
    },
  };
};
