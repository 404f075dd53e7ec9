import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type ChildProgram, startProgram } from './child-program.ts';
import { type DrainFigures, drainFiguresSchema } from './drain-figures.ts';

const folderOfPeer = join(import.meta.dirname, 'pouchdb-peer');

/** Options of `replicate` (batch_size, batches_limit). PouchDB's own are 100 and 10. */
interface Settings {
  readonly batchSize: number;
  readonly batchesLimit: number;
}

/** Those among which `tune` finds the fastest. Fewer of them read ahead were no faster where that was tried. */
const candidates: readonly Settings[] = [500, 1_000, 2_000, 5_000].map((batchSize) => ({
  batchSize,
  batchesLimit: 10,
}));
/** Each is tried so often, in turn, and counts by its best: one try on a busy machine says more of the others than of it. */
const triesOfEach = 3;
const usualSettings: Settings = { batchSize: 1_000, batchesLimit: 10 };

/** What is replicated. */
interface Documents {
  readonly count: number;
  /** Of one document as JSON. */
  readonly bytes: number;
}

/**
 * express-pouchdb in a process of its own, with its databases in memory: the fair peer of a kiosk that drains its queue.
 * As many documents, whose JSON is as long as a message of the kiosk; over HTTP on the same machine; the client a process
 * of its own as the kiosk is; its batches of the size that was the fastest in this very run; the target a new database
 * each time. What it is spared: it signs nothing, and neither side writes to a disk.
 */
export interface PouchDbPeer extends Pick<ChildProgram, 'quiet' | 'stop'> {
  readonly url: string;
  /** Tries sizes of batches, the server being warm, and keeps to the fastest; says which that is. */
  tune(documents: Documents): Promise<string>;
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
    let chosen = usualSettings;
    const replicate = async (
      documents: Documents,
      settings: Settings,
      source?: string,
    ): Promise<DrainFigures> => {
      target += 1;
      const orders = {
        do: 'replicate',
        ...documents,
        ...settings,
        target: `${url}/target-${target}`,
        source,
      };
      return drainFiguresSchema.parse(await runClient(orders));
    };
    return {
      url,
      quiet: server.quiet,
      stop: server.stop,
      tune: async (documents) => {
        await replicate(documents, chosen);
        const tried: { readonly settings: Settings; readonly seconds: number }[] = [];
        for (let round = 0; round < triesOfEach; round += 1) {
          for (const settings of candidates) {
            tried.push({ settings, seconds: (await replicate(documents, settings)).seconds });
          }
        }
        tried.sort((one, other) => one.seconds - other.seconds);
        chosen = tried[0]?.settings ?? chosen;
        const sizes = candidates.map(({ batchSize }) => batchSize).join(', ');
        return `batches of ${chosen.batchSize}, the fastest here of ${sizes}; ${chosen.batchesLimit} read ahead`;
      },
      replicate: (documents, source) => replicate(documents, chosen, source),
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
};
