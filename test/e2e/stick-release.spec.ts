import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { expect } from '@playwright/test';
import { migrations, oldestReaderOf } from '../../db/migrations/all.ts';
import { stickFolderName } from '../../electron/update/receive/folder-source.ts';
import { type LauncherWord, launcherWordVariable } from '../../electron/update/launcher-word.ts';
import { projectFolder } from '../../scripts/station/kiosk/electron-command.ts';
import type { TestKiosk } from '../helpers/kiosk.ts';
import { openWorkshop, type Workshop } from '../helpers/releases.ts';
import { enrolStaffAt, expectResult, openPage, signIn } from '../helpers/staff-kiosk.ts';
import { test as stickTest, type UsbStick } from '../helpers/usb-sticks.ts';
import { expectAccessible } from './support/accessibility.ts';
import { auditEntries } from './support/kiosk-records.ts';
import { expectNoCrash } from './support/no-crash.ts';

/**
 * A technician brings a release on a stick, in the real Electron. The kiosk is told what a launcher tells it; that one starts
 * what was fetched is shown by update.spec.ts.
 */

const database = { version: migrations.length, oldestReader: oldestReaderOf(migrations.length) };

const test = stickTest.extend<{ workshop: Workshop }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern.
  workshop: async ({}, use) => {
    const workshop = openWorkshop();
    await use(workshop);
    workshop.remove();
  },
  stickKiosk: async ({ workshop }, use) => {
    const program = join(workshop.folder, 'program');
    const parts = {
      'resources/node': process.execPath,
      'resources/app.asar.unpacked/dist/launcher': join(projectFolder, 'dist/launcher'),
    };
    for (const [name, from] of Object.entries(parts)) {
      mkdirSync(dirname(join(program, name)), { recursive: true });
      symlinkSync(from, join(program, name));
    }
    const word: LauncherWord = { keys: [workshop.publicKey], version: '0.1.0', onTrial: false, program };
    await use({
      prepare: (station) => enrolStaffAt(station, 'technician'),
      environment: { [launcherWordVariable]: JSON.stringify(word) },
    });
  },
});
test.afterEach(({ kiosk }) => expectNoCrash(kiosk));

/** Copies what a workshop has published to a stick, as docs/operations.md tells. */
const copyTo = (stick: UsbStick, { output }: Workshop): void => {
  rmSync(join(stick.folder, stickFolderName), { recursive: true, force: true });
  cpSync(output, join(stick.folder, stickFolderName), { recursive: true });
};

const install = async (kiosk: TestKiosk, stick: UsbStick): Promise<void> => {
  await openPage(kiosk, 'update');
  await kiosk.tap(`install-${stick.name}`);
  await expectResult(kiosk, 'update-begun');
};

const stepsOf = ({ dataFolder }: TestKiosk): readonly string[] =>
  auditEntries(dataFolder, 'update.').map(({ action, actor_kind, subject, reason }) =>
    [action, actor_kind, subject, ...(reason === null ? [] : [reason])].join(' '),
  );

const slotsOf = ({ dataFolder }: TestKiosk): readonly string[] => {
  try {
    return readdirSync(join(dataFolder, 'releases/slots'));
  } catch {
    return [];
  }
};

/** A release that takes a moment to be fetched. */
const manyFiles = 400;

/** Does something as soon as the kiosk has begun to fetch a release. */
const inFetching = async ({ dataFolder }: TestKiosk, version: string, work: () => void): Promise<void> => {
  const placed = join(dataFolder, 'releases/incoming', version, 'program');
  await expect.poll(() => existsSync(placed), { intervals: [5] }).toBe(true);
  work();
};

