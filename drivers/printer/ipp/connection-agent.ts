import http from 'node:http';
import net from 'node:net';
import type { Duplex } from 'node:stream';
import tls from 'node:tls';
import type { Clock } from '../../device/clock.ts';
import type { PrinterAddress } from './printer-address.ts';

/** Why no connection came about; carried by the error that the agent hands to the request. */
export type ConnectFailure =
  | 'connection-refused'
  | 'host-not-found'
  | 'connect-time-out'
  | 'not-trusted'
  | 'connection-lost';

/** Error of a connection that could not be made: nothing has been sent. */
export class ConnectError extends Error {
  readonly reason: ConnectFailure;
  constructor(reason: ConnectFailure, detail: string) {
    super(detail);
    this.name = 'ConnectError';
    this.reason = reason;
  }
}

export interface ConnectionOptions {
  readonly clock: Clock;
  readonly connectTimeoutMilliseconds: number;
  /**
   * SHA-256 of the printer's certificate in hexadecimal. Office printers sign their own certificates, so the
   * technician pins the one that was seen at installation; without it the usual authorities decide.
   */
  readonly certificateSha256?: string;
}

export interface ConnectionAgent {
  readonly agent: http.Agent;
  /** Breaks off every connection, also those that are still being made. */
  close(): void;
}

/** Two: one for the job, one for a look at the printer meanwhile; small printers accept few more. */
const connectionsAtOnce = 2;

/**
 * An HTTP agent that keeps connections open and hands one out only after it stands and, with `ipps:`, after the
 * printer has proved who it is: no octet of a request leaves before.
 */
export const createConnectionAgent = (
  address: PrinterAddress,
  options: ConnectionOptions,
): ConnectionAgent => {
  const agent = new http.Agent({ keepAlive: true, maxSockets: connectionsAtOnce });
  const connecting = new Set<net.Socket>();
  agent.createConnection = (_requestOptions, callback) => {
    const { socket, ready } = open(address, options);
    const done = callback as (error: Error | null, connection?: Duplex) => void;
    let settled = false;
    const settle = (error: ConnectError | null): void => {
      if (settled) {
        return;
      }
      settled = true;
      connecting.delete(socket);
      cancelTimeout();
      if (error === null) {
        socket.off('error', onError);
        done(null, socket);
      } else {
        // A refused peer may still answer: the listener stays, so that a later error finds somebody.
        socket.destroy();
        done(error);
      }
    };
    const onError = (error: NodeJS.ErrnoException): void =>
      settle(new ConnectError(connectFailureOf(error), error.message || String(error.code)));
    const cancelTimeout = options.clock.after(options.connectTimeoutMilliseconds, () => {
      settle(
        new ConnectError('connect-time-out', `no connection in ${options.connectTimeoutMilliseconds} ms`),
      );
    });
    connecting.add(socket);
    socket.on('error', onError);
    socket.once('close', () => settle(new ConnectError('connection-lost', 'closed while connecting')));
    socket.once(ready, () => settle(refusalOf(socket, options)));
    return undefined;
  };
  return {
    agent,
    close() {
      // The agent knows only the connections that stand.
      for (const socket of connecting) {
        socket.destroy();
      }
      agent.destroy();
    },
  };
};

const open = (
  address: PrinterAddress,
  options: ConnectionOptions,
): { socket: net.Socket; ready: 'connect' | 'secureConnect' } => {
  const target = { host: address.host, port: address.port };
  if (!address.secure) {
    return { socket: net.connect({ ...target, noDelay: true }), ready: 'connect' };
  }
  // Server name indication takes names only (RFC 6066 §3).
  const serverName = net.isIP(address.host) === 0 ? { servername: address.host } : {};
  const pinned = options.certificateSha256 !== undefined;
  return {
    socket: tls.connect({ ...target, ...serverName, rejectUnauthorized: !pinned }),
    ready: 'secureConnect',
  };
};

/** A pinned certificate must be the very one; without a pin TLS itself has checked. */
const refusalOf = (socket: net.Socket, options: ConnectionOptions): ConnectError | null => {
  if (!(socket instanceof tls.TLSSocket) || options.certificateSha256 === undefined) {
    return null;
  }
  const digits = (fingerprint: string): string => fingerprint.replaceAll(':', '').toLowerCase();
  const seen = digits(socket.getPeerCertificate().fingerprint256 ?? '');
  return seen === digits(options.certificateSha256)
    ? null
    : new ConnectError('not-trusted', `certificate has SHA-256 ${seen}`);
};

const connectFailureOf = (error: NodeJS.ErrnoException): ConnectFailure => {
  switch (error.code) {
    case 'ECONNREFUSED':
      return 'connection-refused';
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return 'host-not-found';
    case 'ETIMEDOUT':
      return 'connect-time-out';
    case 'ECONNRESET':
    case 'EPIPE':
      return 'connection-lost';
    default:
      // What is left are the many codes of TLS verification (DEPTH_ZERO_SELF_SIGNED_CERT, CERT_HAS_EXPIRED …).
      return /CERT|SSL|TLS|VERIFY|ISSUER/.test(error.code ?? '') ? 'not-trusted' : 'connection-lost';
  }
};
