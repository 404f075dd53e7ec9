import { test } from '@playwright/test';
import type { TestKiosk } from '../../../helpers/kiosk.ts';
import type { Leak, LeakSearch } from '../../../integration/leak/search-files.ts';
import { type DevtoolsSession, pageInspector } from './devtools-session.ts';
import { startInspectableCore, whileShellStandsStill } from './inspectable-core.ts';
import { livingBytes } from './living-bytes.ts';
import { livingObjects } from './living-objects.ts';
import { searchMemory } from './search-memory.ts';
import { searchPage } from './search-page.ts';
import { workerInspectors } from './worker-inspector.ts';

/** A kiosk whose core and page can be looked into. */
export interface OpenKiosk {
  /** Contents of the buffers that are alive, of the core and of the page. */
  readonly buffersOfCore: () => Promise<readonly Buffer[]>;
  readonly buffersOfPage: () => Promise<readonly Buffer[]>;
  /** Whether a living array of bytes of the core has these contents. For a shell that stands still. */
  readonly hasBytesInCore: (bytes: Uint8Array) => Promise<boolean>;
  /** The contents of the core's living rows of 32-bit floats that have this length. For a shell that stands still. */
  readonly floatsOfCore: (length: number) => Promise<readonly Float32Array[]>;
  readonly inCore: (search: LeakSearch) => Promise<readonly Leak[]>;
  readonly inPage: (search: LeakSearch) => Promise<readonly Leak[]>;
  /** In the workers of the page, one list for each. */
  readonly inWorkers: (search: LeakSearch) => Promise<readonly (readonly Leak[])[]>;
}

/** Starts the core anew with an inspector, and opens one for the page; the test is skipped where the core has no inspector. */
export const openKiosk = async (kiosk: TestKiosk): Promise<OpenKiosk> => {
  const started = kiosk.logLines('shell').find(({ event }) => event === 'core-started');
  test.skip(started?.kind !== 'node-fork', 'only a core that is a Node of its own opens an inspector');
  const core = await startInspectableCore(kiosk);
  const page = pageInspector(await kiosk.page.context().newCDPSession(kiosk.page));
  const buffersOf = async (session: DevtoolsSession): Promise<readonly Buffer[]> =>
    (await livingBytes(session, () => false)).map(({ bytes }) => bytes);
  return {
    buffersOfCore: () => buffersOf(core),
    floatsOfCore: async (length) => {
      const rows = await livingObjects(core, 'Float32Array.prototype');
      const found = await rows.call<number[][]>(
        `function (length) {
          return this.filter((row) => ArrayBuffer.isView(row) && row.length === length).map((row) => [...row]);
        }`,
        length,
      );
      await rows.release();
      return found.map((row) => Float32Array.from(row));
    },
    hasBytesInCore: async (bytes) => {
      const arrays = await livingObjects(core, 'Uint8Array.prototype');
      const found = await arrays.call<boolean>(
        `function (base64) {
          const sought = Buffer.from(base64, 'base64');
          return this.some((one) => ArrayBuffer.isView(one) && one.length === sought.length && sought.equals(one));
        }`,
        Buffer.from(bytes).toString('base64'),
      );
      await arrays.release();
      return found;
    },
    buffersOfPage: () => buffersOf(page),
    inCore: (search) => whileShellStandsStill(kiosk, () => searchMemory(core, search)),
    inPage: async (search) => [
      ...(await searchMemory(page, search)),
      ...(await searchPage(kiosk, page, search)),
    ],
    inWorkers: async (search) => {
      const found: (readonly Leak[])[] = [];
      for (const worker of await workerInspectors(page)) {
        found.push(await searchMemory(worker, search));
        await worker.close();
      }
      return found;
    },
  };
};

/** Names of the values that leaked. */
export const valuesFound = (leaks: readonly Leak[]): ReadonlySet<string> =>
  new Set(leaks.map(({ value }) => value));

/** Leaks as a failing test shows them. */
export const toldLeaks = (leaks: readonly Leak[]): readonly string[] =>
  leaks.map(({ value, encoding, place }) => `${value} (${encoding}) in ${place}`);
