import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../drivers/device/clock.ts';
import type { ByteTransport, LineLoss } from '../../../drivers/transport/byte-transport.ts';
import { createSerialTransport } from '../../../drivers/transport/serial-transport.ts';
import { temporaryFolder } from '../../helpers/serial-line.ts';

/**
 * Upstream bindings-cpp issue 162: when the line hangs up before the native side reads again after data, it reads in
 * an endless loop and says nothing. These tests bring exactly that about, and check that the transport ends it.
 */

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let path: string;
let transport: ByteTransport;
const children: ChildProcessWithoutNullStreams[] = [];

const plug = async (): Promise<ChildProcessWithoutNullStreams> => {
  const socat = spawn('socat', ['-d', '-d', `pty,raw,echo=0,link=${path}`, '-']);
  children.push(socat);
  for (let said = ''; !said.includes('transfer loop'); )
    said += String((await once(socat.stderr, 'data'))[0]);
  return socat;
};

/** Kills the line while the first data is being handled, so that the next native read comes after the hang-up. */
const hangUpRightAfterData = (socat: ChildProcessWithoutNullStreams): Promise<void> =>
  new Promise((resolve) => {
    transport.onData(() => {
      socat.kill('SIGKILL');
      // Holds the event loop until the kernel has hung up: the native side must not get to read before.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
      resolve();
    });
    socat.stdin.write('x'.repeat(64));
  });

/** Processor time that this process uses within 300 ms, as a share of one core. */
const load = async (): Promise<number> => {
  const before = process.cpuUsage();
  const start = performance.now();
  await new Promise<void>((resolve) => systemClock.after(300, resolve));
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / (performance.now() - start);
};

beforeEach(async () => {
  folder = await temporaryFolder();
  path = join(folder.path, 'reader');
  transport = createSerialTransport({ path, baudRate: 115200, clock: systemClock });
});

afterEach(async () => {
  await transport.close();
  for (const child of children.splice(0)) {
    if (child.exitCode === null && child.signalCode === null) {
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      await exited;
    }
  }
  await folder.remove();
});

it('overwrites what it read when the listener has had it', async () => {
  const socat = await plug();
  expect(await transport.open()).toEqual({ ok: true });
  const said: string[] = [];
  const kept: Uint8Array[] = [];
  const whole = new Promise<void>((resolve) =>
    transport.onData((bytes) => {
      said.push(Buffer.from(bytes).toString('latin1'));
      kept.push(bytes);
      if (said.join('').endsWith('.')) setImmediate(resolve);
    }),
  );
  socat.stdin.write('430199195803120429.');
  await whole;
  expect(said.join('')).toBe('430199195803120429.');
  expect(kept.every((bytes) => bytes.every((byte) => byte === 0))).toBe(true);
});

describe('a hang-up right after data', () => {
  it('is noticed where the path is gone, and the endless native read ends', async () => {
    const socat = await plug();
    expect(await transport.open()).toEqual({ ok: true });
    const lost = new Promise<LineLoss>((resolve) => transport.onClosed(resolve));
    await hangUpRightAfterData(socat);
    await rm(path, { force: true });
    expect((await lost).reason).toBe('port-closed');
    await transport.close();
    expect(await load()).toBeLessThan(0.5);
  });

  it('is noticed with the path back in its place and nothing written, and never holds up the process', async () => {
    const socat = await plug();
    expect(await transport.open()).toEqual({ ok: true });
    const lost = new Promise<LineLoss>((resolve) => transport.onClosed(resolve));
    await hangUpRightAfterData(socat);
    await rm(path, { force: true });
    await plug();
    const start = performance.now();
    const delays = monitorEventLoopDelay({ resolution: 5 });
    const memory = process.memoryUsage().rss;
    delays.enable();
    expect((await lost).reason).toBe('port-closed');
    delays.disable();
    // Looked at every second; the rest is for a busy machine.
    expect(performance.now() - start).toBeLessThan(3000);
    expect(delays.percentile(90) / 1e6).toBeLessThan(100);
    expect(process.memoryUsage().rss - memory).toBeLessThan(100e6);
    await transport.close();
    expect(await load()).toBeLessThan(0.5);
  });

  it('is noticed by the next heartbeat where the path is back at once', async () => {
    const socat = await plug();
    expect(await transport.open()).toEqual({ ok: true });
    const lost = new Promise<LineLoss>((resolve) => transport.onClosed(resolve));
    await hangUpRightAfterData(socat);
    await rm(path, { force: true });
    await plug();
    transport.write(Uint8Array.of(1));
    expect((await lost).reason).toBe('port-closed');
    await transport.close();
    expect(await load()).toBeLessThan(0.5);
  });
});

describe('a serial transport', () => {
  it('carries bytes both ways, in order', async () => {
    const socat = await plug();
    await transport.open();
    const received: number[] = [];
    const all = new Promise<void>((resolve) => {
      transport.onData((bytes) => {
        received.push(...bytes);
        if (received.length === 5000) resolve();
      });
    });
    const sent = Uint8Array.from({ length: 5000 }, (_, index) => index % 251);
    socat.stdin.write(sent);
    await all;
    expect(received).toEqual([...sent]);
    transport.write(Uint8Array.of(0, 255, 13, 10, 17, 19));
    expect([...((await once(socat.stdout, 'data'))[0] as Uint8Array)]).toEqual([0, 255, 13, 10, 17, 19]);
  });

  it('can be closed before, during and after opening, and twice', async () => {
    await plug();
    const unopened = createSerialTransport({ path, baudRate: 9600, clock: systemClock });
    await unopened.close();
    const opening = transport.open();
    await Promise.all([transport.close(), transport.close()]);
    expect(await opening).toMatchObject({ ok: false, reason: 'port-open-failed' });
    const next = createSerialTransport({ path, baudRate: 9600, clock: systemClock });
    let told = false;
    next.onClosed(() => {
      told = true;
    });
    expect(await next.open()).toEqual({ ok: true });
    await next.close();
    await next.close();
    expect(told).toBe(false);
  });
});
