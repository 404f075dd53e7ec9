import { existsSync, lstatSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { systemClock } from '../../../drivers/device/clock.ts';
import { createIdCardReaderDriver } from '../../../drivers/id-card-reader/id-card-reader-driver.ts';
import { createPrinterDriver } from '../../../drivers/printer/printer-driver.ts';
import { createQrScannerDriver } from '../../../drivers/qr-scanner/qr-scanner-driver.ts';
import { printerAnswers } from '../../../drivers/simulator/printer/conditions.ts';
import { loadSettings } from '../../../electron/core/settings/load-settings.ts';
import { healthSchema } from '../../../platform/contract/api.ts';
import type { Station } from '../../../scripts/station/station-api.ts';
import { onePagePdf } from '../../e2e/support/one-page-pdf.ts';
import { findPersonalValues } from '../../e2e/support/personal-values.ts';
import { openTemporaryStation, type TemporaryStation } from '../../helpers/station.ts';

const opened: TemporaryStation[] = [];

const open = async (options: Parameters<typeof openTemporaryStation>[0] = {}): Promise<Station> => {
  const temporary = await openTemporaryStation(options);
  opened.push(temporary);
  return temporary.station;
};

afterEach(async () => {
  for (const temporary of opened.splice(0)) await temporary.close();
});

const health = (station: Station): Promise<Response> =>
  fetch(`${station.settings.platform.url}/v1/health`, { headers: { connection: 'close' } });

test('its settings are those of a kiosk', async () => {
  const station = await open({ settings: { session: { idleSeconds: 12 } } });
  const loaded = loadSettings(station.kioskFolder);
  expect(loaded).toMatchObject({
    ok: true,
    settings: {
      station: { code: 'qx-0001' },
      session: { idleSeconds: 12 },
      platform: { rootKey: station.platform.rootKey },
    },
  });
});

test('the platform is reached through the line alone', async () => {
  const station = await open();
  expect(station.settings.platform.url).not.toBe(station.platform.url);
  expect(healthSchema.parse(await (await health(station)).json()).status).toBe('ok');
  await station.network.cut();
  await expect(health(station)).rejects.toThrow(TypeError);
  expect((await fetch(`${station.platform.url}/v1/health`)).status).toBe(200);
  await station.network.restore();
  expect((await health(station)).status).toBe(200);
  expect(station.state().events.map(({ code }) => code)).toEqual(['line-cut', 'line-restored']);
});

test('a card that is laid is read over the serial port', async () => {
  const station = await open();
  const driver = createIdCardReaderDriver({
    transport: { kind: 'serial', path: station.readerPath, baudRate: 115200 },
    clock: systemClock,
  });
  const read = new Promise((resolve) => {
    driver.onCard((event) => {
      if (event.type === 'cardRead') resolve(event.record);
    });
  });
  driver.start();
  driver.enable();
  try {
    station.layCard('zhou-haifeng');
    expect(await read).toMatchObject({ kind: 'resident', name: '周海峰' });
  } finally {
    await driver.stop();
  }
});

test('a code that is shown is read over the serial port, and spoiled as the switches say', async () => {
  const station = await open();
  const driver = createQrScannerDriver({
    transport: { kind: 'serial', path: station.scannerPath, baudRate: 9600 },
    clock: systemClock,
  });
  const events: unknown[] = [];
  driver.onScan((event) => events.push(event));
  driver.start();
  driver.enable();
  try {
    await expect.poll(() => driver.status().state).toBe('online');
    station.showCode('驿站 𠮷');
    await expect.poll(() => events).toEqual([{ type: 'scanned', text: '驿站 𠮷', symbology: 'qr-code' }]);
    await station.setFault('scanner-oversized', true);
    station.showCode('驿站');
    await expect.poll(() => events.at(-1)).toEqual({ type: 'refused', reason: 'oversized' });
  } finally {
    await driver.stop();
  }
});

test.each([
  { name: 'reader-refuses-cards', reason: 'card-refused' },
  { name: 'reader-loses-cards', reason: 'card-lost' },
])('$name: a card that is laid is $reason, and read once the fault is gone', async ({ name, reason }) => {
  const station = await open();
  const driver = createIdCardReaderDriver({
    transport: { kind: 'serial', path: station.readerPath, baudRate: 115200 },
    clock: systemClock,
  });
  const ends: string[] = [];
  driver.onCard((event) => {
    if (event.type === 'readFailed') ends.push(event.reason);
    if (event.type === 'cardRead') ends.push('read');
  });
  driver.start();
  driver.enable();
  try {
    await station.setFault(name, true);
    station.layCard('zhou-haifeng');
    await expect.poll(() => ends, { timeout: 20_000 }).toContain(reason);
    await station.setFault(name, false);
    station.liftCard();
    station.layCard('zhou-haifeng');
    await expect.poll(() => ends.at(-1), { timeout: 20_000 }).toBe('read');
    expect(new Set(ends)).toEqual(new Set([reason, 'read']));
  } finally {
    await driver.stop();
  }
});

test('paper that runs out holds the document up in the tray until it is refilled', async () => {
  const station = await open();
  station.paperTray.empty();
  const printer = createPrinterDriver({ uri: station.settings.devices.printer.uri, clock: systemClock });
  try {
    const outcome = printer.print(
      { documents: [onePagePdf], jobName: 'trial', copies: 1, pages: 1 },
      () => undefined,
    );
    await expect.poll(() => station.state().events.map(({ code }) => code)).toContain('job-stopped');
    expect(station.printedDocuments().map(({ state }) => state)).toEqual(['printing']);
    station.paperTray.fill(1);
    expect((await outcome).outcome).toBe('completed');
    expect(
      station.printedDocuments().map(({ state, pdf }) => [state, Buffer.from(pdf).equals(onePagePdf)]),
    ).toEqual([['completed', true]]);
    expect(station.state().paper?.sheets).toBe(0);
  } finally {
    await printer.stop();
  }
});

test('a printer that is restarted in mid-job leaves a document that ended early', async () => {
  const station = await open({ printerConditions: { millisecondsPerPage: 60_000 } });
  const printer = createPrinterDriver({ uri: station.settings.devices.printer.uri, clock: systemClock });
  try {
    const outcome = printer.print(
      { documents: [onePagePdf], jobName: 'trial', copies: 1, pages: 1 },
      () => undefined,
    );
    await expect.poll(() => station.printedDocuments()).toHaveLength(1);
    await station.setFault('printer-reboot', true);
    expect((await outcome).outcome).toBe('unknown');
    expect(station.printedDocuments().map(({ state }) => state)).toEqual(['ended-early']);
  } finally {
    await printer.stop();
  }
});

test('everything that the simulated printer can answer wrongly has a switch', async () => {
  const station = await open();
  const seen: (string | undefined)[] = [];
  for (const { name, device, kind } of station.state().faults) {
    if (device !== 'printer' || kind !== 'switch') continue;
    await station.setFault(name, true);
    seen.push(station.simulators.printer?.conditions().answers);
    await station.setFault(name, false);
    expect([name, station.simulators.printer?.conditions().answers]).toEqual([name, 'normal']);
  }
  expect(new Set(seen)).toEqual(new Set(printerAnswers));
});

test('with a printer of its own it has no hands for paper', async () => {
  const station = await open({ printer: { uri: 'ipp://127.0.0.1:9/ipp/print' } });
  expect(station.state().paper).toBeNull();
  expect(station.state().faults.some(({ device }) => device === 'printer')).toBe(false);
  expect(() => station.paperTray.empty()).toThrow('not simulated');
  expect(await station.perform({ name: 'emptyPaperTray' })).toEqual({
    done: false,
    reason: 'no-simulated-printer',
  });
});

test('a card or a fault that nobody knows is a mistake of the caller', async () => {
  const station = await open();
  expect(() => station.layCard('nobody')).toThrow('lin-xiaolan');
  await expect(station.setFault('flood', true)).rejects.toThrow('printer-jam');
});

test('closing ends everything: ports closed, the serial port gone', async () => {
  const station = await open();
  expect(lstatSync(station.readerPath).isSymbolicLink()).toBe(true);
  await station.close();
  expect(existsSync(station.readerPath)).toBe(false);
  expect(existsSync(station.scannerPath)).toBe(false);
  await expect(health(station)).rejects.toThrow(TypeError);
  await expect(fetch(station.settings.devices.printer.uri.replace('ipp:', 'http:'))).rejects.toThrow(
    TypeError,
  );
  await expect(fetch(station.platform.url)).rejects.toThrow(TypeError);
  await station.close();
});

test('what searches the disk for personal values finds them, in either encoding', () => {
  const folder = mkdtempSync(join(tmpdir(), 'yizhan-personal-'));
  try {
    expect(findPersonalValues(folder, 'lin-xiaolan')).toEqual([]);
    writeFileSync(join(folder, 'log'), 'name=林晓岚');
    writeFileSync(join(folder, 'core'), Buffer.from('..430199195803120429..', 'utf16le'));
    expect(findPersonalValues(folder, 'lin-xiaolan').toSorted()).toEqual([
      'core: 19580312',
      'core: 430199195803120429',
      'log: 林晓岚',
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
