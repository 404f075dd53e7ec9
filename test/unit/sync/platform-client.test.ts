import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createPlatformClient, maximumReplyBytes } from '../../../electron/sync/platform-client.ts';

let server: Server | null = null;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = null;
});

/** A client of a server on loopback that answers every request in the given way. */
const clientOf = async (answer: (response: ServerResponse) => void, timeoutMilliseconds = 5_000) => {
  const listening = createServer((_request, response) => answer(response));
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  const { port } = listening.address() as AddressInfo;
  return createPlatformClient({ url: `http://127.0.0.1:${port}`, timeoutMilliseconds });
};

const json = (status: number, body: unknown) => (response: ServerResponse) => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};

describe('calling the platform', () => {
  it('gives what was asked for', async () => {
    const client = await clientOf(json(200, { status: 'ok', time: 1, name: 'x' }));
    expect(await client.health()).toEqual({ ok: true, value: { status: 'ok', time: 1, name: 'x' } });
  });

  it('keeps the path of the platform’s address', async () => {
    const paths: string[] = [];
    const listening = createServer((request, response) => {
      paths.push(request.url ?? '');
      json(200, { status: 'ok', time: 1, name: 'x' })(response);
    });
    server = listening;
    await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
    const { port } = listening.address() as AddressInfo;
    const client = createPlatformClient({
      url: `http://127.0.0.1:${port}/kiosk`,
      timeoutMilliseconds: 5_000,
    });
    expect((await client.health()).ok).toBe(true);
    expect(paths).toEqual(['/kiosk/v1/health']);
  });

  it('tells a refusal with its reason', async () => {
    const problem = { type: 'about:blank', title: 'No', status: 404, reason: 'unknown-person' };
    const client = await clientOf(json(404, problem));
    expect(await client.catalogue()).toMatchObject({
      ok: false,
      reason: 'refused',
      problem: 'unknown-person',
    });
  });

  it.each<[string, (response: ServerResponse) => void]>([
    ['another shape', json(200, { status: 'fine' })],
    ['no JSON', (response) => response.end('<html>')],
    ['an error page of a proxy', (response) => response.writeHead(502).end('<html>')],
    ['an unknown reason', json(400, { type: 'x', title: 'x', status: 400, reason: 'because' })],
    ['an endless body', (response) => response.end(Buffer.alloc(maximumReplyBytes + 1, 0x20))],
  ])('does not take %s for an answer', async (_what, answer) => {
    const client = await clientOf(answer);
    expect(await client.health()).toMatchObject({ ok: false, reason: 'malformed-reply' });
  });

  it.each<[string, (response: ServerResponse) => void]>([
    ['a reset', (response) => response.destroy()],
    [
      'a body that breaks off',
      (response) => response.writeHead(200, { 'content-length': '100' }).write('{', () => response.destroy()),
    ],
    ['a redirect', (response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()],
  ])('calls %s unreachable', async (_what, answer) => {
    const client = await clientOf(answer);
    expect(await client.health()).toMatchObject({ ok: false, reason: 'unreachable' });
  });

  it('gives up on a platform that never answers', async () => {
    const client = await clientOf(() => undefined, 50);
    expect(await client.health()).toEqual({ ok: false, reason: 'unreachable', detail: 'TimeoutError' });
  });

  it('says that nobody listens', async () => {
    const client = createPlatformClient({ url: 'http://127.0.0.1:1', timeoutMilliseconds: 1_000 });
    expect(await client.health()).toMatchObject({ ok: false, reason: 'unreachable' });
  });
});
