import { beforeEach, describe, expect, it } from 'vitest';
import { createIdCardReader } from '../../../../drivers/id-card-reader/id-card-reader.ts';
import { usbAnswerTimes } from '../../../../drivers/id-card-reader/answer-times.ts';
import type { CardEvent } from '../../../../drivers/id-card-reader/card-event.ts';
import { createSimulatedIdCardReader } from '../../../../drivers/simulator/id-card-reader/id-card-reader-simulator.ts';
import { linXiaolan } from '../../../../drivers/simulator/residents/residents.ts';
import {
  type BulkTransport,
  bulkEndpoints,
  createBulkFrameTransport,
} from '../../../../drivers/transport/bulk-transport.ts';
import type { ByteTransport, LineLoss, OpenOutcome } from '../../../../drivers/transport/byte-transport.ts';
import { cardFoundReply, findRequest, noCardReply } from '../../../fixtures/id-card-reader/vectors.ts';
import { createFakeClock } from '../../../helpers/fake-clock.ts';
import { createFakePort } from '../../../helpers/fake-transport.ts';

/** A device in memory: what was sent to it, and replies that a test or a simulator puts at its endpoints. */
const createFakeDevice = (openOutcome: OpenOutcome = { ok: true }) => {
  const sent: [endpoint: number, bytes: Uint8Array][] = [];
  const ready = new Map<number, Uint8Array[]>();
  const waiting = new Map<number, { give(bytes: Uint8Array): void; fail(error: Error): void }>();
  let lost: Error | null = null;
  let closes = 0;
  let onSent = (_bytes: Uint8Array): void => {};
  const put = (endpoint: number, bytes: Uint8Array): void => {
    const receiver = waiting.get(endpoint);
    waiting.delete(endpoint);
    if (receiver) receiver.give(bytes);
    else ready.set(endpoint, [...(ready.get(endpoint) ?? []), bytes]);
  };
  const lose = (error: Error): void => {
    lost = error;
    for (const { fail } of waiting.values()) fail(error);
    waiting.clear();
  };
  const device: BulkTransport = {
    open: async () => openOutcome,
    async send(endpoint, bytes) {
      if (lost) throw lost;
      sent.push([endpoint, bytes]);
      onSent(bytes);
    },
    receive: (endpoint) =>
      new Promise((give, fail) => {
        const [first, ...others] = ready.get(endpoint) ?? [];
        if (lost) fail(lost);
        else if (first) {
          ready.set(endpoint, others);
          give(first);
        } else waiting.set(endpoint, { give, fail });
      }),
    async close() {
      closes += 1;
      lose(new Error('closed'));
    },
  };
  return {
    device,
    sent,
    put,
    lose,
    closes: () => closes,
    /** Puts a frame at the endpoints as a reader does. */
    reply(frame: Uint8Array) {
      put(bulkEndpoints.replyHeader, frame.subarray(0, 7));
      put(bulkEndpoints.replyBody, frame.subarray(7));
    },
    whenSent(listener: (bytes: Uint8Array) => void) {
      onSent = listener;
    },
  };
};

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

let fake: ReturnType<typeof createFakeDevice>;
let transport: ByteTransport;
let received: Uint8Array;
let losses: LineLoss[];

const use = (made: ReturnType<typeof createFakeDevice>): void => {
  fake = made;
  transport = createBulkFrameTransport(fake.device);
  received = new Uint8Array(0);
  losses = [];
  transport.onData((bytes) => {
    received = Uint8Array.of(...received, ...bytes);
  });
  transport.onClosed((loss) => losses.push(loss));
};
beforeEach(() => use(createFakeDevice()));

describe('frames over bulk endpoints', () => {
  it('go out with the header to 02 and the body to 06, one frame after another', async () => {
    await transport.open();
    transport.write(findRequest);
    transport.write(findRequest);
    await settle();
    const header = [0x02, findRequest.subarray(0, 7)];
    const body = [0x06, findRequest.subarray(7)];
    expect(fake.sent).toEqual([header, body, header, body]);
  });

  it('come in with the header from 81 and the body from 85, whole or in parts', async () => {
    await transport.open();
    fake.reply(cardFoundReply);
    await settle();
    expect(received).toEqual(cardFoundReply);
    fake.put(0x81, noCardReply.subarray(0, 7));
    fake.put(0x85, noCardReply.subarray(7, 8));
    fake.put(0x85, noCardReply.subarray(8));
    await settle();
    expect(received).toEqual(Uint8Array.of(...cardFoundReply, ...noCardReply));
  });

  it.each([
    ['a short header', Uint8Array.of(0xaa, 0xaa, 0xaa)],
    ['a length that cannot be', Uint8Array.of(0xaa, 0xaa, 0xaa, 0x96, 0x69, 0xff, 0xff)],
  ])('%s is handed on as it is, and the next frame is read well', async (_, header) => {
    await transport.open();
    fake.put(0x81, header);
    fake.reply(cardFoundReply);
    await settle();
    expect(received).toEqual(Uint8Array.of(...header, ...cardFoundReply));
  });

  it('a body that ends early does not keep the next frame from coming', async () => {
    await transport.open();
    fake.put(0x81, cardFoundReply.subarray(0, 7));
    fake.put(0x85, new Uint8Array(0));
    fake.reply(noCardReply);
    await settle();
    expect(received).toEqual(Uint8Array.of(...cardFoundReply.subarray(0, 7), ...noCardReply));
  });

  it('a lost device is told once, by reading or by writing, and closed', async () => {
    await transport.open();
    fake.lose(new Error('unplugged'));
    transport.write(findRequest);
    await settle();
    expect(losses).toEqual([{ reason: 'port-closed', detail: 'unplugged' }]);
    await transport.close();
    expect(fake.closes()).toBe(1);
  });

  it('closing tells nobody and may be done twice', async () => {
    await transport.open();
    await Promise.all([transport.close(), transport.close()]);
    await settle();
    expect(losses).toEqual([]);
    expect(fake.closes()).toBe(1);
  });

  it('a device that cannot be opened is told with its reason', async () => {
    use(createFakeDevice({ ok: false, reason: 'port-access-denied', detail: 'no' }));
    expect(await transport.open()).toEqual({ ok: false, reason: 'port-access-denied', detail: 'no' });
  });

  it('carry a whole reading of a card', async () => {
    const clock = createFakeClock();
    const port = createFakePort();
    const simulator = createSimulatedIdCardReader({ stream: port.stream, clock });
    // The simulator hears what is sent and its answers come back as header and body.
    fake.whenSent((bytes) => port.stream.push(bytes));
    const line = port.createTransport(0);
    line.onData((bytes) => fake.reply(bytes));
    await line.open();
    const driver = createIdCardReader({
      createTransport: () => createBulkFrameTransport(fake.device),
      baudRates: [0],
      answerTimes: usbAnswerTimes,
      clock,
    });
    const events: CardEvent[] = [];
    driver.onCard((event) => events.push(event));
    driver.start();
    driver.enable();
    simulator.layCard(linXiaolan);
    await clock.advance(3000);
    expect(events.map(({ type }) => type)).toEqual(['cardReading', 'cardRead']);
    expect(events[1]).toMatchObject({ record: linXiaolan.card });
    await driver.stop();
    simulator.close();
  });
});
