/**
 * Proves README's install section: a clean Debian 12, the deb, its unit under systemd, the wizard of the first visit, in service.
 *
 *   node scripts/bootstrap.mjs exec node scripts/packaging/try-on-clean-debian.ts --deb FILE --out FOLDER [--release-key FILE]
 *
 * With the private half of a release key whose public half the deb was packed with, it goes on to updates: a release that is well,
 * and one whose core does not come up. That takes another quarter of an hour.
 * Runs as root on Debian, with what it names where it is missing, and a mirror of Debian in reach. It takes some ten minutes and 3 GB
 * in the temporary folder, leaves pictures of the screens in FOLDER, and takes everything else away. What it proves and what not is
 * told in docs/operations.md.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  chownSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createStation } from '../station/station.ts';
import type { Station } from '../station/station-api.ts';
import { wrongFuses } from './check-fuses.ts';
import { bootContainer, type Container, openDisplay, runInRoot } from './clean-debian/container.ts';
import { createFinger } from './clean-debian/finger.ts';
import { goThroughFirstVisit } from './clean-debian/first-visit.ts';
import { openPageLink } from './clean-debian/page-link.ts';
import {
  dropInPath,
  findMissing,
  portFolder,
  stickTrial,
  trialDropIn,
} from './clean-debian/station-container.ts';
import { goThroughUpdates } from './clean-debian/updates.ts';

const usage =
  'usage: node scripts/packaging/try-on-clean-debian.ts --deb FILE --out FOLDER [--release-key FILE]\n';
const release = 'bookworm';
const stationCode = 'QX-0077';
const display = ':77';
const debuggingPort = 9_777;
const pageWithinMilliseconds = 60_000;
const unitPath = 'usr/lib/systemd/system/yizhan.service';
const readerPath = `${portFolder}/reader`;
const scannerPath = `${portFolder}/scanner`;

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

/** @throws Error with what the command said, where it does not end with 0 */
const must = async (container: Container, command: string): Promise<string> => {
  const { code, text } = await container.run(command);
  if (code !== 0) throw new Error(`${command}: ${text}`);
  return text.trim();
};

