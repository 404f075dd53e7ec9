import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Where each file of scripts/packaging/debian goes. */
const sources = join(import.meta.dirname, 'debian');
const placed = [
  { file: 'yizhan.service', path: 'usr/lib/systemd/system/yizhan.service', mode: 0o644 },
  { file: '60-yizhan.rules', path: 'usr/lib/udev/rules.d/60-yizhan.rules', mode: 0o644 },
  { file: 'yizhan', path: 'usr/bin/yizhan', mode: 0o755 },
  { file: 'postinst', path: 'DEBIAN/postinst', mode: 0o755 },
  { file: 'prerm', path: 'DEBIAN/prerm', mode: 0o755 },
  { file: 'postrm', path: 'DEBIAN/postrm', mode: 0o755 },
] as const;

/** Libraries that Electron links, what the drivers need, the session's compositor, and a font with every Han character. */
const dependencies = [
  'adduser',
  'cage',
  'fonts-noto-cjk',
  'libasound2 | libasound2t64',
  'libatk-bridge2.0-0 | libatk-bridge2.0-0t64',
  'libatspi2.0-0 | libatspi2.0-0t64',
  'libc6 (>= 2.35)',
  'libcups2 | libcups2t64',
  'libdrm2',
  'libgbm1',
  'libgtk-3-0 | libgtk-3-0t64',
  'libnss3',
  'libsecret-1-0',
  'libudev1',
  'libusb-1.0-0',
  'libuuid1',
  'seatd',
  'systemd (>= 250)',
  'udev',
  'xkb-data',
  // cage ends where it finds none, though the kiosk speaks Wayland to it.
  'xwayland',
];

export interface DebOptions {
  /** What electron-builder packed: `linux-unpacked`. */
  readonly unpacked: string;
  readonly version: string;
  /** Of Debian, e.g. `amd64`. */
  readonly architecture: string;
  /** Third-party licences, for /usr/share/doc. */
  readonly notices: string;
  readonly output: string;
  /** Not for a station: said in its description. */
  readonly trial: boolean;
}

const sizeOf = (path: string): number =>
  statSync(path).isDirectory()
    ? readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0)
    : statSync(path).size;

/** Everybody reads what is installed and nobody but root writes it; nothing gains rights by being run. */
const setModes = (path: string): void => {
  const state = statSync(path);
  chmodSync(path, state.isDirectory() || (state.mode & 0o100) !== 0 ? 0o755 : 0o644);
  if (state.isDirectory()) for (const name of readdirSync(path)) setModes(join(path, name));
};

const control = ({ version, architecture, trial }: DebOptions, kilobytes: number): string =>
  `Package: yizhan
Version: ${version}
Architecture: ${architecture}
Maintainer: Yizhan <yizhan@localhost>
Installed-Size: ${kilobytes}
Depends: ${dependencies.join(', ')}
Recommends: ipp-usb
Section: misc
Priority: optional
Description: Self-service government kiosk
 Identifies residents, issues and prints certificates, takes applications,
 online or offline, in a session of its own.${trial ? '\n .\n TRIAL with an old Electron, to look at the package: not for a station.' : ''}
`;

/**
 * Makes a deb of what electron-builder packed, with unit, udev rules, an account of its own and the command `yizhan`.
 * Needs `dpkg-deb` alone. Returns the path of the deb.
 *
 * @throws Error with what dpkg-deb said, when it fails
 */
export const makeDeb = (options: DebOptions): string => {
  const root = mkdtempSync(join(tmpdir(), 'yizhan-deb-'));
  try {
    chmodSync(root, 0o755);
    cpSync(options.unpacked, join(root, 'opt/yizhan'), { recursive: true });
    const documents = join(root, 'usr/share/doc/yizhan');
    mkdirSync(documents, { recursive: true });
    cpSync(options.notices, join(documents, 'copyright'));
    cpSync(join(import.meta.dirname, '../../docs/operations.md'), join(documents, 'README'));
    setModes(root);
    const kilobytes = Math.ceil(sizeOf(root) / 1024);
    for (const { file, path, mode } of placed) {
      const target = join(root, path);
      mkdirSync(dirname(target), { recursive: true });
      cpSync(join(sources, file), target);
      chmodSync(target, mode);
    }
    writeFileSync(join(root, 'DEBIAN/control'), control(options, kilobytes), { mode: 0o644 });
    mkdirSync(dirname(options.output), { recursive: true });
    const built = spawnSync(
      'dpkg-deb',
      ['--build', '--root-owner-group', '-Zxz', '-z1', root, options.output],
      {
        encoding: 'utf8',
      },
    );
    if (built.status !== 0) {
      throw new Error(`dpkg-deb failed: ${built.error?.message ?? built.stderr.trim()}`);
    }
    return options.output;
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
};
