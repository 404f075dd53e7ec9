/**
 * `npm run test:hid`: proves the HID drivers on the kernel's own HID stack, where an ordinary test machine has none to
 * plug simulated devices into. A guest under QEMU's software emulation boots a Debian kernel with `uhid`, sees this
 * machine's files read-only, and runs test/hid/guest-program.ts with the real node-hid. About 30 s on an idle machine.
 */
import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { makeBootFiles } from './boot-files.ts';
import { fetchPackages } from './fetch-packages.ts';
import { readResults } from './results.ts';

const project = join(import.meta.dirname, '../..');
const cache = join(project, '.cache/hid-guest');
const emulator = 'qemu-system-x86_64';
/** Longest time from power-on to the last result, milliseconds. */
const bootAndRunWithin = 300_000;

const skip = (why: string): never => {
  console.log(`skipped: ${why}`);
  process.exit(0);
};

const runGuest = (kernel: string, initramfs: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const guest = spawn(
      emulator,
      [
        ...[
          '-accel',
          'tcg',
          '-m',
          '768',
          '-nodefaults',
          '-no-reboot',
          '-display',
          'none',
          '-serial',
          'stdio',
        ],
        ...['-kernel', kernel, '-initrd', initramfs],
        ...['-append', 'console=ttyS0 quiet loglevel=1 panic=-1 mitigations=off'],
        ...['-virtfs', 'local,path=/,mount_tag=root,security_model=none,readonly=on,multidevs=remap'],
      ],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    );
    let text = '';
    guest.stdout.on('data', (part: Buffer) => {
      text += part.toString('latin1');
    });
    guest.stderr.on('data', (part: Buffer) => {
      text += part.toString('latin1');
    });
    const timer = setTimeout(() => guest.kill('SIGKILL'), bootAndRunWithin);
    guest.once('error', reject);
    guest.once('close', () => {
      clearTimeout(timer);
      resolve(Buffer.from(text, 'latin1').toString('utf8'));
    });
  });

if (process.platform !== 'linux' || process.arch !== 'x64') skip('needs Linux on x86-64');
if (spawnSync(emulator, ['--version']).error) {
  skip(`${emulator} is not installed (apt-get install --no-install-recommends qemu-system-x86)`);
}
const packages = fetchPackages(cache);
if (packages.ok) {
  const program = join(project, 'test/hid/guest-program.ts');
  const { kernel, initramfs } = makeBootFiles(packages.folder, [process.execPath, program]);
  const start = performance.now();
  const output = await runGuest(kernel, initramfs);
  const results = readResults(output);
  for (const { name, ok, detail } of results)
    console.log(`${ok ? 'passed' : 'FAILED'}: ${name}${detail && ` (${detail})`}`);
  const passed = results.filter(({ ok }) => ok).length;
  console.log(`${passed} of ${results.length} passed in ${Math.round((performance.now() - start) / 1000)} s`);
  if (results.length === 0 || passed < results.length) {
    console.log(`The guest's console:\n${output}`);
    process.exitCode = 1;
  }
} else {
  skip(packages.reason);
}
