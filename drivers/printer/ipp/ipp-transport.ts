import http from 'node:http';
import type { Clock } from '../../device/clock.ts';
import { ConnectError, type ConnectFailure, createConnectionAgent } from './connection-agent.ts';
import type { PrinterAddress } from './printer-address.ts';

/** How long and how much a reply may take. */
export interface TransportLimits {
  /** Until the connection stands. */
  readonly connectMilliseconds: number;
  /** Without any progress, up or down. */
  readonly idleMilliseconds: number;
  /** From the call to the last octet of the reply. */
  readonly wholeMilliseconds: number;
  /** Octets of a reply; what is longer is refused while it comes in. */
  readonly replyOctets: number;
}

export const defaultTransportLimits: TransportLimits = {
  connectMilliseconds: 4_000,
  idleMilliseconds: 10_000,
  wholeMilliseconds: 60_000,
  replyOctets: 1_048_576,
};

export type TransportFailure =
  | ConnectFailure
  | 'idle-time-out'
  | 'whole-time-out'
  | 'reply-too-large'
  | 'access-denied'
  | 'no-such-path'
  | 'not-ipp';

export type ExchangeOutcome =
  | { readonly ok: true; readonly reply: Uint8Array }
  | {
      readonly ok: false;
      readonly reason: TransportFailure;
      readonly detail: string;
      /** False only if certainly not one octet of the request has left. */
      readonly mayHaveArrived: boolean;
    };

export interface ExchangeRequest {
  /** The encoded message without its document. */
  readonly attributes: Uint8Array;
  readonly document?: Uint8Array;
  /**
   * Whether the request may be sent again when a kept-alive connection turns out to be dead. Only for what does no
   * harm twice.
   */
  readonly repeatable: boolean;
}

/** Takes one IPP message to the printer and brings the reply back. Never rejects. */
export interface IppTransport {
  exchange(request: ExchangeRequest): Promise<ExchangeOutcome>;
  /** Drops every connection; exchanges under way end with `connection-lost`. */
  close(): void;
}

export interface TransportOptions {
  readonly clock: Clock;
  readonly limits?: TransportLimits;
  readonly certificateSha256?: string;
}

/** Octets written between two looks at whether the printer still takes them. */
const chunkOctets = 65_536;

/** IPP over HTTP/1.1, plain or TLS (RFC 8010 §4, RFC 7472), with connections kept alive. */
export const createHttpTransport = (address: PrinterAddress, options: TransportOptions): IppTransport => {
  const limits = options.limits ?? defaultTransportLimits;
  const { agent, close } = createConnectionAgent(address, {
    clock: options.clock,
    connectTimeoutMilliseconds: limits.connectMilliseconds,
    ...(options.certificateSha256 === undefined ? {} : { certificateSha256: options.certificateSha256 }),
  });
  let closings = 0;
  return {
    async exchange(request) {
      const before = closings;
      const first = await attempt(address, agent, options.clock, limits, request);
      // A connection that we dropped ourselves is not one that the printer had let go.
      if (!first.staleConnection || !request.repeatable || closings !== before) {
        return first.outcome;
      }
      return (await attempt(address, agent, options.clock, limits, request)).outcome;
    },
    close() {
      closings += 1;
      close();
    },
  };
};

interface Attempt {
  readonly outcome: ExchangeOutcome;
  /** A connection kept from earlier broke before a reply began: the printer had closed it meanwhile. */
  readonly staleConnection: boolean;
}

const attempt = (
  address: PrinterAddress,
  agent: http.Agent,
  clock: Clock,
  limits: TransportLimits,
  { attributes, document }: ExchangeRequest,
): Promise<Attempt> =>
  new Promise((resolve) => {
    let settled = false;
    let connected = false;
    let answering = false;
    let cancelIdle = (): void => {};

    const settle = (outcome: ExchangeOutcome, staleConnection = false): void => {
      if (settled) {
        return;
      }
      settled = true;
      cancelIdle();
      cancelWhole();
      // Also a printer that answered before it took the whole document must not keep the connection busy.
      if (!outcome.ok || !request.writableFinished) {
        request.destroy();
      }
      resolve({ outcome, staleConnection });
    };
    const fail = (reason: TransportFailure, detail: string, staleConnection = false): void =>
      settle({ ok: false, reason, detail, mayHaveArrived: connected }, staleConnection);
    const progress = (): void => {
      cancelIdle();
      if (!settled) {
        cancelIdle = clock.after(limits.idleMilliseconds, () => {
          fail('idle-time-out', `nothing for ${limits.idleMilliseconds} ms`);
        });
      }
    };

    const cancelWhole = clock.after(limits.wholeMilliseconds, () => {
      fail('whole-time-out', `not done in ${limits.wholeMilliseconds} ms`);
    });
    const request = http.request({
      agent,
      method: 'POST',
      host: address.host,
      port: address.port,
      path: address.path,
      headers: {
        'content-type': 'application/ipp',
        accept: 'application/ipp',
        'content-length': attributes.length + (document?.length ?? 0),
      },
    });
    request.on('socket', () => {
      connected = true;
      progress();
    });
    request.on('error', (error: NodeJS.ErrnoException) => {
      if (error instanceof ConnectError) {
        fail(error.reason, error.message);
      } else if (!answering) {
        const notHttp = error.code?.startsWith('HPE_') ?? false;
        fail(notHttp ? 'not-ipp' : 'connection-lost', error.message, request.reusedSocket);
      }
    });
    request.on('response', (response) => {
      answering = true;
      progress();
      collectReply(response, limits, progress, settle, fail);
    });
    request.write(attributes);
    writeDocument(request, document ?? new Uint8Array(0), progress);
  });

/** Writes in chunks, each after the one before was taken, so that a printer that stops reading is noticed. */
const writeDocument = (request: http.ClientRequest, document: Uint8Array, progress: () => void): void => {
  let written = 0;
  const next = (): void => {
    if (written >= document.length) {
      request.end();
      return;
    }
    const chunk = document.subarray(written, written + chunkOctets);
    written += chunk.length;
    request.write(chunk, (error) => {
      if (!error) {
        progress();
        next();
      }
    });
  };
  next();
};

const collectReply = (
  response: http.IncomingMessage,
  limits: TransportLimits,
  progress: () => void,
  settle: (outcome: ExchangeOutcome) => void,
  fail: (reason: TransportFailure, detail: string) => void,
): void => {
  const status = response.statusCode ?? 0;
  if (status !== 200) {
    fail(failureOfHttpStatus(status), `HTTP status ${status}`);
    return;
  }
  const chunks: Buffer[] = [];
  let length = 0;
  response.on('data', (chunk: Buffer) => {
    progress();
    chunks.push(chunk);
    length += chunk.length;
    if (length > limits.replyOctets) {
      fail('reply-too-large', `more than ${limits.replyOctets} octets`);
    }
  });
  response.on('end', () => settle({ ok: true, reply: Buffer.concat(chunks) }));
  response.on('error', (error) => fail('connection-lost', error.message));
  response.on('close', () => fail('connection-lost', 'closed in the middle of a reply'));
};

const failureOfHttpStatus = (status: number): TransportFailure => {
  switch (status) {
    case 401:
    case 403:
      return 'access-denied';
    case 404:
      return 'no-such-path';
    default:
      return 'not-ipp';
  }
};
