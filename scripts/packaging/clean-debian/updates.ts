import { join } from 'node:path';
import type { Container } from './container.ts';
import { checkTakesReleases, serveReleases } from './release-folder.ts';
import { nameSource, untilRecorded } from './update-records.ts';

/** A minute until the first look, a minute of rest, the trial, and the next look, which records it. */
const confirmedWithinMilliseconds = 600_000;
/** The launcher ends a version that says nothing after five minutes; it may have been started three times. */
const rolledBackWithinMilliseconds = 1_200_000;

/** Succeeds while a process runs from the slot of this version. */
const runsFromSlot = (version: string): string =>
  `grep -qzsa "^/var/lib/yizhan/releases/slots/${version}/program/yizhan" /proc/[0-9]*/cmdline`;

/**
 * Takes the installed kiosk through a release that is well and one whose core does not come up, both by HTTP, under its unit
 * and its launcher.
 *
 * @throws Error when one of them does not end as it must
 */
export const goThroughUpdates = async (options: {
  /** The installed system; it is not booted. */
  readonly root: string;
  /** An empty folder for the releases. */
  readonly folder: string;
  /** The private half of a key that the deb names. */
  readonly keyFile: string;
  /** Boots the system and does `work` when the kiosk is on the screen. */
  readonly boot: (work: (container: Container) => Promise<void>) => Promise<void>;
  /** Resolves when the kiosk invites residents. */
  readonly invites: (picture: string) => Promise<void>;
  readonly say: (text: string) => void;
}): Promise<void> => {
  const { root, keyFile, say } = options;
  const installed = join(root, 'opt/yizhan');
  const dataFolder = join(root, 'var/lib/yizhan');
  const [major = 0, minor = 0] = checkTakesReleases(installed, keyFile).split('.').map(Number);
  const good = `${major}.${minor + 1}.0`;
  const broken = `${major}.${minor + 2}.0`;
  const releases = await serveReleases({ folder: options.folder, installed, keyFile });
  try {
    nameSource(dataFolder, releases.address);
    releases.publish(good, { broken: false });
    await options.boot(async (container) => {
      const steps = await untilRecorded(dataFolder, `update.confirmed ${good}`, confirmedWithinMilliseconds);
      await container.until(runsFromSlot(good));
      await options.invites('6-after-an-update.png');
      const fetched = [...releases.asked].filter((path) => path.startsWith('/files/')).length;
      say(
        `${good} came by HTTP (files that were not there yet: ${fetched}), is well and in service: ${steps.join(', ')}`,
      );

      releases.publish(broken, { broken: true });
      await container.until('systemctl restart yizhan');
      const after = await untilRecorded(
        dataFolder,
        `update.rolled-back ${broken}`,
        rolledBackWithinMilliseconds,
      );
      await container.until(runsFromSlot(good));
      await options.invites('7-after-it-was-rolled-back.png');
      say(
        `${broken}, whose core does not come up, was taken back by itself: ${after.slice(steps.length).join(', ')}`,
      );
    });
    await options.boot(async (container) => {
      await container.until(runsFromSlot(good));
      await options.invites('8-after-another-restart.png');
      say(`after a restart of the machine ${good} is in service`);
    });
  } finally {
    await releases.close();
  }
};
