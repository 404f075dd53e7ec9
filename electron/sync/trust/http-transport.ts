import {
  type ClientRequest,
  Agent as HttpAgent,
  type IncomingMessage,
  request as requestHttp,
} from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import type { Clock } from '../../../drivers/device/clock.ts';
import type { HttpAnswerParts, HttpRequestParts } from '../../../platform/contract/http-signature/index.ts';
import { createUplinkPace, slowestBytesPerMillisecond } from './uplink-pace.ts';

/** Largest answer that is read, bytes; a certificate is a few hundred, a page of the feed up to a few million. */
export const maximumReplyBytes = 8 * 1024 * 1024;

/** Time for connecting, waiting and closing, in units of the longest wait without progress. */
const waitsPerExchange = 3;

/** Written at a time, so that an upload that goes on is told from one that stands still. */
const writtenAtOnce = 64 * 1024;

export type TransportOutcome =
  | {
      readonly outcome: 'answered';
      readonly answer: HttpAnswerParts;
      /** Monotonic milliseconds: the connection stood, nothing was sent yet; the answer's header was there. */
      readonly sentAt: number;
      readonly receivedAt: number;
    }
  | {
      readonly outcome: 'failed';
      /** `too-large`: more than `maximumReplyBytes`. `redirect`: whoever answers is not who was asked. */
      readonly reason: 'no-answer' | 'too-large' | 'redirect';
      /** Name of the failure, without addresses or data. */
      readonly detail: string;
      /** Broken before the first byte of an answer, on a connection kept from earlier: the other side had closed it meanwhile. */
      readonly staleConnection: boolean;
    };

/** Carries one request over HTTP and reads the answer whole. Knows nothing of signatures. Never rejects. */
export interface HttpTransport {
  send(request: HttpRequestParts): Promise<TransportOutcome>;
  /** Breaks off what is under way and lets kept connections go; from then on nothing is sent. */
  close(): void;
}

const joined = (response: IncomingMessage): Record<string, string> => {
  const headers: Record<string, string> = {};
  for (const [name, values] of Object.entries(response.headersDistinct)) {
    if (values) headers[name] = values.join(', ');
  }
  return headers;
};

const failureName = (error: Error): string => ('code' in error ? String(error.code) : error.name);

const isRedirect = (status: number): boolean => status >= 300 && status < 400 && status !== 304;

/**
 * Creates a transport whose connections are kept for the next request. `timeoutMilliseconds` bounds three things: until the
 * connection stands; without a byte either way, counted from when the bytes that the kernel has taken may have left
 * (uplink-pace.ts); and, three times that and what the bytes take on the slowest line that counts as one, the whole
 * exchange, so that an answer that trickles in for ever ends too.
 */
