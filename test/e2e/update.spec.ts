import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { releaseFolders } from '../../electron/update/folders.ts';
import { readLauncherState } from '../../electron/update/launcher-state.ts';
import { runReceiver } from '../../electron/update/receive/run-receiver.ts';
import { readRequest, writeRequest } from '../../electron/update/update-request.ts';
import {
  findElectron,
  kioskWindow,
  projectFolder,
  sandboxArguments,
} from '../../scripts/station/kiosk/electron-command.ts';
import { test } from '../helpers/kiosk.ts';
import { openWorkshop, writeTree } from '../helpers/releases.ts';
import { auditActions } from './support/kiosk-records.ts';

/** A release comes into service, is well for a while, and says so; a busy machine takes its time. */
const confirmedWithinMilliseconds = 110_000;
test.setTimeout(240_000);

test('a release on trial comes into service, says that it is well, and is what is started from then on', async ({
  kiosk,
}) => {
  await kiosk.screen('attract');
  const { dataFolder } = kiosk;
  await kiosk.app.close();
  const folders = releaseFolders(dataFolder);
  const workshop = openWorkshop();
  // The program of a release, as far as the launcher can tell: it starts the kiosk of this tree.
  const program = `#!/bin/sh\nexec '${findElectron()}' ${sandboxArguments.join(' ')} '${projectFolder}' "$@"\n`;
  const packaged = join(workshop.folder, 'opt');
  writeTree(packaged, {
    'yizhan*': program,
    'resources/updates.json': JSON.stringify({ version: '0.1.0', keys: [workshop.publicKey] }),
  });
  const launch = () =>
    spawn(process.execPath, [join(projectFolder, 'dist/launcher/launcher.mjs'), '--packaged', packaged], {
      env: { ...process.env, YIZHAN_DATA_FOLDER: dataFolder, YIZHAN_WINDOW: kioskWindow },
      stdio: 'ignore',
    });
  const state = () => readLauncherState(folders.launcherFile);
  try {
    await test.step('it is fetched, and asked for', async () => {
      const { offer } = await workshop.make({ 'yizhan*': program, 'resources/app.asar': '0.2.0' });
      const receiver = join(projectFolder, 'dist/launcher/receiver.mjs');
      const { ended } = runReceiver(
        { node: process.execPath, entry: receiver },
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
      const working = ['idCardReader', 'printer'] as const;
      writeRequest(folders.requestFile, { kind: 'try', id: 'try', version: '0.2.0', working: [...working] });
    });
    const launcher = launch();
    const gone = once(launcher, 'exit');
    try {
      await test.step('its core judges page, database and devices', async () => {
        await expect
          .poll(() => state().confirmed, { timeout: confirmedWithinMilliseconds, intervals: [500] })
          .toEqual(['0.2.0']);
        expect(state()).toMatchObject({ trial: null, bad: [] });
      });
    } finally {
      launcher.kill('SIGTERM');
      await gone;
    }
    await test.step('the next start is of it, and has on record what happened', async () => {
      const next = launch();
      const ended = once(next, 'exit');
      try {
        await expect
          .poll(() => auditActions(dataFolder).filter((action) => action.startsWith('update.')), {
            timeout: confirmedWithinMilliseconds,
            intervals: [500],
          })
          .toEqual(['update.tried', 'update.confirmed']);
      } finally {
        next.kill('SIGTERM');
        await ended;
      }
    });
  } finally {
    workshop.remove();
  }
});

test('a release whose page does not come up is taken back by itself, and the version before is what is started', async ({
  kiosk,
}) => {
  test.setTimeout(420_000);
  await kiosk.screen('attract');
  const { dataFolder } = kiosk;
  await kiosk.app.close();
  const folders = releaseFolders(dataFolder);
  const workshop = openWorkshop();
  // The kiosk of this tree but for its page, which is empty.
  const broken = join(workshop.folder, 'broken');
  cpSync(join(projectFolder, 'dist'), join(broken, 'dist'), { recursive: true });
  for (const name of ['node_modules', 'assets']) symlinkSync(join(projectFolder, name), join(broken, name));
  cpSync(join(projectFolder, 'package.json'), join(broken, 'package.json'));
  writeFileSync(join(broken, 'dist/renderer/index.html'), '<!doctype html><title>0.2.0</title>');
  const start = (app: string): string =>
    `#!/bin/sh\nexec '${findElectron()}' ${sandboxArguments.join(' ')} '${app}' "$@"\n`;
  const packaged = join(workshop.folder, 'opt');
  writeTree(packaged, {
    'yizhan*': start(projectFolder),
    'resources/updates.json': JSON.stringify({ version: '0.1.0', keys: [workshop.publicKey] }),
  });
  const launch = () =>
    spawn(process.execPath, [join(projectFolder, 'dist/launcher/launcher.mjs'), '--packaged', packaged], {
      env: { ...process.env, YIZHAN_DATA_FOLDER: dataFolder, YIZHAN_WINDOW: kioskWindow },
      stdio: 'ignore',
    });
  try {
    const { offer } = await workshop.make({ 'yizhan*': start(broken), 'resources/app.asar': '0.2.0' });
    const { ended } = runReceiver(
      { node: process.execPath, entry: join(projectFolder, 'dist/launcher/receiver.mjs') },
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
    writeRequest(folders.requestFile, { kind: 'try', id: 'try', version: '0.2.0', working: [] });

    await test.step('its core finds no page on the screen, says so, and ends', async () => {
      const [code] = await once(launch(), 'exit');
      expect(code).not.toBeNull();
      expect(readRequest(folders.requestFile)).toMatchObject({
        kind: 'verdict',
        version: '0.2.0',
        unhealthy: 'page-not-shown',
      });
    });
    await test.step('what the service starts next is the version before, which has it on record', async () => {
      const next = launch();
      const gone = once(next, 'exit');
      try {
        await expect
          .poll(() => auditActions(dataFolder).filter((action) => action.startsWith('update.')), {
            timeout: confirmedWithinMilliseconds,
            intervals: [500],
          })
          .toEqual(['update.tried', 'update.rolled-back']);
        expect(readLauncherState(folders.launcherFile)).toMatchObject({ bad: ['0.2.0'], trial: null });
      } finally {
        next.kill('SIGTERM');
        await gone;
      }
    });
  } finally {
    workshop.remove();
  }
});
