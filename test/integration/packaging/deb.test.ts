import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wrongFuses } from '../../../scripts/packaging/check-fuses.ts';
import { settingsSchema } from '../../../electron/core/settings/settings-schema.ts';
import { makeDeb } from '../../../scripts/packaging/make-deb.ts';
import { findElectron } from '../../../scripts/station/kiosk/electron-command.ts';

const run = (
  command: string,
  ...args: string[]
): { readonly status: number | null; readonly said: string } => {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  return { status, said: `${stdout}${stderr}` };
};

let folder: string;
let installed: string;
let deb: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'yizhan-deb-test-'));
  const unpacked = join(folder, 'unpacked');
  mkdirSync(join(unpacked, 'resources'), { recursive: true });
  writeFileSync(join(unpacked, 'yizhan'), '#!/bin/sh\n');
  chmodSync(join(unpacked, 'yizhan'), 0o775);
  writeFileSync(join(unpacked, 'chrome-sandbox'), '');
  chmodSync(join(unpacked, 'chrome-sandbox'), 0o4755);
  writeFileSync(join(unpacked, 'resources/app.asar'), '');
  const notices = join(folder, 'notices.txt');
  writeFileSync(notices, 'licences');
  deb = makeDeb({
    unpacked,
    version: '1.2.3',
    architecture: 'amd64',
    notices,
    output: join(folder, 'yizhan.deb'),
    trial: false,
  });
  installed = join(folder, 'installed');
  run('dpkg-deb', '-R', deb, installed);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the deb', () => {
  it('names itself, its session and its libraries', () => {
    const { said } = run('dpkg-deb', '-f', deb);
    expect(said).toMatch(/^Package: yizhan$/m);
    expect(said).toMatch(/^Version: 1\.2\.3$/m);
    expect(said).toMatch(/^Depends: .*\bcage\b.*\blibusb-1\.0-0\b.*\bseatd\b.*\bxwayland\b/m);
    expect(said).not.toContain('TRIAL');
  });

  it('is written by nobody but root, and gives nobody rights by being run', () => {
    const lines = run('dpkg-deb', '-c', deb).said.trim().split('\n');
    expect(lines.length).toBeGreaterThan(10);
    for (const line of lines) expect(line).toMatch(/^[d-]rwxr-xr-x root\/root|^-rw-r--r-- root\/root/);
    const files = lines.map((line) => line.slice(line.indexOf('./') + 1));
    for (const file of [
      '/opt/yizhan/yizhan',
      '/usr/bin/yizhan',
      '/usr/lib/systemd/system/yizhan.service',
      '/usr/lib/udev/rules.d/60-yizhan.rules',
      '/usr/share/doc/yizhan/copyright',
    ]) {
      expect(files).toContain(file);
    }
  });

  it('has scripts that a shell understands, an account without a login shell, and leaves the data where it is', () => {
    for (const script of ['DEBIAN/postinst', 'DEBIAN/prerm', 'DEBIAN/postrm', 'usr/bin/yizhan']) {
      expect(run('sh', '-n', join(installed, script))).toEqual({ status: 0, said: '' });
    }
    expect(readFileSync(join(installed, 'DEBIAN/postinst'), 'utf8')).toContain('--shell /usr/sbin/nologin');
    for (const script of ['DEBIAN/prerm', 'DEBIAN/postrm']) {
      expect(readFileSync(join(installed, script), 'utf8')).not.toMatch(/\brm\b|deluser/);
    }
  });

  it('has a unit that systemd understands, that is watched, started anew for ever, and dumps no memory', () => {
    const unit = join(installed, 'usr/lib/systemd/system/yizhan.service');
    const { said } = run('systemd-analyze', 'verify', unit);
    // The compositor comes with the dependencies of the deb, which is not installed here.
    expect(
      said.split('\n').filter((line) => line.includes('yizhan.service') && !line.includes('/usr/bin/cage')),
    ).toEqual([]);
    const lines = readFileSync(unit, 'utf8').split('\n');
    expect(lines.filter((line) => line.startsWith('PAMName='))).toEqual([]);
    for (const line of [
      'User=yizhan',
      'Type=notify',
      // What runs in a session of logind is outside of the unit, and its signs are not heard.
      'Environment=YIZHAN_DATA_FOLDER=/var/lib/yizhan XDG_RUNTIME_DIR=/run/yizhan XDG_SESSION_TYPE=wayland LIBSEAT_BACKEND=seatd',
      'RuntimeDirectory=yizhan',
      'NotifyAccess=all',
      'WatchdogSec=60',
      'Restart=always',
      'StartLimitIntervalSec=0',
      'LimitCORE=0',
      'NoNewPrivileges=yes',
      'ProtectSystem=strict',
      // A stick that is plugged in when it starts can be written to.
      'ReadWritePaths=/var/lib/yizhan -/sys/devices -/run/media -/media',
    ]) {
      expect(lines).toContain(line);
    }
  });

  it('gives readers, scanners and the backlight to the account of the kiosk alone', () => {
    const lines = readFileSync(join(installed, 'usr/lib/udev/rules.d/60-yizhan.rules'), 'utf8').split('\n');
    const light = lines.filter((line) => line.includes('SUBSYSTEM=="backlight"'));
    expect(light).toEqual([
      expect.stringMatching(/chgrp yizhan \/sys%p\/brightness.*chmod g\+w \/sys%p\/brightness/),
    ]);
    const rules = lines.filter((line) => line.startsWith('SUBSYSTEM'));
    expect(rules.length).toBeGreaterThan(4);
    for (const rule of rules) expect(rule).toMatch(/GROUP="yizhan", MODE="0660"/);
  });

  it('has a stick mounted for that account, without programs or devices on it, where the kiosk looks', () => {
    const rules = readFileSync(join(installed, 'usr/lib/udev/rules.d/60-yizhan.rules'), 'utf8').split('\n');
    const mounts = rules.filter((line) => line.includes('systemd-mount'));
    expect(mounts).toEqual([
      expect.stringMatching(
        /^ACTION=="add", SUBSYSTEM=="block", ENV\{ID_BUS\}=="usb", .*--owner=yizhan --property=LazyUnmount=yes --options=nosuid,nodev,noexec \$devnode"$/,
      ),
    ]);
    expect(mounts[0]).toContain(', ENV{ID_PART_ENTRY_TYPE}!="c12a7328-f81f-11d2-ba4b-00c04fc93ec9|0xef", ');
    // systemd-mount(1): a removable device goes to /run/media/system/NAME.
    expect(settingsSchema.shape.maintenance.parse(undefined).stickFolders).toContain('/run/media');
  });
});

describe('the fuses of an executable', () => {
  it('are told where they are as Electron ships them', async () => {
    expect(await wrongFuses(findElectron())).toContain('RunAsNode is not off');
  });
});