export const createHttpTransport = (options: {
  readonly clock: Clock;
  readonly timeoutMilliseconds: number;
}): HttpTransport => {
  const { clock, timeoutMilliseconds } = options;
  const agents = {
    'http:': new HttpAgent({ keepAlive: true, maxSockets: 8 }),
    'https:': new HttpsAgent({ keepAlive: true, maxSockets: 8, minVersion: 'TLSv1.2' }),
  };
  const pace = createUplinkPace();
  const underWay = new Set<ClientRequest>();
  let closed = false;

  const open = (request: HttpRequestParts): ClientRequest => {
    const { method, url, body } = request;
    const headers = {
      ...request.headers,
      ...(method === 'GET' ? {} : { 'content-length': String(body?.length ?? 0) }),
    };
    const common = { method, headers };
    return url.protocol === 'https:'
      ? requestHttps(url, { ...common, agent: agents['https:'] })
      : requestHttp(url, { ...common, agent: agents['http:'] });
  };

  const send = (request: HttpRequestParts): Promise<TransportOutcome> =>
    new Promise((resolve) => {
      if (closed) {
        resolve({ outcome: 'failed', reason: 'no-answer', detail: 'closed', staleConnection: false });
        return;
      }
      const outgoing = open(request);
      underWay.add(outgoing);
      const body = request.body ?? new Uint8Array(0);
      const startedAt = clock.monotonic();
      let progressAt = startedAt;
      /** By then what the kernel has taken may have left. */
      let leftAt = startedAt;
      let sentAt: number | null = null;
      let receivedAt: number | null = null;
      let bytes = 0;
      let settled = false;
      let cancelTimer = (): void => undefined;

      const settle = (outcome: TransportOutcome): void => {
        if (settled) return;
        settled = true;
        cancelTimer();
        underWay.delete(outgoing);
        // An answer before the end of the request: what is left of it must not run into the next one.
        if (outcome.outcome === 'failed' || !outgoing.writableFinished) outgoing.destroy();
        resolve(outcome);
      };
      const fail = (reason: 'no-answer' | 'too-large' | 'redirect', detail: string): void =>
        settle({
          outcome: 'failed',
          reason,
          detail,
          staleConnection: reason === 'no-answer' && outgoing.reusedSocket && receivedAt === null,
        });

      const watch = (): void => {
        const now = clock.monotonic();
        const idleUntil = Math.max(progressAt, leftAt) + timeoutMilliseconds;
        const wholeUntil =
          startedAt + waitsPerExchange * timeoutMilliseconds + bytes / slowestBytesPerMillisecond;
        if (now < idleUntil && now < wholeUntil) {
          cancelTimer = clock.after(Math.min(idleUntil, wholeUntil) - now, watch);
          return;
        }
        const where = sentAt === null ? 'connect' : now < idleUntil ? 'whole' : 'idle';
        pace.timedOut();
        settle({
          outcome: 'failed',
          reason: 'no-answer',
          detail: `timeout-${where}`,
          staleConnection: false,
        });
      };
      const progress = (count: number): void => {
        progressAt = clock.monotonic();
        bytes += count;
      };
      const written = (count: number): void => {
        progress(count);
        const longest = progressAt + pace.allowance(bytes);
        leftAt = Math.min(longest, Math.max(leftAt, progressAt) + pace.allowance(count));
      };

      const write = (from: number): void => {
        const chunk = body.subarray(from, from + writtenAtOnce);
        const next = from + chunk.length;
        if (next >= body.length) {
          outgoing.end(chunk, () => written(chunk.length));
          return;
        }
        outgoing.write(chunk, (error) => {
          if (error || settled) return;
          written(chunk.length);
          write(next);
        });
      };

      outgoing.on('socket', (socket) => {
        const connected = (): void => {
          sentAt = clock.monotonic();
          progress(0);
          write(0);
        };
        if (!socket.connecting) connected();
        else socket.once(request.url.protocol === 'https:' ? 'secureConnect' : 'connect', connected);
      });
      outgoing.on('error', (error) => fail('no-answer', failureName(error)));
      outgoing.on('response', (response) => {
        receivedAt = clock.monotonic();
        progress(0);
        leftAt = receivedAt;
        pace.answered(body.length, receivedAt - (sentAt ?? startedAt));
        const status = response.statusCode ?? 0;
        if (isRedirect(status)) {
          fail('redirect', `status ${status}`);
          return;
        }
        const chunks: Uint8Array[] = [];
        let size = 0;
        response.on('data', (chunk: Uint8Array) => {
          progress(chunk.length);
          size += chunk.length;
          if (size > maximumReplyBytes) fail('too-large', `more than ${maximumReplyBytes} bytes`);
          else chunks.push(chunk);
        });
        response.on('error', (error) => fail('no-answer', failureName(error)));
        response.on('end', () => {
          if (!response.complete) return;
          settle({
            outcome: 'answered',
            answer: { status, headers: joined(response), body: Buffer.concat(chunks) },
            sentAt: sentAt ?? startedAt,
            receivedAt: receivedAt ?? clock.monotonic(),
          });
        });
        response.on('close', () => fail('no-answer', 'truncated'));
      });
      outgoing.on('close', () => fail('no-answer', 'closed'));
      watch();
    });

  return {
    send,
    close() {
      closed = true;
      for (const outgoing of underWay) outgoing.destroy();
      for (const agent of Object.values(agents)) agent.destroy();
    },
  };
};
