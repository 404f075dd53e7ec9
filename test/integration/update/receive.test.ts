import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkSlot } from '../../../electron/update/check-slot.ts';
import { releaseFolders } from '../../../electron/update/folders.ts';
import type { ReceiverOrder } from '../../../electron/update/receive/receiver-messages.ts';
import { runReceiver } from '../../../electron/update/receive/run-receiver.ts';
import {
  openWorkshop,
  serveFolder,
  type WebFolder,
  type Workshop,
  writeTree,
} from '../../helpers/releases.ts';

/** Several pieces on their way, and not the same twice. */
const program = {
  'yizhan*': randomBytes(3_000_000),
  'resources/app.asar': randomBytes(2_000_000),
  'resources/node*': randomBytes(1_000),
  'locales/zh-CN.pak': 'words',
  'locales/en-US.pak': 'words',
  empty: '',
};
const receiver = {
  node: process.execPath,
  entry: join(import.meta.dirname, '../../../electron/update/receive/main.ts'),
};

let workshop: Workshop;
let web: WebFolder;
let dataFolder: string;
let text: string;
beforeEach(async () => {
  workshop = openWorkshop();
  dataFolder = join(workshop.folder, 'data');
  mkdirSync(dataFolder);
  const { offer } = await workshop.make(program);
  text = readFileSync(offer, 'utf8');
  web = await serveFolder(workshop.output);
});
afterEach(async () => {
  await web.close();
  workshop.remove();
});

const order = (changes: Partial<ReceiverOrder> = {}): ReceiverOrder => ({
  text,
  keys: [workshop.publicKey],
  source: { kind: 'http', address: web.address },
  dataFolder,
  runningProgram: null,
  ...changes,
});
const receive = (changes?: Partial<ReceiverOrder>) =>
  runReceiver(receiver, order(changes), () => undefined).ended;
const slot = () => releaseFolders(dataFolder).slotOf('0.2.0');
const check = () => checkSlot(slot(), '0.2.0', [workshop.publicKey]);

describe('a release that is fetched', () => {
  it('is a whole slot afterwards, each different file fetched once', async () => {
    expect(await receive()).toEqual({ kind: 'received' });
    expect(await check()).toMatchObject({ ok: true });
    expect(web.requests.length).toBe(new Set(web.requests).size);
    expect(readdirSync(releaseFolders(dataFolder).incoming)).toEqual([]);
  });

  it('goes on where the line broke off', async () => {
    web.breakOffAfter = 1_000_000;
    let broke = 0;
    while ((await receive()).kind === 'failed') {
      broke += 1;
      expect(broke).toBeLessThan(10);
      expect(existsSync(slot())).toBe(false);
    }
    expect(broke).toBeGreaterThanOrEqual(3);
    expect(web.requests.filter((request) => request.includes('bytes=')).length).toBeGreaterThanOrEqual(2);
    expect(await check()).toMatchObject({ ok: true });
  });

  it('begins a file again where the server knows no ranges', async () => {
    web.breakOffAfter = 1_000_000;
    expect(await receive()).toMatchObject({ kind: 'failed', reason: 'no-answer' });
    web.breakOffAfter = null;
    web.ignoresRanges = true;
    expect(await receive()).toEqual({ kind: 'received' });
    expect(await check()).toMatchObject({ ok: true });
  });

  it('survives a death of the process at each request, and is a slot only when it is whole', async () => {
    const files = new Set(Object.values(program).map(String)).size;
    for (let death = 1; death < files; death += 1) {
      let asked = 0;
      const running = runReceiver(receiver, order(), () => undefined);
      web.onRequest = () => {
        asked += 1;
        if (asked === 2) running.kill();
      };
      await running.ended;
      expect(existsSync(slot()) && !(await check()).ok).toBe(false);
    }
    web.onRequest = () => undefined;
    expect(await receive()).toEqual({ kind: 'received' });
    expect(await check()).toMatchObject({ ok: true });
  });

  it('takes what the running program has from there', async () => {
    const running = join(workshop.folder, 'running');
    writeTree(running, { ...program, 'resources/app.asar': 'another version' });
    expect(await receive({ runningProgram: running })).toEqual({ kind: 'received' });
    expect(web.requests.length).toBe(1);
    expect(await check()).toMatchObject({ ok: true });
  });

  it('is refused when a file is not what was signed, and fetched anew when it is mended', async () => {
    const files = join(workshop.output, 'files');
    const [name = ''] = readdirSync(files).filter(
      (file) => readFileSync(join(files, file)).length > 2_500_000,
    );
    const good = readFileSync(join(files, name));
    const bad = Buffer.from(good);
    bad[1_500_000] = (bad[1_500_000] ?? 0) ^ 1;
    writeFileSync(join(files, name), bad);
    expect(await receive()).toMatchObject({ kind: 'failed', reason: 'digest-wrong' });
    expect(existsSync(slot())).toBe(false);
    writeFileSync(join(files, name), Buffer.concat([good, Buffer.from('more')]));
    expect(await receive()).toMatchObject({ kind: 'failed', reason: 'digest-wrong' });
    writeFileSync(join(files, name), good);
    expect(await receive()).toEqual({ kind: 'received' });
  });

  it('comes from a stick as well, but not through a link', async () => {
    const source = { kind: 'folder', folder: workshop.output } as const;
    expect(await receive({ source })).toEqual({ kind: 'received' });
    expect(await check()).toMatchObject({ ok: true });
    const stick = join(workshop.folder, 'stick');
    mkdirSync(join(stick, 'files'), { recursive: true });
    for (const name of readdirSync(join(workshop.output, 'files')))
      symlinkSync(join(workshop.output, 'files', name), join(stick, 'files', name));
    const elsewhere = join(workshop.folder, 'other');
    mkdirSync(elsewhere);
    expect(await receive({ dataFolder: elsewhere, source: { kind: 'folder', folder: stick } })).toMatchObject(
      {
        kind: 'failed',
      },
    );
  });

  it('is not begun under a key that the kiosk does not know', async () => {
    expect(await receive({ keys: [] })).toMatchObject({ kind: 'failed', reason: 'unknown-key' });
    expect(web.requests).toEqual([]);
  });
});

describe('a slot', () => {
  beforeEach(async () => {
    await receive();
  });
  const inSlot = (path: string) => join(slot(), 'program', path);

  it.each([
    ['file-altered', (file: string) => writeFileSync(file, 'others'), 'locales/zh-CN.pak'],
    ['file-altered', (file: string) => truncateSync(file, 10), 'resources/app.asar'],
    ['file-altered', (file: string) => chmodSync(file, 0o600), 'yizhan'],
    ['file-extra', (file: string) => writeFileSync(`${file}.so`, ''), 'yizhan'],
  ] as const)('is refused (%s) when it is not what was signed', async (reason, alter, path) => {
    alter(inSlot(path));
    expect(await check()).toMatchObject({ ok: false, reason });
  });

  it('is refused with a link in place of a file, without its list, and under another name', async () => {
    const { rmSync, renameSync } = await import('node:fs');
    renameSync(inSlot('yizhan'), join(workshop.folder, 'moved'));
    symlinkSync(join(workshop.folder, 'moved'), inSlot('yizhan'));
    expect(await check()).toMatchObject({ ok: false, reason: 'file-altered', detail: 'yizhan' });
    expect(await checkSlot(slot(), '0.3.0', [workshop.publicKey])).toMatchObject({ reason: 'other-version' });
    rmSync(join(slot(), 'release.jws'));
    expect(await check()).toMatchObject({ ok: false, reason: 'no-release' });
  });
});
