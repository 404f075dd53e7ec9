import { createServer, type Server, Socket } from 'node:net';
import type { Clock } from '../../drivers/device/clock.ts';

/** Address of a TCP service on this machine. */
export interface LineTarget {
  readonly host: string;
  readonly port: number;
}

export type LineState = 'up' | 'cut';

/**
 * The line between kiosk and central platform: a TCP relay on loopback. It knows nothing of HTTP, so that what the
 * kiosk meets when it is cut is what it would meet in a village: resets and refusals, not polite answers.
 */
export interface NetworkLine {
  /** Port on 127.0.0.1 that the kiosk connects to; the same for the whole life of the line. */
  readonly port: number;
  state(): LineState;
  /** Milliseconds by which each piece of data is held up, in either direction. */
  delay(): number;
  /** Resets every open connection (RST) and refuses new ones. */
  cut(): Promise<void>;
  /** Listens again on the same port. */
  restore(): Promise<void>;
  setDelay(milliseconds: number): void;
  /** Connections open at the moment. */
  connections(): number;
  close(): Promise<void>;
}

const loopback = '127.0.0.1';

const listen = (server: Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, loopback, () => {
      server.off('error', reject);
      resolve();
    });
  });

const stopListening = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    if (server.listening) server.close(() => resolve());
    else resolve();
  });

/** Opens the line in front of `target` on a free port of loopback. */
export const openNetworkLine = async (target: LineTarget, clock: Clock): Promise<NetworkLine> => {
  let state: LineState = 'up';
  let delay = 0;
  const sockets = new Set<Socket>();

  /** Hands on what `from` sends, in order, each piece held up by the delay that was set when it came. */
  const relay = (from: Socket, to: Socket): void => {
    let lastDue = 0;
    const later = (action: () => void): void => {
      lastDue = Math.max(lastDue, clock.monotonic() + delay);
      const wait = lastDue - clock.monotonic();
      if (wait <= 0) action();
      else clock.after(wait, action);
    };
    from.on('data', (piece) =>
      later(() => {
        if (!to.destroyed && !to.writableEnded) to.write(piece);
      }),
    );
    from.on('end', () => later(() => to.end()));
    from.on('error', () => to.resetAndDestroy());
    from.on('close', () => {
      sockets.delete(from);
      later(() => to.end());
    });
  };

  const server = createServer({ allowHalfOpen: true }, (kiosk) => {
    const platform = new Socket({ allowHalfOpen: true });
    sockets.add(kiosk).add(platform);
    relay(kiosk, platform);
    relay(platform, kiosk);
    platform.connect(target.port, target.host);
  });

  const resetAll = (): void => {
    for (const socket of sockets) socket.resetAndDestroy();
    sockets.clear();
  };

  await listen(server, 0);
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the line has no TCP address');
  const { port } = address;

  return {
    port,
    state: () => state,
    delay: () => delay,
    async cut() {
      if (state === 'cut') return;
      state = 'cut';
      const stopped = stopListening(server);
      resetAll();
      await stopped;
    },
    async restore() {
      if (state === 'up') return;
      await listen(server, port);
      state = 'up';
    },
    setDelay(milliseconds) {
      delay = Math.max(0, milliseconds);
    },
    connections: () => Math.ceil(sockets.size / 2),
    async close() {
      state = 'cut';
      const stopped = stopListening(server);
      resetAll();
      await stopped;
    },
  };
};