test('a release of nobody’s key is refused, one that was altered, too; a genuine one is fetched and waits', async ({
  kiosk,
  usb,
  workshop,
}) => {
  const { page } = kiosk;
  const stick = usb.stick('KINGSTON', { megabytes: 8 });
  stick.plugIn();
  await kiosk.screen('attract');
  await signIn(kiosk);

  await test.step('a stick without one', async () => {
    await install(kiosk, stick);
    await expect(page.getByText('没有找到')).toBeVisible();
    expect(stepsOf(kiosk)).toEqual(['update.refused technician  nothing-there']);
    await expectAccessible(kiosk);
  });

  await test.step('signed by a key that the package does not name', async () => {
    const stranger = openWorkshop();
    await stranger.make({ 'yizhan*': '#!/bin/sh\n' }, { database });
    copyTo(stick, stranger);
    stranger.remove();
    await install(kiosk, stick);
    await expect.poll(() => stepsOf(kiosk).at(-1)).toBe('update.refused technician  unknown-key');
    await expectAccessible(kiosk);
    expect(slotsOf(kiosk)).toEqual([]);
  });

  const files = { 'yizhan*': '#!/bin/sh\n', 'resources/app.asar': 'x'.repeat(100_000) };
  await test.step('whose signed words were altered', async () => {
    const { offer } = await workshop.make(files, { database });
    copyTo(stick, workshop);
    const copied = join(stick.folder, stickFolderName, basename(offer));
    const [head, body, signature = ''] = readFileSync(copied, 'utf8').split('.');
    const altered = signature.replace(/^./, (first) => (first === 'A' ? 'B' : 'A'));
    writeFileSync(copied, [head, body, altered].join('.'));
    await install(kiosk, stick);
    await expect.poll(() => stepsOf(kiosk).at(-1)).toBe('update.refused technician  signature-wrong');
    expect(slotsOf(kiosk)).toEqual([]);
  });

  await test.step('of which one file is not what was signed', async () => {
    const { release } = await workshop.make(files, { database });
    copyTo(stick, workshop);
    const { url } = release.files.find(({ path }) => path === 'resources/app.asar') ?? { url: '' };
    writeFileSync(join(stick.folder, stickFolderName, url), 'y'.repeat(100_000));
    await install(kiosk, stick);
    await expect.poll(() => stepsOf(kiosk).at(-1)).toBe('update.refused technician 0.2.0 digest-wrong');
    await expectAccessible(kiosk);
    expect(slotsOf(kiosk)).toEqual([]);
  });

  await test.step('one that is pulled out while it is fetched: staff are told to plug it in, and nothing of it stays', async () => {
    const parts = Object.fromEntries(
      Array.from({ length: manyFiles }, (_, number) => [
        `resources/part-${number}`,
        `${number} `.repeat(1_000),
      ]),
    );
    await workshop.make({ ...files, ...parts }, { database });
    copyTo(stick, workshop);
    const begun = inFetching(kiosk, '0.2.0', stick.pullOut);
    await install(kiosk, stick);
    await begun;
    await expect(page.getByText('读不到 U 盘')).toBeVisible();
    await expectAccessible(kiosk);
    expect(stepsOf(kiosk).slice(-2)).toEqual([
      'update.offered technician 0.2.0',
      'update.refused technician 0.2.0 stick-gone',
    ]);
    expect(readdirSync(join(kiosk.dataFolder, 'releases/incoming'))).toEqual([]);
    expect(slotsOf(kiosk)).toEqual([]);
    stick.plugIn();
    await openPage(kiosk, 'update');
  });

  await test.step('a genuine one, also from a stick that is write-protected, waits until nobody is served', async () => {
    await workshop.make(files, { version: '0.2.1', database });
    copyTo(stick, workshop);
    stick.pullOut();
    await kiosk.tap('install-KINGSTON');
    await expectResult(kiosk, 'stick-gone');
    stick.plugIn({ writeProtected: true });
    await install(kiosk, stick);
    await expect(page.getByText('已下载')).toBeVisible();
    await expectAccessible(kiosk);
    expect(stepsOf(kiosk).slice(-2)).toEqual([
      'update.offered technician 0.2.1',
      'update.downloaded technician 0.2.1',
    ]);
    expect(slotsOf(kiosk)).toEqual(['0.2.1']);
    const program = join(kiosk.dataFolder, 'releases/slots/0.2.1/program');
    expect(readFileSync(join(program, 'resources/app.asar'), 'utf8')).toBe(files['resources/app.asar']);
  });
});
