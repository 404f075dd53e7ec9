import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { releaseFolders } from '../../../electron/update/folders.ts';
import { readLauncherState } from '../../../electron/update/launcher-state.ts';
import { runReceiver } from '../../../electron/update/receive/run-receiver.ts';
import { writeRequest } from '../../../electron/update/update-request.ts';
import { openWorkshop, type Workshop, writeTree } from '../../helpers/releases.ts';

const part = (path: string) => join(import.meta.dirname, '../../../electron', path);

/**
 * A kiosk that is a shell script: it notes that it was started and what the launcher said, and then behaves as it is told.
 * A real one would write what it says of itself in the same file.
 */
const kiosk = (version: string, behaviour: string): string => `#!/bin/sh
echo "${version} $*" >> "$YIZHAN_DATA_FOLDER/starts"
printf '%s' "$YIZHAN_LAUNCHER" > "$YIZHAN_DATA_FOLDER/word"
say() {
  printf '%s' "{\\"kind\\":\\"verdict\\",\\"id\\":\\"$$\\",\\"version\\":\\"${version}\\",\\"unhealthy\\":$1}" > "$YIZHAN_DATA_FOLDER/r.new"
  mv "$YIZHAN_DATA_FOLDER/r.new" "$YIZHAN_DATA_FOLDER/releases/request.json"
}
${behaviour}
`;

let workshop: Workshop;
let dataFolder: string;
let packaged: string;
beforeEach(() => {
  workshop = openWorkshop();
  dataFolder = join(workshop.folder, 'data');
  packaged = join(workshop.folder, 'opt');
  mkdirSync(join(dataFolder, 'releases'), { recursive: true });
  writeTree(packaged, {
    'yizhan*': kiosk('0.1.0', 'exit 0'),
    'resources/updates.json': JSON.stringify({ version: '0.1.0', keys: [workshop.publicKey] }),
  });
});
afterEach(() => workshop.remove());

const folders = () => releaseFolders(dataFolder);
const state = () => readLauncherState(folders().launcherFile);
const events = () =>
  state().events.map(({ kind, version, reason }) => `${kind} ${version} ${reason ?? ''}`.trim());
const starts = () => readFileSync(join(dataFolder, 'starts'), 'utf8').trim().split('\n');

/** Starts the launcher as the service does. */
const launch = (): { readonly pid: number; readonly code: Promise<number | null> } => {
  const child = spawn(
    process.execPath,
    [part('launcher/main.ts'), '--packaged', packaged, '--', '--wayland'],
    {
      env: { ...process.env, YIZHAN_DATA_FOLDER: dataFolder },
      stdio: 'ignore',
    },
  );
  return { pid: child.pid ?? 0, code: new Promise((resolve) => child.once('exit', resolve)) };
};

