import { execFileSync } from 'node:child_process';
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  truncateSync,
  watch,
  writeSync,
} from 'node:fs';
import { constants, setPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { findCore } from '../../scripts/station/kiosk/kiosk-process.ts';
import { test as kioskTest, type TestKiosk, type TestKioskOptions } from './kiosk.ts';

/**
 * A USB stick: a file system of its own, which stays with the test while the stick is pulled out of the kiosk. Its room, its
 * write protection and its end are those of the kernel.
 */
export interface UsbStick {
  readonly name: string;
  /** Where it lies for the test, plugged in or not. */
  readonly folder: string;
  /** Names of all that lies on it, with what lies in folders. */
  files(): readonly string[];
  read(file: string): Buffer;
  plugIn(how?: { readonly writeProtected: boolean }): void;
  /** The way a desktop lets a stick go that somebody pulls out: the mount goes at once, whoever has files open, and its folder with it. */
  pullOut(): void;
  /** Leaves so many bytes free, and gives back the way to make room again. */
  fillUp(bytesFree: number): () => void;
}

/** Where a kiosk of a test has its sticks. */
export interface UsbPort {
  /** What the setting `maintenance.stickFolders` names. */
  readonly folder: string;
  stick(name: string, room: { readonly megabytes: number }): UsbStick;
  /** A stick that says it has room, and whose memory fails after so many megabytes: what was written is lost when it is synced. */
  wornStick(name: string, room: { readonly megabytes: number; readonly good: number }): UsbStick;
  /** Pulls everything out and throws it away. */
  close(): void;
}

const bytesInMegabyte = 1_048_576;
const fillerName = 'holiday.mov';

const run = (program: string, ...words: readonly string[]): void => {
  execFileSync(program, [...words], { stdio: ['ignore', 'ignore', 'pipe'] });
};
const mount = (...words: readonly string[]): void => run('mount', ...words);
const unmount = (folder: string): void => run('umount', '--lazy', folder);

/** Whether this process may mount anything: root may, unless the container says otherwise. */
export const mayMount = (): boolean => {
  const folder = mkdtempSync(join(tmpdir(), 'yizhan-mount-'));
  try {
    mount('-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder);
    unmount(folder);
    return true;
  } catch {
    return false;
  } finally {
    rmdirSync(folder);
  }
};

export const openUsbPort = (): UsbPort => {
  const root = mkdtempSync(join(tmpdir(), 'yizhan-usb-'));
  const folder = join(root, 'media');
  mkdirSync(folder);
  const mounted: string[] = [];
  const mountAt = (at: string, ...words: readonly string[]): string => {
    mkdirSync(at, { recursive: true });
    mount(...words, at);
    mounted.push(at);
    return at;
  };
  const letGo = (at: string): void => {
    unmount(at);
    mounted.splice(mounted.indexOf(at), 1);
  };

  const stickIn = (drawer: string, name: string): UsbStick => {
    const place = join(folder, name);
    const filler = join(drawer, fillerName);
    return {
      name,
      folder: drawer,
      files: () => readdirSync(drawer).sort(),
      read: (file) => readFileSync(join(drawer, file)),
      plugIn: ({ writeProtected } = { writeProtected: false }) => {
        mountAt(place, '--bind', drawer);
        if (writeProtected) mount('-o', 'remount,bind,ro', place);
      },
      pullOut: () => {
        letGo(place);
        rmdirSync(place);
      },
      fillUp: (bytesFree) => {
        const file = openSync(filler, 'w');
        const block = Buffer.alloc(bytesInMegabyte / 16);
        let size = 0;
        try {
          for (;;) size += writeSync(file, block);
        } catch {
          // There is no more room.
        } finally {
          closeSync(file);
        }
        truncateSync(filler, Math.max(0, size - bytesFree));
        return () => rmSync(filler);
      },
    };
  };

  return {
    folder,
    stick: (name, { megabytes }) => {
      const drawer = join(root, 'drawer', name);
      mountAt(drawer, '-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs');
      return stickIn(drawer, name);
    },
    wornStick: (name, { megabytes, good }) => {
      const image = join(root, `${name}.image`);
      run('truncate', '--size', `${megabytes}M`, image);
      // With few and large blocks its own tables are all at the beginning.
      run('mke2fs', '-q', '-F', '-t', 'ext2', '-b', '4096', '-N', '64', image);
      const device = execFileSync('losetup', ['--find', '--show', image], { encoding: 'utf8' }).trim();
      const drawer = mountAt(join(root, 'drawer', name), device);
      // Lets the device go as soon as nothing is mounted from it.
      run('losetup', '--detach', device);
      // What lies behind the end that the device has now is EIO.
      truncateSync(image, good * bytesInMegabyte);
      run('losetup', '--set-capacity', device);
      return stickIn(drawer, name);
    },
    close: () => {
      for (const at of [...mounted].reverse()) letGo(at);
      rmSync(root, { recursive: true, force: true });
    },
  };
};

/** Stops the core for the moment in which something is done: shorter than the shell waits for a sign of life. */
const whileStopped = (core: number, work: () => void): void => {
  process.kill(core, 'SIGSTOP');
  try {
    work();
  } finally {
    process.kill(core, 'SIGCONT');
  }
};

/** Does something to a stick as soon as the kiosk has begun to write a file to it. Resolves with the name of that file when it is done. */
export const inMidWrite = (kiosk: TestKiosk, stick: UsbStick, work: () => void): Promise<string> => {
  const core = findCore(kiosk.shell);
  if (core === undefined) throw new Error('the kiosk has no core');
  // On a busy machine it would be written before this process gets its turn to see it: the core has to let others pass.
  setPriority(core, constants.priority.PRIORITY_LOW);
  const midWrite = new Promise<string>((resolve, reject) => {
    const watcher = watch(stick.folder, (_, file) => {
      if (!file?.endsWith('.partial')) return;
      watcher.close();
      try {
        whileStopped(core, () => {
          // Renamed already: it was not in mid-write, and what follows would prove nothing.
          if (!stick.files().includes(file)) throw new Error(`${file} was written too quickly`);
          work();
        });
        resolve(file);
      } catch (error) {
        reject(error);
      }
    });
  });
  return midWrite.finally(() => setPriority(core, constants.priority.PRIORITY_NORMAL));
};

/** `test` with a kiosk that looks for sticks where the test plugs them in. Skipped where nothing may be mounted. */
export const test = kioskTest.extend<{ usb: UsbPort; stickKiosk: TestKioskOptions }>({
  /** Options of the kiosk beside the place of its sticks. */
  stickKiosk: [{}, { option: true }],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants to see which fixtures are asked for.
  usb: async ({}, use, testInfo) => {
    testInfo.skip(!mayMount(), 'a stick is mounted, which only root may');
    const usb = openUsbPort();
    try {
      await use(usb);
    } finally {
      usb.close();
    }
  },
  kioskOptions: ({ usb, stickKiosk }, use) =>
    use({
      ...stickKiosk,
      settings: { ...stickKiosk.settings, maintenance: { stickFolders: [usb.folder] } },
    }),
});
