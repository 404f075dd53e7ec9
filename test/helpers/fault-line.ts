import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request as requestHttp,
  type ServerResponse,
} from 'node:http';
import type { Clock } from '../../drivers/device/clock.ts';
import { createRandom } from './fuzz-effort.ts';

/**
 * What the line does to one request. The line is an HTTP proxy in front of a platform: what needs no knowledge of HTTP
 * (cutting it, holding up every byte) is in scripts/station/network-line.ts.
 */
export type LineFault =
  | { readonly fault: 'none' }
  /** The request is held up before it is handed on. */
  | { readonly fault: 'delay'; readonly milliseconds: number }
  /** The connection breaks before the platform sees anything, or after it has done everything. */
  | { readonly fault: 'drop-before' }
  | { readonly fault: 'drop-after' }
  /** The platform gets the request twice; the kiosk gets the second answer. */
  | { readonly fault: 'duplicate' }
  /** The request is held back until another one has been answered. */
  | { readonly fault: 'overtaken' }
  /** The platform, or the kiosk, gets the first half; then the connection breaks. */
  | { readonly fault: 'truncate-request' }
  | { readonly fault: 'truncate-answer' }
  /** Something between the two answers, with a problem document or a page of its own. */
  | { readonly fault: 'status'; readonly status: number; readonly body: string; readonly type: string }
  /** A bit of the answer, or of its signature, is turned over. */
  | { readonly fault: 'flip-answer' }
  | { readonly fault: 'flip-signature' }
  /** The answer to an earlier request for the same path comes again; the platform sees nothing. */
  | { readonly fault: 'stale-answer' }
  /** The answer comes a byte at a time, with this pause after each. */
  | { readonly fault: 'slow-loris'; readonly milliseconds: number }
  /** The connection is reset after so many bytes of the request's body. */
  | { readonly fault: 'reset-in-upload'; readonly afterBytes: number };

export interface PassedRequest {
  readonly method: string;
  readonly path: string;
  readonly fault: LineFault['fault'];
}