/** Puts a release into its slot. */
const install = async (version: string, behaviour: string): Promise<void> => {
  const { offer } = await workshop.make(
    { 'yizhan*': kiosk(version, behaviour), 'resources/app.asar': version },
    { version },
  );
  const { ended } = runReceiver(
    { node: process.execPath, entry: part('update/receive/main.ts') },
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
};
const tryVersion = (version: string): void =>
  writeRequest(folders().requestFile, { kind: 'try', id: `try-${version}`, version, working: [] });

describe('the launcher', () => {
  it('starts what the package installed, with its arguments and its exit code', async () => {
    writeTree(packaged, { 'yizhan*': kiosk('0.1.0', 'exit 7') });
    expect(await launch().code).toBe(7);
    expect(starts()).toEqual(['0.1.0 --wayland']);
    expect(JSON.parse(readFileSync(join(dataFolder, 'word'), 'utf8'))).toEqual({
      keys: [workshop.publicKey],
      version: '0.1.0',
      onTrial: false,
      program: packaged,
    });
  });

  it('starts a release on trial, and keeps it when it says that it is well', async () => {
    await install(
      '0.2.0',
      'say null; while [ -z "$(grep kind.:.confirmed "$YIZHAN_DATA_FOLDER/releases/launcher.json")" ]; do sleep 0.1; done; exit 0',
    );
    tryVersion('0.2.0');
    expect(await launch().code).toBe(0);
    expect(JSON.parse(readFileSync(join(dataFolder, 'word'), 'utf8'))).toMatchObject({ onTrial: true });
    expect(state()).toMatchObject({ confirmed: ['0.2.0'], trial: null });
    await launch().code;
    expect(starts()).toEqual(['0.2.0 --wayland', '0.2.0 --wayland']);
    expect(events()).toEqual(['tried 0.2.0', 'confirmed 0.2.0']);
  });

  it('goes back when a release says that it is not well, and does not try it again', async () => {
    await install('0.2.0', `say '"device-worse"'; exit 0`);
    tryVersion('0.2.0');
    await launch().code;
    await launch().code;
    tryVersion('0.2.0');
    await launch().code;
    expect(starts()).toEqual(['0.2.0 --wayland', '0.1.0 --wayland', '0.1.0 --wayland']);
    expect(events()).toEqual(['tried 0.2.0', 'rolled-back 0.2.0 device-worse']);
  });

  it('goes back when a release dies at its start again and again', async () => {
    await install('0.2.0', 'kill -9 $$');
    tryVersion('0.2.0');
    for (let count = 0; count < 4; count += 1) await launch().code;
    expect(starts().map((line) => line.split(' ')[0])).toEqual(['0.2.0', '0.2.0', '0.2.0', '0.1.0']);
    expect(events()).toEqual(['tried 0.2.0', 'rolled-back 0.2.0 ended-early']);
  });

  it('counts a start although it was killed itself in the midst of it', async () => {
    await install('0.2.0', 'exec sleep 30');
    tryVersion('0.2.0');
    const file = join(dataFolder, 'starts');
    for (let count = 1; count <= 3; count += 1) {
      const { pid, code } = launch();
      await expect.poll(() => existsSync(file) && starts().length, { timeout: 20_000 }).toBe(count);
      // Launcher and kiosk at once, as when the power goes.
      const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
      process.kill(pid, 'SIGKILL');
      for (const child of children) process.kill(Number(child), 'SIGKILL');
      await code;
      expect(state().trial).toMatchObject({ starts: count });
    }
    await launch().code;
    expect(starts().at(-1)).toBe('0.1.0 --wayland');
  });

  it('does not start a slot that was altered, nor one whose list another key signed', async () => {
    await install('0.2.0', 'exit 0');
    writeFileSync(join(folders().slotOf('0.2.0'), 'program/resources/app.asar'), '0.2.1');
    tryVersion('0.2.0');
    await launch().code;
    expect(starts()).toEqual(['0.1.0 --wayland']);
    expect(events()).toEqual(['tried 0.2.0', 'slot-refused 0.2.0 file-altered']);
    const stranger = openWorkshop();
    try {
      const { offer } = await stranger.make({ 'yizhan*': kiosk('0.2.0', 'exit 0') });
      writeFileSync(join(folders().slotOf('0.2.0'), 'release.jws'), readFileSync(offer));
      writeRequest(folders().requestFile, { kind: 'try', id: 'again', version: '0.2.0', working: [] });
      await launch().code;
      expect(events().at(-1)).toBe('slot-refused 0.2.0 unknown-key');
      expect(starts()).toEqual(['0.1.0 --wayland', '0.1.0 --wayland']);
    } finally {
      stranger.remove();
    }
  });

  it.each([
    ['launcher.json', '{'],
    ['launcher.json', '{"schemaVersion":2}'],
    ['request.json', 'null'],
  ])('starts the kiosk with a %s that cannot be read', async (name, content) => {
    writeFileSync(join(folders().root, name), content);
    expect(await launch().code).toBe(0);
    expect(starts()).toEqual(['0.1.0 --wayland']);
  });

  it('passes a signal on, and ends with what it started', async () => {
    writeTree(packaged, { 'yizhan*': kiosk('0.1.0', 'trap "exit 5" TERM; while :; do sleep 0.1; done') });
    const { pid, code } = launch();
    await expect.poll(() => existsSync(join(dataFolder, 'word')), { timeout: 20_000 }).toBe(true);
    process.kill(pid, 'SIGTERM');
    expect(await code).toBe(5);
  });
});
