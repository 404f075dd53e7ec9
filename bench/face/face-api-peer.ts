import { type ChildProcess, fork, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Picture } from '../../renderer/face/engine/picture.ts';

const folder = join(import.meta.dirname, 'face-api-peer');

const greeting = z.object({ loadMilliseconds: z.number(), backend: z.string() });
const description = z.object({
  descriptor: z.instanceof(Float32Array).nullable(),
  milliseconds: z.number(),
});
export type Description = z.infer<typeof description>;

/** @vladmandic/face-api in a process of its own. */
export interface FaceApiPeer {
  readonly loadMilliseconds: number;
  describe(picture: Picture): Promise<Description>;
  stop(): void;
}

/** Installs the peer from its lock file, the first time. @throws Error when npm fails */
const install = (): void => {
  if (existsSync(join(folder, 'node_modules', '.package-lock.json'))) return;
  process.stderr.write('installing face-api …\n');
  const done = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: folder,
    encoding: 'utf8',
  });
  if (done.status !== 0) {
    throw new Error(`face-api was not installed: ${done.error?.message ?? done.stderr.slice(-2_000)}`);
  }
};

/** The next message of a child. @throws Error when it ends without one */
const nextMessage = async (child: ChildProcess): Promise<unknown> => {
  const stopWaiting = new AbortController();
  const { signal } = stopWaiting;
  try {
    const ended = once(child, 'exit', { signal }).then(() => {
      throw new Error('face-api ended without an answer');
    });
    return ((await Promise.race([once(child, 'message', { signal }), ended])) as unknown[])[0];
  } finally {
    stopWaiting.abort();
  }
};

export const startFaceApi = async (): Promise<FaceApiPeer> => {
  install();
  const child = fork(join(folder, 'describe.mjs'), {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const stop = (): void => void child.kill('SIGKILL');
  process.once('exit', stop);
  try {
    const { loadMilliseconds, backend } = greeting.parse(await nextMessage(child));
    if (backend !== 'wasm') throw new Error(`face-api runs on ${backend}`);
    return {
      loadMilliseconds,
      describe: async ({ width, height, rgba }) => {
        const answer = nextMessage(child);
        child.send({ width, height, rgb: rgba.filter((_, at) => at % 4 !== 3) });
        return description.parse(await answer);
      },
      stop: () => {
        process.off('exit', stop);
        stop();
      },
    };
  } catch (error) {
    stop();
    throw error;
  }
};