export interface FaultLine {
  /** Base address that the kiosk is given. */
  readonly url: string;
  /** What happens to the next request whose path this matches; several wait in their order. */
  next(fault: LineFault, path?: RegExp): void;
  /** From now on one request in `oneIn` meets one of these, chosen by the seed; null ends it. */
  randomly(
    plan: { readonly faults: readonly LineFault[]; readonly oneIn: number; readonly seed: number } | null,
  ): void;
  /** Every request that came, with what happened to it. */
  readonly passed: readonly PassedRequest[];
  /** Resolves when so many requests have come. */
  came(count: number): Promise<void>;
  close(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

const bodyOf = async (message: IncomingMessage): Promise<Buffer> => {
  const pieces: Buffer[] = [];
  for await (const piece of message) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
};

/** Connection headers belong to one hop (RFC 9110 §7.6.1). */
const endToEnd = (headers: IncomingHttpHeaders): IncomingHttpHeaders =>
  Object.fromEntries(
    Object.entries(headers).filter(
      ([name]) => !['connection', 'keep-alive', 'transfer-encoding', 'content-length'].includes(name),
    ),
  );

const flipped = (bytes: Buffer): Buffer => {
  const copy = Buffer.from(bytes);
  const middle = Math.floor(copy.length / 2);
  copy[middle] = (copy[middle] ?? 0) ^ 1;
  return copy;
};

/** Another character of base64 somewhere inside the signature's value (RFC 9421 §4.2). */
const otherSignature = (signature: string): string => {
  const at = signature.indexOf(':') + 10;
  return signature.slice(0, at) + (signature[at] === 'A' ? 'B' : 'A') + signature.slice(at + 1);
};

/** Opens a line to the platform at `target` on a free port of loopback. Nothing goes wrong on it until told. */
export const openFaultLine = async (target: string, clock: Clock): Promise<FaultLine> => {
  const { hostname, port } = new URL(target);
  const waiting: { readonly fault: LineFault; readonly path: RegExp }[] = [];
  const passed: PassedRequest[] = [];
  const answers = new Map<string, Answer>();
  const overtaking = new Set<() => void>();
  const arrivals = new Set<() => void>();
  let chance: (() => LineFault | null) | null = null;

  const faultFor = (path: string): LineFault => {
    const index = waiting.findIndex((planned) => planned.path.test(path));
    return waiting.splice(index, index < 0 ? 0 : 1)[0]?.fault ?? chance?.() ?? { fault: 'none' };
  };

  /** Sends the request on; with `upTo` only so many bytes of it, and then breaks off. */
  const handOn = (incoming: IncomingMessage, body: Buffer, upTo?: number): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const outgoing = requestHttp({
        hostname,
        port,
        method: incoming.method ?? 'GET',
        path: incoming.url ?? '/',
        headers: {
          ...endToEnd(incoming.headers),
          ...(body.length > 0 ? { 'content-length': String(body.length) } : {}),
        },
      });
      outgoing.once('error', reject);
      outgoing.once('response', (response) => {
        bodyOf(response).then(
          (answer) => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: answer }),
          reject,
        );
      });
      if (upTo === undefined) outgoing.end(body);
      else outgoing.write(body.subarray(0, upTo), () => outgoing.destroy());
    });

  const give = (response: ServerResponse, { status, headers, body }: Answer): void => {
    const bodiless = status === 204 || status === 304;
    response.writeHead(status, {
      ...endToEnd(headers),
      ...(bodiless ? {} : { 'content-length': String(body.length) }),
    });
    response.end(body);
  };

  const trickle = (
    response: ServerResponse,
    { status, headers, body }: Answer,
    milliseconds: number,
  ): void => {
    response.writeHead(status, { ...endToEnd(headers), 'content-length': String(body.length) });
    response.flushHeaders();
    let sent = 0;
    const more = (): void => {
      if (response.destroyed) return;
      response.write(body.subarray(sent, sent + 1));
      sent += 1;
      if (sent < body.length) clock.after(milliseconds, more);
      else response.end();
    };
    more();
  };

  const through = async (incoming: IncomingMessage, body: Buffer): Promise<Answer> => {
    const answer = await handOn(incoming, body);
    answers.set(incoming.url ?? '', answer);
    for (const overtaken of overtaking) overtaken();
    overtaking.clear();
    return answer;
  };

  const resetInUpload = (incoming: IncomingMessage, afterBytes: number): void => {
    let received = 0;
    incoming.on('data', (piece: Buffer) => {
      received += piece.length;
      if (received >= afterBytes) incoming.socket.resetAndDestroy();
    });
    incoming.on('error', () => undefined);
  };

  const serve = async (
    incoming: IncomingMessage,
    response: ServerResponse,
    planned: Exclude<LineFault, { fault: 'reset-in-upload' }>,
  ) => {
    const body = await bodyOf(incoming);
    const drop = (): void => void incoming.socket.resetAndDestroy();
    switch (planned.fault) {
      case 'none':
        return give(response, await through(incoming, body));
      case 'delay':
        await new Promise<void>((resolve) => {
          clock.after(planned.milliseconds, resolve);
        });
        return give(response, await through(incoming, body));
      case 'drop-before':
        return drop();
      case 'drop-after':
        await through(incoming, body);
        return drop();
      case 'duplicate':
        await through(incoming, body);
        return give(response, await through(incoming, body));
      case 'overtaken':
        await new Promise<void>((resolve) => {
          overtaking.add(resolve);
        });
        return give(response, await through(incoming, body));
      case 'truncate-request':
        await handOn(incoming, body, Math.floor(body.length / 2)).catch(() => undefined);
        return drop();
      case 'truncate-answer': {
        const answer = await through(incoming, body);
        response.writeHead(answer.status, {
          ...endToEnd(answer.headers),
          'content-length': String(answer.body.length),
        });
        response.write(answer.body.subarray(0, Math.floor(answer.body.length / 2)), drop);
        return;
      }
      case 'status':
        return give(response, {
          status: planned.status,
          headers: { 'content-type': planned.type },
          body: Buffer.from(planned.body),
        });
      case 'flip-answer': {
        const answer = await through(incoming, body);
        return give(response, { ...answer, body: flipped(answer.body) });
      }
      case 'flip-signature': {
        const answer = await through(incoming, body);
        const signature = otherSignature(String(answer.headers.signature));
        return give(response, { ...answer, headers: { ...answer.headers, signature } });
      }
      case 'stale-answer': {
        const stale = answers.get(incoming.url ?? '');
        return stale ? give(response, stale) : drop();
      }
      case 'slow-loris':
        return trickle(response, await through(incoming, body), planned.milliseconds);
    }
  };

  const server = createServer((incoming, response) => {
    const planned = faultFor(incoming.url ?? '');
    passed.push({ method: incoming.method ?? '', path: incoming.url ?? '', fault: planned.fault });
    for (const arrived of arrivals) arrived();
    if (planned.fault === 'reset-in-upload') {
      resetInUpload(incoming, planned.afterBytes);
      return;
    }
    // A platform that is down is a connection that breaks.
    serve(incoming, response, planned).catch(() => incoming.socket.destroy());
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the line has no TCP address');

  return {
    url: `http://127.0.0.1:${address.port}`,
    next: (fault, path = /^/) => {
      waiting.push({ fault, path });
    },
    randomly: (plan) => {
      if (!plan) {
        chance = null;
        return;
      }
      const random = createRandom(plan.seed);
      chance = () =>
        random() % plan.oneIn === 0 ? (plan.faults[random() % plan.faults.length] ?? null) : null;
    },
    passed,
    came: (count) =>
      new Promise((resolve) => {
        const check = (): void => {
          if (passed.length < count) return;
          arrivals.delete(check);
          resolve();
        };
        arrivals.add(check);
        check();
      }),
    close: () =>
      new Promise((resolve) => {
        for (const overtaken of overtaking) overtaken();
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};
