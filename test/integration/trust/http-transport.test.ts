import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Server as TcpServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../drivers/device/clock.ts';
import {
  createHttpTransport,
  type HttpTransport,
  maximumReplyBytes,
  type TransportOutcome,
} from '../../../electron/sync/trust/http-transport.ts';
import { createOpenExchange } from '../../../electron/sync/trust/open-exchange.ts';
import { createFakeClock } from '../../helpers/fake-clock.ts';

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

const listen = async (server: Server | TcpServer): Promise<string> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => {
    if ('closeAllConnections' in server) server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

const transportOf = (timeoutMilliseconds = 5_000): HttpTransport => {
  const transport = createHttpTransport({ clock: systemClock, timeoutMilliseconds });
  closers.push(transport.close);
  return transport;
};

/** Sends to a server that answers in the given way. */
const sendTo = async (
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  { body = null as Uint8Array | null, timeoutMilliseconds = 5_000 } = {},
) => {
  const url = await listen(createServer(answer));
  const transport = transportOf(timeoutMilliseconds);
  return transport.send({ method: body ? 'POST' : 'GET', url: new URL('/x?y=1', url), headers: {}, body });
};

describe('carrying a request', () => {
  it('brings bytes there and back, as they are', async () => {
    const body = Buffer.alloc(300_000, 0xa5);
    const outcome = await sendTo(
      (request, response) => {
        response.setHeader('x-twice', ['a', 'b']);
        response.write(`${request.method} ${request.url} `);
        request.pipe(response);
      },
      { body },
    );
    if (outcome.outcome !== 'answered') throw new Error(outcome.detail);
    expect(outcome.answer.status).toBe(200);
    expect(outcome.answer.headers['x-twice']).toBe('a, b');
    expect(Buffer.from(outcome.answer.body).equals(Buffer.concat([Buffer.from('POST /x?y=1 '), body]))).toBe(
      true,
    );
    expect(outcome.receivedAt).toBeGreaterThanOrEqual(outcome.sentAt);
  });

  it.each<[string, (request: IncomingMessage, response: ServerResponse) => void, object]>([
    [
      'a reset',
      (_request, response) => response.socket?.resetAndDestroy(),
      { reason: 'no-answer', detail: 'ECONNRESET' },
    ],
    [
      'a body that breaks off',
      (_request, response) =>
        response.writeHead(200, { 'content-length': '100' }).write('{', () => response.destroy()),
      { reason: 'no-answer' },
    ],
    [
      'a chunked body that breaks off',
      (_request, response) => response.writeHead(200).write('{', () => response.destroy()),
      { reason: 'no-answer' },
    ],
    [
      'a redirect',
      (_request, response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
      { reason: 'redirect', detail: 'status 302' },
    ],
    [
      'a huge answer',
      (_request, response) => response.end(Buffer.alloc(maximumReplyBytes + 1, 0x20)),
      { reason: 'too-large' },
    ],
    [
      'an endless answer',
      (_request, response) => {
        const go = (): void => {
          while (!response.destroyed && response.write(Buffer.alloc(65_536))) {
            // Until the other side has had enough.
          }
        };
        response.on('drain', go);
        go();
      },
      { reason: 'too-large' },
    ],
  ])('tells %s', async (_what, answer, expected) => {
    expect(await sendTo(answer)).toMatchObject({ outcome: 'failed', ...expected });
  });

  it('gives up on a platform that never answers', async () => {
    expect(await sendTo(() => undefined, { timeoutMilliseconds: 60 })).toMatchObject({
      reason: 'no-answer',
      detail: 'timeout-idle',
    });
  });

  it('gives up on an answer that trickles in for ever', async () => {
    let cancel = (): void => undefined;
    closers.push(() => cancel());
    const outcome = await sendTo(
      (_request, response) => {
        response.writeHead(200);
        const drip = (): void => {
          response.write('.');
          cancel = systemClock.after(20, drip);
        };
        drip();
      },
      { timeoutMilliseconds: 100 },
    );
    expect(outcome).toMatchObject({ reason: 'no-answer', detail: 'timeout-whole' });
  });

  it('gives up on a server that takes no byte of the request', async () => {
    const url = await listen(createTcpServer((socket) => socket.pause()));
    const clock = createFakeClock();
    const transport = createHttpTransport({ clock, timeoutMilliseconds: 10_000 });
    closers.push(transport.close);
    let outcome: TransportOutcome | null = null;
    const body = Buffer.alloc(32 * 1024 * 1024);
    void transport.send({ method: 'POST', url: new URL(url), headers: {}, body }).then((found) => {
      outcome = found;
    });
    // Longer than any line needs for what the kernel takes; on a slow one the silence would mean nothing yet.
    for (let seconds = 0; outcome === null && seconds < 600; seconds += 1) await clock.advance(1_000);
    expect(outcome).toMatchObject({ outcome: 'failed', detail: 'timeout-idle' });
  });

  it('says that nobody listens', async () => {
    const outcome = await transportOf().send({
      method: 'GET',
      url: new URL('http://127.0.0.1:1/'),
      headers: {},
      body: null,
    });
    expect(outcome).toMatchObject({ detail: 'ECONNREFUSED', staleConnection: false });
  });

  it('tells what is no HTTP from an answer', async () => {
    const url = await listen(createTcpServer((socket) => socket.end('SSH-2.0-OpenSSH\r\n')));
    const outcome = await transportOf().send({ method: 'GET', url: new URL(url), headers: {}, body: null });
    expect(outcome).toMatchObject({ outcome: 'failed', reason: 'no-answer' });
  });

  it('tells a kept connection that was closed meanwhile, so that the request may go again', async () => {
    const server = createServer((_request, response) => response.end('ok'));
    const url = new URL(await listen(server));
    const transport = transportOf();
    const request = { method: 'GET', url, headers: {}, body: null };
    expect(await transport.send(request)).toMatchObject({ outcome: 'answered' });
    // From here on the server breaks every connection at the first byte.
    server.removeAllListeners('request');
    server.on('request', (incoming) => incoming.socket.resetAndDestroy());
    expect(await transport.send(request)).toMatchObject({ outcome: 'failed', staleConnection: true });
    expect(await transport.send(request)).toMatchObject({ outcome: 'failed', staleConnection: false });
  });

  it('sends nothing after its end, and breaks off what is under way', async () => {
    const url = new URL(await listen(createServer(() => undefined)));
    const transport = transportOf();
    const request = { method: 'GET', url, headers: {}, body: null };
    const underWay = transport.send(request);
    transport.close();
    expect(await underWay).toMatchObject({ outcome: 'failed' });
    expect(await transport.send(request)).toMatchObject({ outcome: 'failed', detail: 'closed' });
  });
});

describe('asking without a signature', () => {
  it('keeps the path of the platform’s address', async () => {
    const paths: string[] = [];
    const url = await listen(
      createServer((request, response) => {
        paths.push(request.url ?? '');
        response.end(JSON.stringify({ status: 'ok', time: 1, name: 'x' }));
      }),
    );
    const open = createOpenExchange({ url: `${url}/city`, transport: transportOf() });
    expect(await open.health()).toEqual({ ok: true, value: { status: 'ok', time: 1, name: 'x' } });
    expect(paths).toEqual(['/city/v1/health']);
  });

  it('calls a redirect no platform', async () => {
    const url = await listen(
      createServer((_request, response) => response.writeHead(307, { location: '/login' }).end()),
    );
    const open = createOpenExchange({ url, transport: transportOf() });
    expect(await open.health()).toMatchObject({
      ok: false,
      reason: 'unreachable',
      detail: 'redirect, status 307',
    });
  });
});
