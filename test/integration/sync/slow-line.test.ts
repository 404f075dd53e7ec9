import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  createHttpTransport,
  type HttpTransport,
  type TransportOutcome,
} from '../../../electron/sync/trust/http-transport.ts';
import { createFakeClock, type FakeClock } from '../../helpers/fake-clock.ts';
import { type FaultLine, openFaultLine } from '../../helpers/fault-line.ts';

const timeoutMilliseconds = 10_000;
/** A chunk of 256 KiB as it goes out: sealed (JWE), it is a third longer. */
const chunk = Buffer.alloc(350_000, 0x41);
/** What it takes on 64 kbit/s. The kernel takes all of it at once; then nothing can be seen but that no answer comes. */
const chunkMilliseconds = chunk.length / 8;

let clock: FakeClock;
let platform: Server;
let line: FaultLine;
let transport: HttpTransport;
let taken: number;

beforeEach(async () => {
  clock = createFakeClock();
  taken = 0;
  platform = createServer((request, response) => {
    request.on('data', (piece: Buffer) => {
      taken += piece.length;
    });
    request.on('end', () => response.writeHead(204).end());
  });
  await new Promise<void>((resolve) => platform.listen(0, '127.0.0.1', resolve));
  line = await openFaultLine(`http://127.0.0.1:${(platform.address() as AddressInfo).port}`, clock);
  transport = createHttpTransport({ clock, timeoutMilliseconds });
});
afterEach(async () => {
  transport.close();
  await line.close();
  platform.closeAllConnections();
  platform.close();
});

const until = async (reached: () => boolean): Promise<void> => {
  while (!reached()) await new Promise((resolve) => setImmediate(resolve));
};

const put = (body: Uint8Array): Promise<TransportOutcome> =>
  transport.send({ method: 'PUT', url: new URL('/chunks/0', line.url), headers: {}, body });

/** Sends over a line that needs so long; resolves when the outcome is there or a day has passed. */
const putSlowly = async (body: Uint8Array, milliseconds: number): Promise<TransportOutcome> => {
  line.next({ fault: 'delay', milliseconds });
  let outcome: TransportOutcome | null = null;
  const before = clock.pending();
  void put(body).then((found) => {
    outcome = found;
  });
  // The transport's watch, and the delay: the line has the whole request.
  await until(() => clock.pending() === before + 2);
  await clock.advance(milliseconds);
  await until(() => outcome !== null);
  if (!outcome) throw new Error('no outcome');
  return outcome;
};

test('a chunk that takes its time on 64 kbit/s arrives', async () => {
  expect(await putSlowly(chunk, chunkMilliseconds)).toMatchObject({
    outcome: 'answered',
    answer: { status: 204 },
  });
  expect(taken).toBe(chunk.length);
});

test('and so it does where two batches share the line with it', async () => {
  expect(await putSlowly(chunk, 3 * chunkMilliseconds)).toMatchObject({ outcome: 'answered' });
});

test('what not even such a line explains is given up', async () => {
  expect(await putSlowly(chunk, 3_600_000)).toMatchObject({ outcome: 'failed', detail: 'timeout-idle' });
});

test('on a line known to be quick a platform that falls silent is noticed soon; then the line may have become slow', async () => {
  expect(await put(chunk)).toMatchObject({ outcome: 'answered' });
  expect(await putSlowly(chunk, timeoutMilliseconds + 1_000)).toMatchObject({ detail: 'timeout-idle' });
  expect(await putSlowly(chunk, chunkMilliseconds)).toMatchObject({ outcome: 'answered' });
});
