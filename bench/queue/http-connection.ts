import { connect } from 'node:net';

/** An answer as it came; header names in small letters. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** A kept HTTP/1.1 connection that carries one request after the other. */
export interface HttpConnection {
  /** Sends the bytes of a whole request; one at a time. */
  exchange(request: Buffer): Promise<RawAnswer>;
  close(): void;
}

const endOfHeader = '\r\n\r\n';

const readHeader = (text: string): Omit<RawAnswer, 'body'> => {
  const [statusLine = '', ...lines] = text.split('\r\n');
  const headers = lines.map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const;
  });
  return { status: Number(statusLine.split(' ')[1]), headers: Object.fromEntries(headers) };
};

/** Reads an answer that says its length; undefined while it is not all there. @throws for one that does not say it. */
export const readAnswer = (bytes: Buffer): RawAnswer | undefined => {
  const end = bytes.indexOf(endOfHeader);
  if (end < 0) return undefined;
  const header = readHeader(bytes.toString('latin1', 0, end));
  const length = Number(header.headers['content-length']);
  if (!Number.isInteger(length)) throw new Error(`status ${header.status} without a length`);
  const start = end + endOfHeader.length;
  return bytes.length < start + length
    ? undefined
    : { ...header, body: bytes.subarray(start, start + length) };
};

/** Bytes of a request with a JSON body. */
export const requestBytes = (
  method: string,
  url: URL,
  headers: Readonly<Record<string, string>>,
  body: Uint8Array,
): Buffer => {
  const lines = Object.entries({ host: url.host, ...headers, 'content-length': String(body.length) });
  const header = lines.map(([name, value]) => `${name}: ${value}`).join('\r\n');
  return Buffer.concat([
    Buffer.from(`${method} ${url.pathname}${url.search} HTTP/1.1\r\n${header}${endOfHeader}`, 'latin1'),
    body,
  ]);
};

/**
 * Connects to a server. Much lighter than node:http: a thousand kiosks bring processors of their own, this one program
 * that plays them all must not take those of the platform.
 */
export const openConnection = (url: URL): Promise<HttpConnection> =>
  new Promise((resolve, reject) => {
    const socket = connect({ host: url.hostname, port: Number(url.port), noDelay: true });
    let received: Buffer[] = [];
    let waiting: { resolve(answer: RawAnswer): void; reject(error: unknown): void } | null = null;
    const fail = (error: unknown): void => {
      reject(error);
      waiting?.reject(error);
      waiting = null;
    };
    socket.on('error', fail);
    socket.on('close', () => fail(new Error('the connection was closed')));
    socket.on('data', (chunk) => {
      received.push(chunk);
      try {
        const answer = readAnswer(received.length === 1 ? chunk : Buffer.concat(received));
        if (answer === undefined) return;
        received = [];
        waiting?.resolve(answer);
        waiting = null;
      } catch (error) {
        fail(error);
      }
    });
    socket.once('connect', () =>
      resolve({
        exchange: (request) =>
          new Promise((answered, failed) => {
            waiting = { resolve: answered, reject: failed };
            socket.write(request);
          }),
        close: () => socket.destroy(),
      }),
    );
  });
