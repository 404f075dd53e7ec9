import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { releaseFolders } from '../../../electron/update/folders.ts';
import { openRelease } from '../../../electron/update/open-release.ts';
import { createFolderSource } from '../../../electron/update/receive/folder-source.ts';
import { receiveRelease, reserveBytes } from '../../../electron/update/receive/receive-release.ts';
import type { ReleaseSource } from '../../../electron/update/receive/release-source.ts';
import { openWorkshop, type Workshop } from '../../helpers/releases.ts';

/** The bytes of the files as they lie in the program's folder: 900, the twins twice. */
const program = {
  first: 'a'.repeat(200),
  'second/large': 'b'.repeat(500),
  'third/twin': 'c'.repeat(100),
  'third/other-twin': 'c'.repeat(100),
};
const allBytes = 900;

let workshop: Workshop;
beforeEach(() => {
  workshop = openWorkshop();
});
afterEach(() => workshop.remove());

/** A folder whose line breaks off in the middle of the file of 500 bytes. */
const breakingOff = (source: ReleaseSource): ReleaseSource => ({
  ...source,
  open: async (name, from, signal) => {
    const opened = await source.open(name, from, signal);
    if (!opened.ok) return opened;
    const bytes = async function* () {
      for await (const chunk of opened.bytes) {
        yield chunk.length === 500 ? chunk.subarray(0, 150) : chunk;
        if (chunk.length === 500) throw new Error('broke off');
      }
    };
    return { ...opened, bytes: bytes() };
  },
});

/** Fetches the release where so many bytes are free besides the reserve. */
const receive = async (free: number, change: (source: ReleaseSource) => ReleaseSource = (same) => same) => {
  const { offer } = await workshop.make(program);
  const text = readFileSync(offer, 'utf8');
  const opened = await openRelease(text, [workshop.publicKey]);
  if (!opened.ok) throw new Error(opened.reason);
  const dataFolder = join(workshop.folder, 'data');
  mkdirSync(dataFolder, { recursive: true });
  return receiveRelease({
    release: opened.release,
    text,
    source: change(createFolderSource(workshop.output)),
    folders: releaseFolders(dataFolder),
    runningProgram: null,
    freeBytesOf: async () => reserveBytes + free,
    signal: new AbortController().signal,
    onProgress: () => undefined,
  });
};

describe('a release', () => {
  it('is not begun where it would take of what is left free for residents', async () => {
    expect(await receive(allBytes - 1)).toMatchObject({ ok: false, reason: 'disk-full' });
    expect(await receive(allBytes)).toEqual({ ok: true });
  });

  it('whose line broke off asks for room for what is missing only', async () => {
    expect(await receive(allBytes, breakingOff)).toMatchObject({ ok: false, reason: 'no-answer' });
    const missing = allBytes - 200 - 150;
    expect(await receive(missing - 1)).toMatchObject({ ok: false, reason: 'disk-full' });
    expect(await receive(missing)).toEqual({ ok: true });
  });
});
