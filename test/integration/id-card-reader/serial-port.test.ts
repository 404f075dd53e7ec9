import { execFileSync } from 'node:child_process';
import { chmod, readlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Duplex } from 'node:stream';
import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../drivers/device/clock.ts';
import type { IdCardReader } from '../../../drivers/id-card-reader/id-card-reader.ts';
import { createIdCardReaderDriver } from '../../../drivers/id-card-reader/id-card-reader-driver.ts';
import { createSimulatedIdCardReader } from '../../../drivers/simulator/id-card-reader/id-card-reader-simulator.ts';
import { linXiaolan } from '../../../drivers/simulator/residents/residents.ts';
import { createSerialLine } from '../../../drivers/simulator/serial-line/serial-line.ts';
import {
  type ReaderOnSerialLine,
  readerOnSerialLine,
  statusOf,
  temporaryFolder,
} from '../../helpers/serial-line.ts';

const recoveryTime = 5000;
/** An unprivileged user, where the tests run as root, whom no permission binds. */
const nobody = 65534;

const cleanUps: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

const open = async (): Promise<ReaderOnSerialLine> => {
  const reader = await readerOnSerialLine();
  cleanUps.push(() => reader.close());
  return reader;
};

const folder = async (): Promise<string> => {
  const made = await temporaryFolder();
  cleanUps.push(made.remove);
  return made.path;
};

const driverOn = (path: string): IdCardReader => {
  const driver = createIdCardReaderDriver({
    transport: { kind: 'serial', path, baudRate: 115200 },
    clock: systemClock,
  });
  cleanUps.push(() => driver.stop());
  driver.start();
  return driver;
};

const failure = (driver: IdCardReader) => statusOf(driver, ({ reasons }) => reasons.length > 0);

describe('unplugging', () => {
  it('is noticed, and the same driver reads again when the cable is back', async () => {
    const reader = await open();
    await reader.status(({ state }) => state === 'online');
    await reader.line.unplug();
    const gone = await reader.status(({ state }) => state === 'noDevice');
    expect(['port-closed', 'port-not-found']).toContain(gone.reasons[0]?.code);
    await reader.status(({ reasons }) => reasons[0]?.code === 'port-not-found');

    const start = performance.now();
    await reader.line.plug();
    await reader.status(({ state }) => state === 'online');
    expect(performance.now() - start).toBeLessThan(recoveryTime);
    reader.simulator.layCard(linXiaolan);
    expect((await reader.event('cardRead')).record).toEqual(linXiaolan.card);
  });

  it('in the middle of a read fails that read', async () => {
    const reader = await open();
    reader.simulator.layCard(linXiaolan);
    await reader.event('cardReading');
    await reader.line.unplug();
    expect((await reader.event('readFailed')).reason).toBe('line-lost');
    await reader.line.plug();
    reader.simulator.layCard(linXiaolan);
    await reader.event('cardRead');
  });

  // The native reader can hang when the line goes right after data: many times, at many moments.
  it('right after data, again and again, never leaves the driver stuck', { timeout: 120_000 }, async () => {
    const reader = await open();
    for (let round = 0; round < 12; round += 1) {
      await reader.status(({ state }) => state === 'online');
      const seen = reader.simulator.commandsSeen().length;
      await expect
        .poll(() => reader.simulator.commandsSeen().length, { interval: round, timeout: 20_000 })
        .toBeGreaterThan(seen);
      reader.line.stream.write(Uint8Array.of(0xaa, 0xaa));
      await reader.line.unplug();
      await reader.status(({ state }) => state === 'noDevice');
      await reader.line.plug();
    }
    await reader.status(({ state }) => state === 'online');
    reader.simulator.layCard(linXiaolan);
    await reader.event('cardRead');
  });
});

describe('a port that cannot be opened', () => {
  it('says that it is not there, and takes it when it comes', async () => {
    const path = join(await folder(), 'reader');
    const driver = driverOn(path);
    expect(await failure(driver)).toMatchObject({
      state: 'noDevice',
      reasons: [{ code: 'port-not-found', severity: 'error', actor: 'staff' }],
    });
    const line = await createSerialLine(path);
    cleanUps.push(() => line.close());
    // Nobody answers at the other end, but the port is open.
    await statusOf(driver, ({ reasons }) => reasons[0]?.code === 'no-answer');
  });

  it('says that a file is no serial port', async () => {
    const path = join(await folder(), 'reader');
    await writeFile(path, '');
    expect(await failure(driverOn(path))).toMatchObject({
      state: 'offline',
      reasons: [{ code: 'port-not-serial', actor: 'technician' }],
    });
  });

  it('says that a folder is no serial port', async () => {
    expect((await failure(driverOn(await folder()))).reasons[0]?.code).toBe('port-not-serial');
  });

  it('says that it has no right to it', async () => {
    const path = join(await folder(), 'reader');
    const line = await createSerialLine(path);
    cleanUps.push(() => line.close());
    await chmod(join(path, '..'), 0o755);
    await chmod(await readlink(path), 0o000);
    const isRoot = process.geteuid?.() === 0;
    if (isRoot) process.seteuid?.(nobody);
    try {
      expect(await failure(driverOn(path))).toMatchObject({
        state: 'offline',
        reasons: [{ code: 'port-access-denied', actor: 'technician' }],
      });
    } finally {
      if (isRoot) process.seteuid?.(0);
    }
  });

  it('says that another program has it, and takes it when it is free', async () => {
    const reader = await open();
    await reader.status(({ state }) => state === 'online');
    await reader.line.occupy();
    const busy = await reader.status(({ reasons }) => reasons[0]?.code === 'port-busy');
    expect(busy).toMatchObject({ state: 'offline', reasons: [{ actor: 'technician' }] });
    const start = performance.now();
    await reader.line.plug();
    await reader.status(({ state }) => state === 'online');
    expect(performance.now() - start).toBeLessThan(recoveryTime);
  });
});

describe('the rate', () => {
  it('is found where the settings say auto and the reader is set to 38400', async () => {
    const path = join(await folder(), 'reader');
    const line = await createSerialLine(path);
    cleanUps.push(() => line.close());
    // A pseudo terminal carries bytes at any rate, but remembers the one that was set.
    const deviceEnd = new Duplex({
      read() {},
      write(bytes, _encoding, done) {
        line.stream.write(bytes);
        done();
      },
    });
    const ratesHeard = new Set<number>();
    line.stream.on('data', (bytes: Uint8Array) => {
      const rate = Number(execFileSync('stty', ['-F', path, 'speed'], { encoding: 'utf8' }));
      ratesHeard.add(rate);
      if (rate === 38400) deviceEnd.push(bytes);
    });
    const simulator = createSimulatedIdCardReader({ stream: deviceEnd, clock: systemClock });
    const driver = createIdCardReaderDriver({
      transport: { kind: 'serial', path, baudRate: 'auto' },
      clock: systemClock,
    });
    cleanUps.push(async () => {
      await driver.stop();
      simulator.close();
    });
    driver.start();
    await statusOf(driver, ({ state }) => state === 'online');
    expect([...ratesHeard]).toEqual([115200, 57600, 38400]);
  });
});

describe('stopping', () => {
  it('frees the port, and may be done twice', async () => {
    const reader = await open();
    await reader.status(({ state }) => state === 'online');
    await Promise.all([reader.driver.stop(), reader.driver.stop()]);
    expect(reader.driver.status()).toEqual({ state: 'offline', reasons: [] });
    const second = driverOn(reader.line.devicePath);
    await statusOf(second, ({ state }) => state === 'online');
  });
});
