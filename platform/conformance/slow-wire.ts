import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { HttpRequestParts } from '../contract/http-signature/index.ts';

/** How a line that does not come to its end was ended. */
export type LineEnd =
  /** The other side closed it. */
  | { readonly outcome: 'closed' }
  | { readonly outcome: 'kept-waiting' }
  /** It never stood. */
  | { readonly outcome: 'no-line' };

const connect = (url: URL): Socket => {
  const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
  // The name in brackets of an IPv6 address is no name.
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return url.protocol === 'https:'
    ? connectTls({ host, port, servername: host })
    : connectTcp({ host, port });
};

/** The request's head as bytes, announcing the whole body. */
export const headOf = ({ method, url, headers, body }: HttpRequestParts): Buffer =>
  Buffer.from(
    [
      `${method} ${url.pathname}${url.search} HTTP/1.1`,
      ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
      `content-length: ${body?.length ?? 0}`,
      '',
      '',
    ].join('\r\n'),
  );

/**
 * Writes `first` at once, then `rest` byte by byte and never the last one, and waits for the other side to close.
 *
 * @param pause between two bytes, milliseconds
 * @param patience how long to wait, milliseconds
 */
export const trickle = (
  url: URL,
  { first, rest, pause, patience }: { first: Uint8Array; rest: Uint8Array; pause: number; patience: number },
): Promise<LineEnd> =>
  new Promise((resolve) => {
    const socket = connect(url);
    let sent = 0;
    const tick = setInterval(() => {
      if (sent < rest.length - 1) {
        socket.write(rest.subarray(sent, sent + 1));
        sent += 1;
      }
    }, pause);
    const end = (outcome: LineEnd): void => {
      clearInterval(tick);
      clearTimeout(limit);
      socket.destroy();
      resolve(outcome);
    };
    const limit = setTimeout(() => end({ outcome: 'kept-waiting' }), patience);
    let stood = false;
    const closed = (): void => end({ outcome: 'closed' });
    socket.on('connect', () => {
      stood = true;
    });
    socket.on('error', () => (stood ? closed() : end({ outcome: 'no-line' })));
    socket.on('end', closed);
    socket.on('close', closed);
    // What it answers is not looked at: that it lets go is.
    socket.resume();
    socket.write(first);
  });

/** Sends the head and half of the body, then cuts the line. */
export const cutInHalf = (request: HttpRequestParts): Promise<void> =>
  new Promise((resolve, reject) => {
    const socket = connect(request.url);
    const body = request.body ?? new Uint8Array();
    socket.on('error', reject);
    socket.write(Buffer.concat([headOf(request), body.subarray(0, body.length >> 1)]), () => {
      socket.destroy();
      resolve();
    });
  });