/** A Debian as its installer leaves it, without anything that is not essential, and the deb by apt alone. */
const install = async (root: string, deb: string): Promise<void> => {
  execFileSync('debootstrap', ['--variant=minbase', '--include=systemd-sysv', release, root], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  say('a clean Debian is there');
  copyFileSync(deb, join(root, 'root/yizhan.deb'));
  runInRoot(
    root,
    'export DEBIAN_FRONTEND=noninteractive; cd /root; apt-get update -qq; apt-get install -y -qq ./yizhan.deb >/dev/null; rm yizhan.deb; apt-get clean',
  );
  const wrong = await wrongFuses(join(root, 'opt/yizhan/yizhan'));
  if (wrong.length > 0) throw new Error(wrong.join(', '));
  say('the deb is installed, its dependencies came by themselves, its fuses are as they must be');
};

const checkInstalled = async (container: Container): Promise<void> => {
  const account = await must(container, 'getent passwd yizhan');
  if (!account.endsWith('/usr/sbin/nologin')) throw new Error(account);
  const mode = await must(container, 'stat -c "%U %a" /var/lib/yizhan');
  if (mode !== 'yizhan 700') throw new Error(`/var/lib/yizhan: ${mode}`);
  await must(container, 'systemctl is-enabled yizhan && systemd-analyze verify yizhan.service');
  await must(container, '! ldd /opt/yizhan/yizhan | grep "not found"');
  say('account, data folder, unit and libraries are as they must be');
};

/** Boots the station and does `work` when its kiosk is on the screen. */
const withStation = async (
  root: string,
  station: Station,
  work: (container: Container) => Promise<void>,
): Promise<void> => {
  const screen = await openDisplay(display);
  try {
    const container = await bootContainer(root, [
      { from: realpathSync(station.readerPath), to: readerPath },
      { from: realpathSync(station.scannerPath), to: scannerPath },
    ]);
    try {
      await screen.enlarge();
      await container.until('systemctl is-active yizhan');
      await work(container);
    } catch (error) {
      const { text } = await container.run(
        'systemctl status yizhan --no-pager; journalctl -u yizhan -n 50 --no-pager',
      );
      say(text);
      throw error;
    } finally {
      await container.stop();
    }
  } finally {
    screen.close();
  }
};

/** Resolves when the screen invites residents, with a picture of it. */
const invites = async (picture: string): Promise<void> => {
  const page = await openPageLink(debuggingPort, pageWithinMilliseconds);
  try {
    const finger = createFinger(page, display);
    await finger.see('[data-screen="attract"]');
    finger.picture(picture);
  } finally {
    page.close();
  }
};

const tryStation = async (root: string, station: Station, pictures: string): Promise<void> => {
  const dropIn = join(root, dropInPath);
  mkdirSync(dirname(dropIn), { recursive: true });
  const unit = readFileSync(join(root, unitPath), 'utf8');
  writeFileSync(dropIn, trialDropIn(unit, { display, debuggingPort }));
  const passwd = readFileSync(join(root, 'etc/passwd'), 'utf8');
  const [, user = '', group = ''] = /^yizhan:[^:]*:(\d+):(\d+):/m.exec(passwd) ?? [];
  // What the udev rules do for a reader on USB.
  for (const path of [station.readerPath, station.scannerPath])
    chownSync(realpathSync(path), Number(user), Number(group));

  await withStation(root, station, async (container) => {
    await checkInstalled(container);
    say('systemd has started the kiosk, and it says that it is up');
    const page = await openPageLink(debuggingPort, pageWithinMilliseconds);
    try {
      const finger = createFinger(page, display);
      await goThroughFirstVisit(finger, station, { stationCode, readerPath, scannerPath, pictures });
    } finally {
      page.close();
    }
    say('it was set up on its own screen, is enrolled, and in service');
    say(await must(container, 'runuser -u yizhan -- yizhan doctor'));
    await must(container, stickTrial);
    say(
      'a stick that is mounted for its account while it runs, or before it starts, can be written from within its unit, and the disk there cannot',
    );
  });
  await withStation(root, station, async () => {
    await invites(join(pictures, '5-after-a-restart.png'));
    say('after a restart of the machine it is in service by itself');
  });
};

const run = async (): Promise<number> => {
  const { values } = parseArgs({
    options: { deb: { type: 'string' }, out: { type: 'string' }, 'release-key': { type: 'string' } },
  });
  if (values.deb === undefined || values.out === undefined) {
    process.stderr.write(usage);
    return 2;
  }
  const isThere = (program: string): boolean => spawnSync('which', [program]).status === 0;
  const missing = findMissing(isThere, process.getuid?.() ?? -1);
  if (missing !== null) {
    process.stderr.write(`${missing}\n`);
    return 1;
  }
  const pictures = resolve(values.out);
  mkdirSync(pictures, { recursive: true });
  const folder = mkdtempSync(join(tmpdir(), 'yizhan-clean-debian-'));
  try {
    const root = join(folder, 'debian');
    await install(root, resolve(values.deb));
    const station = await createStation({
      folder: join(folder, 'station'),
      printer: 'simulated',
      platformStore: 'memory',
    });
    try {
      await tryStation(root, station, pictures);
      const keyFile = values['release-key'];
      if (keyFile !== undefined) {
        const releases = join(folder, 'releases');
        mkdirSync(releases);
        await goThroughUpdates({
          root,
          folder: releases,
          keyFile: resolve(keyFile),
          boot: (work) => withStation(root, station, work),
          invites: (name) => invites(join(pictures, name)),
          say,
        });
      }
    } finally {
      await station.close();
    }
    return 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

process.exitCode = await run();
