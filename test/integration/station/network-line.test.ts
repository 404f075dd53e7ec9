import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { connect } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { systemClock } from '../../../drivers/device/clock.ts';
import { type NetworkLine, openNetworkLine } from '../../../scripts/station/network-line.ts';

const opened: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

const portOf = (server: Server): number => {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no TCP address');
  return address.port;
};

/** A line in front of an HTTP server with the given answers. */
const openLine = async (answer: RequestListener): Promise<NetworkLine> => {
  const server = createServer(answer);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  opened.push(
    () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  );
  const line = await openNetworkLine({ host: '127.0.0.1', port: portOf(server) }, systemClock);
  opened.push(() => line.close());
  return line;
};

const get = async (line: NetworkLine): Promise<string> =>
  (await fetch(`http://127.0.0.1:${line.port}/`, { headers: { connection: 'close' } })).text();

/** Error code of a TCP connection attempt, or null when it is accepted. */
const connectError = (port: number): Promise<string | null> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(null);
    });
    socket.once('error', (error) => resolve('code' in error ? String(error.code) : error.message));
  });

test('an open line hands on requests and replies unchanged', async () => {
  const body = 'x'.repeat(3_000_000);
  const line = await openLine((_request, response) => response.end(body));
  expect(await get(line)).toBe(body);
});

test('a cut line resets what is under way, refuses what is new, and is the same line when it is restored', async () => {
  let arrived = (): void => undefined;
  const underWay = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  let hold = true;
  const line = await openLine((_request, response) => {
    arrived();
    if (!hold) response.end('back');
  });
  const port = line.port;
  const outcome = get(line).catch((error: unknown) => error);
  await underWay;

  await line.cut();

  const failure = await outcome;
  expect(failure).toBeInstanceOf(TypeError);
  expect((failure as TypeError & { cause?: { code?: string } }).cause?.code).toBe('ECONNRESET');
  expect(await connectError(port)).toBe('ECONNREFUSED');
  expect(line.state()).toBe('cut');

  hold = false;
  await line.restore();
  expect(line.port).toBe(port);
  expect(await get(line)).toBe('back');
});

test('a delayed line takes at least the delay in each direction and keeps the order of what it hands on', async () => {
  const line = await openLine((_request, response) => {
    for (let piece = 0; piece < 200; piece++) response.write(`${piece},`);
    response.end();
  });
  line.setDelay(80);
  const started = performance.now();
  const text = await get(line);
  // Timers may fire up to 1 ms early (libuv rounds down).
  expect(performance.now() - started).toBeGreaterThanOrEqual(2 * 80 - 2);
  expect(text).toBe(Array.from({ length: 200 }, (_, piece) => `${piece},`).join(''));
});

test('nobody behind the line looks like a reset, not like an empty answer', async () => {
  const line = await openNetworkLine({ host: '127.0.0.1', port: 9 }, systemClock);
  opened.push(() => line.close());
  await expect(get(line)).rejects.toThrow(TypeError);
});

test('cutting and restoring twice does nothing more than once', async () => {
  const line = await openLine((_request, response) => response.end('here'));
  await line.cut();
  await line.cut();
  await line.restore();
  await line.restore();
  expect(await get(line)).toBe('here');
});
