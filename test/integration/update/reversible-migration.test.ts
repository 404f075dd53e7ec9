import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../db/connection.ts';
import { migrations } from '../../../db/migrations/all.ts';
import { startsOnTrial } from '../../../electron/update/choose-start.ts';
import { releaseFolders } from '../../../electron/update/folders.ts';
import { readLauncherState } from '../../../electron/update/launcher-state.ts';
import { runReceiver } from '../../../electron/update/receive/run-receiver.ts';
import { writeRequest } from '../../../electron/update/update-request.ts';
import { idOf } from '../../helpers/database.ts';
import { openWorkshop, type Workshop, writeTree } from '../../helpers/releases.ts';

const electron = (path: string) => join(import.meta.dirname, '../../../electron', path);
const kiosk = (program: 'present' | 'newer', fate: 'ends' | 'dies'): string =>
  `#!/bin/sh\nexec '${process.execPath}' '${join(import.meta.dirname, 'filing-kiosk.ts')}' ${program} ${fate}\n`;

let workshop: Workshop;
let dataFolder: string;
let packaged: string;
beforeEach(() => {
  workshop = openWorkshop();
  dataFolder = join(workshop.folder, 'data');
  packaged = join(workshop.folder, 'opt');
  mkdirSync(join(dataFolder, 'releases'), { recursive: true, mode: 0o700 });
  writeTree(packaged, {
    'yizhan*': kiosk('present', 'ends'),
    'resources/updates.json': JSON.stringify({ version: '0.1.0', keys: [workshop.publicKey] }),
  });
});
afterEach(() => workshop.remove());

const folders = () => releaseFolders(dataFolder);
const told = (): readonly string[] => readFileSync(join(dataFolder, 'told'), 'utf8').trim().split('\n');

/** One life of the kiosk, as the service starts it. */
const start = (): Promise<number | null> => {
  const child = spawn(process.execPath, [electron('launcher/main.ts'), '--packaged', packaged], {
    env: { ...process.env, YIZHAN_DATA_FOLDER: dataFolder },
    stdio: 'ignore',
  });
  return new Promise((resolve) => child.once('exit', resolve));
};

/** Puts a release with a migration into its slot, and on trial. */
const tryRelease = async (version: string, fate: 'ends' | 'dies'): Promise<void> => {
  const { offer } = await workshop.make(
    { 'yizhan*': kiosk('newer', fate), 'resources/a': version },
    { version },
  );
  const { ended } = runReceiver(
    { node: process.execPath, entry: electron('update/receive/main.ts') },
    {
      text: readFileSync(offer, 'utf8'),
      keys: [workshop.publicKey],
      source: { kind: 'folder', folder: workshop.output },
      dataFolder,
      runningProgram: null,
    },
    () => undefined,
  );
  expect(await ended).toEqual({ kind: 'received' });
  writeRequest(folders().requestFile, { kind: 'try', id: `try-${version}`, version, working: [] });
};

/** What is in the database of this kiosk, by the program of this tree. */
const look = () => {
  const opened = openDatabase({ file: join(dataFolder, 'kiosk.db'), now: Date.now });
  if (!opened.ok) throw new Error(`${opened.reason}: ${opened.detail}`);
  const { database } = opened;
  const found = database.read(({ applications, outbox, audit }) => ({
    filed: Array.from({ length: 9 }, (_, index) => index + 1).filter(
      (number) => applications.find(idOf(number)) !== undefined,
    ),
    pending: outbox.counts().pending,
    entries: audit.head().sequence,
  }));
  database.close();
  if (!found.ok) throw new Error(found.reason);
  return found.value;
};

describe('a release that brings a migration', () => {
  it('is rolled back with everything that was filed while it was on trial, killed as it was', async () => {
    expect(await start()).toBe(0);
    await tryRelease('0.2.0', 'dies');
    for (let count = 0; count < startsOnTrial; count += 1) expect(await start()).not.toBe(0);
    expect(await start()).toBe(0);
    expect(readLauncherState(folders().launcherFile)).toMatchObject({ bad: ['0.2.0'], trial: null });
    expect(told()).toEqual([
      'present filed 1',
      'newer filed 2',
      'newer filed 3',
      'newer filed 4',
      'present filed 5',
    ]);
    expect(look()).toEqual({ filed: [1, 2, 3, 4, 5], pending: 5, entries: 5 });
  });

  it('goes on under another number where it was left, with what the version before has filed meanwhile', async () => {
    await start();
    await tryRelease('0.2.0', 'dies');
    for (let count = 0; count <= startsOnTrial; count += 1) await start();
    await tryRelease('0.3.0', 'ends');
    expect(await start()).toBe(0);
    expect(told().at(-1)).toBe('newer filed 6');
    expect(look()).toEqual({ filed: [1, 2, 3, 4, 5, 6], pending: 6, entries: 6 });
    expect(migrations.map(({ name }) => name)).not.toContain('9999-note-of-trial');
  });
});
