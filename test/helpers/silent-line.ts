import { connect, createServer, type Socket } from 'node:net';

/**
 * A line to a PostgreSQL server that can go silent: bytes are swallowed in both directions, and nothing is closed, as
 * when a router between the two loses its table.
 */
export interface SilentLine {
  /** Connection URI of the database, by way of this line. */
  readonly databaseUrl: string;
  silence(): void;
  /** New connections work again; those that were silent stay so. */
  restore(): void;
  close(): Promise<void>;
}

/** @param databaseUrl of a server on a Unix socket (test/helpers/postgresql.ts) */
export const openSilentLine = async (databaseUrl: string): Promise<SilentLine> => {
  const [, database = '', folder = ''] =
    /^postgresql:\/\/postgres@\/(\w+)\?host=([^&]+)/.exec(databaseUrl) ?? [];
  const path = `${decodeURIComponent(folder)}/.s.PGSQL.5432`;
  const sockets = new Set<Socket>();
  const silenced = new WeakSet<Socket>();
  let isSilent = false;

  const keep = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
  };

  const server = createServer((near) => {
    const far = connect(path);
    keep(near);
    keep(far);
    if (isSilent) {
      silenced.add(near).add(far);
    }
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      from.on('data', (bytes) => {
        if (!silenced.has(from)) {
          to.write(bytes);
        }
      });
      from.on('close', () => {
        if (!silenced.has(from)) {
          to.destroy();
        }
      });
    }
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') {
    throw new Error('The line has no TCP address');
  }
  return {
    databaseUrl: `postgresql://postgres@127.0.0.1:${address.port}/${database}`,
    silence() {
      isSilent = true;
      for (const socket of sockets) {
        silenced.add(socket);
      }
    },
    restore() {
      isSilent = false;
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) {
          socket.destroy();
        }
        server.close(() => resolve());
      }),
  };
};
