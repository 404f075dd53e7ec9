import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folder, packInitramfs, program } from './initramfs.ts';
import { modulesInOrder } from './kernel-modules.ts';

/** Puts a text into a shell script as one word. */
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** The guest's first program: loads the modules, takes the host's files as its root, read-only, and runs one command there. */
const initScript = (command: readonly string[]): string => `#!/bin/busybox sh
B=/bin/busybox
$B mount -t proc proc /proc
$B mount -t sysfs sys /sys
$B mount -t devtmpfs dev /dev
for module in /modules/*; do $B insmod $module || $B echo "cannot load $module"; done
$B mount -t 9p -o trans=virtio,version=9p2000.L,ro,msize=262144,cache=loose root /root || $B echo "no root"
$B mount --bind /dev /root/dev
$B mount -t proc proc /root/proc
$B mount -t sysfs sys /root/sys
$B mount -t tmpfs run /root/run
$B mount -t tmpfs tmp /root/tmp
UV_THREADPOOL_SIZE=16 HOME=/tmp $B chroot /root ${command.map(quoted).join(' ')}
$B poweroff -f
`;

/**
 * Makes what the guest boots from; resolves to the paths of kernel and initramfs.
 *
 * @param packages what `fetchPackages` unpacked
 * @param command runs in the guest, with absolute paths of the host
 */
export const makeBootFiles = (
  packages: string,
  command: readonly string[],
): { readonly kernel: string; readonly initramfs: string } => {
  const kernel = readdirSync(join(packages, 'boot')).find((file) => file.startsWith('vmlinuz-'));
  const shell = [join(packages, 'bin/busybox'), join(packages, 'usr/bin/busybox')].find(existsSync);
  if (kernel === undefined || shell === undefined) throw new Error(`${packages} is not whole: remove it`);
  const modules = modulesInOrder(join(packages, 'lib/modules')).map(({ name, content }, index) =>
    program(`modules/${String(index).padStart(2, '0')}-${name}.ko`, content),
  );
  const initramfs = join(packages, 'initramfs.cpio');
  writeFileSync(
    initramfs,
    packInitramfs([
      ...['bin', 'dev', 'proc', 'sys', 'root', 'modules'].map(folder),
      program('bin/busybox', readFileSync(shell)),
      program('init', Buffer.from(initScript(command))),
      ...modules,
    ]),
  );
  return { kernel: join(packages, 'boot', kernel), initramfs };
};
