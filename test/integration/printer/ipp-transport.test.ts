import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../drivers/device/clock.ts';
import {
  createHttpTransport,
  defaultTransportLimits,
  type IppTransport,
  type TransportLimits,
} from '../../../drivers/printer/ipp/ipp-transport.ts';
import { parsePrinterUri } from '../../../drivers/printer/ipp/printer-address.ts';

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) {
    close();
  }
});

const listening = async (server: net.Server): Promise<number> => {
  const sockets = new Set<net.Socket>();
  server.on('connection', (socket) => sockets.add(socket));
  closers.push(() => {
    server.close();
    for (const socket of sockets) {
      socket.destroy();
    }
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return (server.address() as AddressInfo).port;
};

const transportTo = (port: number, limits: Partial<TransportLimits> = {}): IppTransport => {
  const parsed = parsePrinterUri(`ipp://127.0.0.1:${port}/ipp/print`);
  if (!parsed.ok) {
    throw new Error(parsed.detail);
  }
  const transport = createHttpTransport(parsed.address, {
    clock: systemClock,
    limits: { ...defaultTransportLimits, ...limits },
  });
  closers.push(() => transport.close());
  return transport;
};
const request = { attributes: Buffer.from('attributes'), repeatable: true };

describe('IPP over HTTP', () => {
  it('brings attributes and document there and the reply back, whole and in order', async () => {
    const document = Buffer.alloc(3_000_000, 'document');
    const server = http.createServer((incoming, response) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () => {
        const body = Buffer.concat(chunks);
        const told = `${incoming.method} ${incoming.url} ${incoming.headers['content-type']} ${incoming.headers['content-length']}`;
        const right = body.equals(Buffer.concat([request.attributes, document]));
        response.end(`${told} ${right}`);
      });
    });
    const transport = transportTo(await listening(server));
    const outcome = await transport.exchange({ ...request, document });
    expect(outcome.ok && outcome.reply.toString()).toBe('POST /ipp/print application/ipp 3000010 true');
  });

  it('keeps the connection for the next request', async () => {
    const ports = new Set<number | undefined>();
    const server = http.createServer((incoming, response) => {
      ports.add(incoming.socket.remotePort);
      incoming.resume().on('end', () => response.end('ok'));
    });
    const transport = transportTo(await listening(server));
    for (let count = 0; count < 5; count += 1) {
      expect(await transport.exchange(request)).toMatchObject({ ok: true });
    }
    expect(ports.size).toBe(1);
  });

  it('repeats what may be repeated when a kept connection turns out to be dead, and nothing else', async () => {
    let requests = 0;
    const server = http.createServer((incoming, response) => {
      requests += 1;
      incoming.resume().on('end', () => {
        if (requests % 2 === 0) {
          incoming.socket.resetAndDestroy();
        } else {
          response.end('ok');
        }
      });
    });
    const port = await listening(server);
    const transport = transportTo(port);
    expect(await transport.exchange(request)).toMatchObject({ ok: true });
    expect(await transport.exchange(request)).toMatchObject({ ok: true });
    expect(requests).toBe(3);
    expect(await transport.exchange({ ...request, repeatable: false })).toMatchObject({
      ok: false,
      reason: 'connection-lost',
      mayHaveArrived: true,
    });
    expect(requests).toBe(4);
  });

  it('says that nothing has arrived when nobody listens', async () => {
    const server = net.createServer();
    const port = await listening(server);
    await new Promise((resolve) => {
      server.close(resolve);
    });
    expect(await transportTo(port).exchange(request)).toMatchObject({
      ok: false,
      reason: 'connection-refused',
      mayHaveArrived: false,
    });
  });

  it('gives up on a printer that takes everything and answers nothing', async () => {
    const server = net.createServer((socket) => socket.resume());
    const outcome = await transportTo(await listening(server), { idleMilliseconds: 60 }).exchange(request);
    expect(outcome).toMatchObject({ ok: false, reason: 'idle-time-out', mayHaveArrived: true });
  });

  it('gives up on a printer that stops reading a document', async () => {
    const server = net.createServer((socket) => socket.pause());
    const outcome = await transportTo(await listening(server), { idleMilliseconds: 150 }).exchange({
      ...request,
      document: Buffer.alloc(20_000_000),
    });
    expect(outcome).toMatchObject({ ok: false, reason: 'idle-time-out', mayHaveArrived: true });
  });

  it('gives up on a reply that drips for ever', async () => {
    const server = http.createServer((_incoming, response) => {
      const drip = setInterval(() => response.write('.'), 10);
      response.on('close', () => clearInterval(drip));
    });
    const limits = { idleMilliseconds: 5_000, wholeMilliseconds: 150 };
    const outcome = await transportTo(await listening(server), limits).exchange(request);
    expect(outcome).toMatchObject({ ok: false, reason: 'whole-time-out' });
  });

  it('stops reading a reply that is too large', async () => {
    let written = 0;
    const server = http.createServer((_incoming, response) => {
      const pour = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(65_536))) {
          written += 65_536;
        }
      };
      response.on('drain', pour);
      pour();
    });
    const outcome = await transportTo(await listening(server), { replyOctets: 200_000 }).exchange(request);
    expect(outcome).toMatchObject({ ok: false, reason: 'reply-too-large' });
    // What the kernel's buffers took besides; endless it was not.
    expect(written).toBeLessThan(50_000_000);
  });

  it.each([
    [401, 'access-denied'],
    [404, 'no-such-path'],
    [426, 'not-ipp'],
    [500, 'not-ipp'],
  ])('reads HTTP status %i as %s', async (status, reason) => {
    const server = http.createServer((incoming, response) => {
      incoming.resume();
      response.writeHead(status).end();
    });
    expect(await transportTo(await listening(server)).exchange(request)).toMatchObject({ ok: false, reason });
  });

  it('knows something that is not HTTP at all', async () => {
    const server = net.createServer((socket) => {
      socket.on('error', () => {});
      socket.write('@PJL INFO STATUS\r\n');
    });
    expect(await transportTo(await listening(server)).exchange(request)).toMatchObject({
      ok: false,
      reason: 'not-ipp',
    });
  });

  it('knows a connection that breaks in the middle of a reply', async () => {
    const server = http.createServer((incoming, response) => {
      response.writeHead(200, { 'content-length': 100 });
      response.write('half');
      setImmediate(() => incoming.socket.destroy());
    });
    expect(await transportTo(await listening(server)).exchange(request)).toMatchObject({
      ok: false,
      reason: 'connection-lost',
      mayHaveArrived: true,
    });
  });

  it('ends exchanges under way when it is closed', async () => {
    const server = net.createServer((socket) => socket.resume());
    const transport = transportTo(await listening(server));
    const accepted = new Promise<void>((resolve) => {
      server.once('connection', () => resolve());
    });
    const exchange = transport.exchange(request);
    await accepted;
    transport.close();
    expect(await exchange).toMatchObject({ ok: false, reason: 'connection-lost' });
  });
});
