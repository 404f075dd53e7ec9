import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { PrintedPages } from './printed-pages.ts';
import {
  type ActionOutcome,
  type StationAction,
  type StationState,
  stationActionSchema,
} from './station-contract.ts';

/** What the control API needs of a station. */
export interface ControlledStation {
  state(): StationState;
  perform(action: StationAction): Promise<ActionOutcome>;
  /** The document of this hash as the printer received it. */
  document(hash: string): Uint8Array | undefined;
  /** Calls `listener` whenever the state has changed; returns the way to stop it. */
  onEvent(listener: () => void): () => void;
}

/**
 * Loopback HTTP for the dev dock. Each request carries `Authorization: Bearer <token>`; the token is random for each
 * start and known to the dock alone.
 *
 *   GET  /state                       → StationState
 *   GET  /events                      → server-sent events (WHATWG HTML §9.2), one `state` after each change
 *   POST /actions   StationAction     → ActionOutcome
 *   GET  /documents/<sha256>.pdf      → as the printer received it
 *   GET  /documents/<sha256>/<n>.png  → picture of page n, from 1
 */
export interface ControlApi {
  readonly url: string;
  readonly token: string;
  close(): Promise<void>;
}

/** An action is a few dozen bytes; the rest is a mistake. */
const longestBody = 4096;

const send = (response: ServerResponse, status: number, body: unknown): void => {
  const text = JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(text);
};

/** The body as text, or undefined when it is longer than an action can be. */
const readBody = async (request: IncomingMessage): Promise<string | undefined> => {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of request) {
    length += (piece as Buffer).length;
    if (length > longestBody) return undefined;
    pieces.push(piece as Buffer);
  }
  return Buffer.concat(pieces).toString('utf8');
};

const parseAction = (body: string): StationAction | undefined => {
  try {
    return stationActionSchema.safeParse(JSON.parse(body)).data;
  } catch {
    return undefined;
  }
};

/** Opens the control API of `station` on a free port of loopback. */
export const openControlApi = async (
  station: ControlledStation,
  pages: PrintedPages,
): Promise<ControlApi> => {
  const token = randomBytes(32).toString('base64url');
  const expected = Buffer.from(`Bearer ${token}`);
  const authorised = (request: IncomingMessage): boolean => {
    const given = Buffer.from(request.headers.authorization ?? '');
    return given.length === expected.length && timingSafeEqual(given, expected);
  };

  const streams = new Set<ServerResponse>();
  const writeState = (response: ServerResponse): void => {
    response.write(`event: state\ndata: ${JSON.stringify(station.state())}\n\n`);
  };
  const stopListening = station.onEvent(() => {
    for (const stream of streams) writeState(stream);
  });

  const streamEvents = (response: ServerResponse): void => {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    streams.add(response);
    response.on('close', () => streams.delete(response));
    writeState(response);
  };

  const act = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readBody(request);
    if (body === undefined) return send(response, 413, { error: 'body too long' });
    const action = parseAction(body);
    if (action === undefined) return send(response, 400, { error: 'not an action of the station' });
    const outcome = await station.perform(action);
    send(response, outcome.done ? 200 : 409, outcome);
  };

  const showDocument = (response: ServerResponse, hash: string): void => {
    const pdf = station.document(hash);
    if (pdf === undefined) send(response, 404, { error: 'no such document' });
    else response.writeHead(200, { 'content-type': 'application/pdf' }).end(pdf);
  };

  const showPage = async (response: ServerResponse, hash: string, number: number): Promise<void> => {
    const pdf = station.document(hash);
    if (pdf === undefined) return send(response, 404, { error: 'no such document' });
    const outcome = await pages.images(hash, pdf);
    if (!outcome.ok) return send(response, 422, { error: outcome.reason, detail: outcome.detail });
    const page = outcome.pages[number - 1];
    if (page === undefined) return send(response, 404, { error: 'no such page' });
    response
      .writeHead(200, {
        'content-type': 'image/png',
        'cache-control': 'private, max-age=3600',
        'x-pages': String(outcome.pages.length),
        'access-control-expose-headers': 'x-pages',
      })
      .end(page);
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    // The dock's page comes from a file, hence from another origin; the token, which no other page has, is the guard.
    response.setHeader('access-control-allow-origin', '*');
    if (request.method === 'OPTIONS') {
      response
        .writeHead(204, {
          'access-control-allow-headers': 'content-type, authorization',
          'access-control-allow-methods': 'GET, POST',
        })
        .end();
      return;
    }
    if (!authorised(request)) return send(response, 401, { error: 'the token is missing or wrong' });
    const { pathname } = new URL(request.url ?? '/', 'http://station');
    const what = `${request.method} ${pathname}`;
    if (what === 'GET /state') return send(response, 200, station.state());
    if (what === 'GET /events') return streamEvents(response);
    if (what === 'POST /actions') return act(request, response);
    const [, pdf] = /^GET \/documents\/([0-9a-f]{64})\.pdf$/.exec(what) ?? [];
    if (pdf !== undefined) return showDocument(response, pdf);
    const [, hash, number] = /^GET \/documents\/([0-9a-f]{64})\/([1-9]\d{0,3})\.png$/.exec(what) ?? [];
    if (hash !== undefined && number !== undefined) return showPage(response, hash, Number(number));
    send(response, 404, { error: 'nothing here' });
  };

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      if (!response.headersSent) send(response, 500, { error: String(error) });
      else response.destroy();
    });
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('no TCP address'));
      else resolve(address.port);
    });
  });

  return {
    url: `http://127.0.0.1:${port}`,
    token,
    close: () =>
      new Promise((resolve) => {
        stopListening();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
