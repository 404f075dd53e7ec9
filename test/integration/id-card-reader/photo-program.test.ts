import { readFileSync } from 'node:fs';
import { chmod, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../drivers/device/clock.ts';
import { createVendorProgramDecoder } from '../../../drivers/id-card-reader/photo/vendor-program-decoder.ts';
import { encodePhotoBlock } from '../../../drivers/simulator/residents/encode-card.ts';
import { decodeSimulatedPhoto } from '../../../drivers/simulator/residents/photo/simulated-photo-codec.ts';
import { linXiaolan } from '../../../drivers/simulator/residents/residents.ts';
import { createPhotoDecoder } from '../../../electron/core/devices/photo-decoding.ts';
import { settingsSchema } from '../../../electron/core/settings/settings-schema.ts';
import { temporaryFolder } from '../../helpers/serial-line.ts';

const block = encodePhotoBlock(linXiaolan.card);
const simulatorProgram = join(
  import.meta.dirname,
  '../../../drivers/simulator/residents/photo/decode-photo-program.ts',
);

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.remove());

/** A shell script that stands in for a vendor's program. */
const program = async (script: string): Promise<string> => {
  const path = join(folder.path, 'decode photo; rm -rf $HOME');
  await writeFile(path, `#!/bin/sh\n${script}\n`);
  await chmod(path, 0o755);
  return path;
};
const decodeBy = async (script: string, timeout = 10_000) =>
  createVendorProgramDecoder({ program: await program(script), clock: systemClock, timeout }).decode(block);

/** Whether a process runs; one that has ended and waits for its parent does not. */
const isRunning = (processId: number): boolean => {
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${processId}/stat`, 'utf8'));
  } catch {
    return false;
  }
};

describe('the program that decodes photos', () => {
  it('is run as the settings name it; the simulator’s own gives the portrait', async () => {
    const settings = settingsSchema.shape.devices.shape.idCardReader.parse({
      transport: 'serial',
      path: '/dev/ttyS0',
      photoDecoder: {
        program: process.execPath,
        arguments: [simulatorProgram],
        timeoutMilliseconds: 10_000,
      },
    });
    const decoder = createPhotoDecoder(settings, systemClock);
    expect(await decoder.decode(block)).toEqual(decodeSimulatedPhoto(block));
    const damaged = block.slice();
    damaged[300] = (damaged[300] ?? 0) ^ 1;
    expect(await decoder.decode(damaged)).toEqual({
      ok: false,
      reason: 'decoder-failed',
      detail: 'ended with 1',
    });
  });

  it('may write plain RGB', async () => {
    const photo = await decodeBy('cat > /dev/null; head -c 38556 /dev/zero');
    expect(photo).toEqual({ ok: true, width: 102, height: 126, rgb: new Uint8Array(38_556) });
  });

  it('gets the block, and neither variables nor a shell nor the folder of the kiosk', async () => {
    const seen = join(folder.path, 'seen');
    await decodeBy(`cat > ${seen}-block; env > ${seen}-variables; pwd > ${seen}-folder`);
    expect(Uint8Array.from(await readFile(`${seen}-block`))).toEqual(block);
    // What the shell of the script sets itself.
    const variables = (await readFile(`${seen}-variables`, 'utf8'))
      .split('\n')
      .map((line) => line.split('=')[0]);
    expect(variables.filter((name) => !['PWD', 'OLDPWD', 'SHLVL', '_', ''].includes(name ?? ''))).toEqual([]);
    expect((await readFile(`${seen}-folder`, 'utf8')).trim()).toBe(folder.path);
  });

  it('leaves nothing on the disk', async () => {
    await decodeBy('cat > /dev/null; head -c 38556 /dev/zero');
    expect(await readdir(folder.path)).toHaveLength(1);
  });

  it('is killed with what it started when it takes too long', async () => {
    const note = join(folder.path, 'children');
    const started = performance.now();
    expect(await decodeBy(`sleep 600 & echo $! $$ > ${note}; sleep 600`, 500)).toEqual({
      ok: false,
      reason: 'decoder-timed-out',
      detail: 'no picture within 500 ms',
    });
    expect(performance.now() - started).toBeLessThan(5000);
    const children = (await readFile(note, 'utf8')).trim().split(' ').map(Number);
    expect(children).toHaveLength(2);
    await expect.poll(() => children.filter(isRunning)).toEqual([]);
  });

  it('is killed when it writes too much', async () => {
    expect(await decodeBy('cat /dev/zero')).toEqual({
      ok: false,
      reason: 'not-a-picture',
      detail: 'more than 65536 bytes',
    });
  });

  it.each([
    ['exit 3', 'decoder-failed', 'ended with 3'],
    ['kill -9 $$', 'decoder-failed', 'ended with SIGKILL'],
    ['exec < /dev/null; exit 0', 'not-a-picture', 'not-a-bitmap'],
    ['head -c 500 /dev/zero', 'not-a-picture', 'not-a-bitmap'],
    ["printf 'BM'; head -c 60000 /dev/zero", 'not-a-picture', 'not-a-bitmap'],
  ])('that does `%s` gives %s', async (script, reason, detail) => {
    expect(await decodeBy(script)).toEqual({ ok: false, reason, detail });
  });

  it('that is missing, or may not be run, gives its reason', async () => {
    const missing = createVendorProgramDecoder({ program: join(folder.path, 'nowhere'), clock: systemClock });
    expect(await missing.decode(block)).toEqual({
      ok: false,
      reason: 'decoder-not-started',
      detail: 'ENOENT',
    });
    const plain = await program('exit 0');
    await chmod(plain, 0o644);
    const refused = createVendorProgramDecoder({ program: plain, clock: systemClock });
    expect(await refused.decode(block)).toMatchObject({ reason: 'decoder-not-started', detail: 'EACCES' });
  });

  it('is not run for what is no photo block, and must have an absolute path', async () => {
    const decoder = createVendorProgramDecoder({ program: join(folder.path, 'nowhere'), clock: systemClock });
    expect(await decoder.decode(new Uint8Array(1024))).toMatchObject({ reason: 'not-a-photo-block' });
    expect(() => createVendorProgramDecoder({ program: 'decode', clock: systemClock })).toThrow(RangeError);
  });
});
