import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type ChildProgram, startProgram } from './child-program.ts';
import { type DrainFigures, drainFiguresSchema } from './drain-figures.ts';

const folderOfPeer = join(import.meta.dirname, 'pouchdb-peer');

/** Settings that were the fastest of those tried: batches of 500 to 5,000, 1 to 10 of them ahead. */
const settings = { batchSize: 2_000, batchesLimit: 10 };
export const peerSettings = `batches of ${settings.batchSize}, up to ${settings.batchesLimit} read ahead`;

/** What is replicated. */
interface Documents {
  readonly count: number;
  /** Of one document as JSON. */
  readonly bytes: number;
}

/** express-pouchdb in a process of its own, with its databases in memory. */
export interface PouchDbPeer extends Pick<ChildProgram, 'quiet' | 'stop'> {
  readonly url: string;
  /** Replicates documents from a client in a process of its own: from memory, or from LevelDB in `source`. */
  replicate(documents: Documents, source?: string): Promise<DrainFigures>;
}

/** Installs the peer from its lock file, the first time. */
const install = (): void => {
  if (existsSync(join(folderOfPeer, 'node_modules', '.package-lock.json'))) return;
  process.stderr.write('installing PouchDB …\n');
  const done = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: folderOfPeer,
    encoding: 'utf8',
  });
  if (done.status !== 0) {
    throw new Error(`PouchDB was not installed: ${done.error?.message ?? done.stderr.slice(-2_000)}`);
  }
};

const runClient = async (orders: object): Promise<unknown> => {
  const client = startProgram(join(folderOfPeer, 'client.mjs'), [JSON.stringify(orders)]);
  try {
    return await client.line();
  } finally {
    await client.stop();
  }
};

/** Makes documents in LevelDB at `source`, to be replicated from there. */
export const fillPeer = async (source: string, documents: Documents): Promise<void> => {
  install();
  await runClient({ do: 'fill', ...documents, source });
};

export const startPouchDbPeer = async (folder: string): Promise<PouchDbPeer> => {
  install();
  const server = startProgram(join(folderOfPeer, 'server.mjs'), ['memory', folder]);
  try {
    const { url } = z.object({ url: z.string() }).parse(await server.line());
    let target = 0;
    return {
      url,
      quiet: server.quiet,
      stop: server.stop,
      replicate: async (documents, source) => {
        target += 1;
        const orders = {
          do: 'replicate',
          ...documents,
          ...settings,
          target: `${url}/target-${target}`,
          source,
        };
        return drainFiguresSchema.parse(await runClient(orders));
      },
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
};
