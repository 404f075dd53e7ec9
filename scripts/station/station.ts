import { systemClock } from '../../drivers/device/clock.ts';
import { jobStates } from '../../drivers/printer/ipp/codes.ts';
import { trayCapacity } from '../../drivers/simulator/printer/conditions.ts';
import type { PrinterSimulatorEvent } from '../../drivers/simulator/printer/print-engine.ts';
import type { FaultControl } from './faults/fault-control.ts';
import { createPrinterFaults } from './faults/printer-faults.ts';
import { createReaderFaults } from './faults/reader-faults.ts';
import { createScannerFaults } from './faults/scanner-faults.ts';
import { createIdentityCodes } from './identity-codes.ts';
import { createOutputTray } from './output-tray.ts';
import { performAction } from './station-actions.ts';
import type { Station, StationOptions } from './station-api.ts';
import { findResident, stationCards } from './station-cards.ts';
import { createStationLog, type StationLog } from './station-log.ts';
import { type Closers, closeAll, type StationParts, startParts } from './station-parts.ts';

const reportPrinter = (log: StationLog, event: PrinterSimulatorEvent, documentNumber: number): void => {
  const number = `#${documentNumber}`;
  switch (event.type) {
    case 'document-received':
    case 'job-stopped':
      log.report('printer', event.type, number);
      break;
    case 'page-printed':
      log.report('printer', event.type, `${number} ${event.impression}/${event.of}`);
      break;
    case 'job-ended':
      log.report(
        'printer',
        event.state === jobStates.completed ? 'job-completed' : 'job-ended-early',
        number,
      );
      break;
    case 'job-created':
    case 'conditions-changed':
    case 'rebooted':
      // Said by whatever caused it.
      break;
  }
};

/** Starts a station. Needs `socat`. Where a part cannot be started, what was started before it is ended again. */
export const createStation = async (options: StationOptions): Promise<Station> => {
  const closers: Closers = [];
  try {
    return assemble(await startParts(options, closers), closers);
  } catch (error) {
    await closeAll(closers);
    throw error;
  }
};

const assemble = (parts: StationParts, closers: Closers): Station => {
  const { kioskFolder, settings, platform, network, reader, scanner, printer } = parts;
  const log = createStationLog(() => systemClock.now());
  const faults: readonly FaultControl[] = [
    ...createReaderFaults(reader, parts.serialLine),
    ...createScannerFaults(scanner, parts.scannerLine),
    ...(printer ? createPrinterFaults(printer) : []),
  ];
  const outputTray =
    printer &&
    createOutputTray(printer, systemClock.now, (event, document) => reportPrinter(log, event, document));

  const fill = (sheets: number): void => {
    if (!printer) throw new Error('the printer is not simulated: its tray has no hands here');
    printer.set({ sheetsInTray: sheets });
    log.report('printer', sheets === 0 ? 'tray-emptied' : 'tray-filled', String(sheets));
  };

  const phones = createIdentityCodes(platform, systemClock.now);
  let shownCode: string | null = null;

  const station: Station = {
    kioskFolder,
    settings,
    readerPath: parts.serialLine.devicePath,
    scannerPath: parts.scannerLine.devicePath,
    platform,
    simulators: { reader, scanner, printer },
    network: {
      state: network.state,
      delay: network.delay,
      async cut() {
        await network.cut();
        log.report('network', 'line-cut');
      },
      async restore() {
        await network.restore();
        log.report('network', 'line-restored');
      },
      setDelay(milliseconds) {
        network.setDelay(milliseconds);
        log.report('network', 'line-delayed', String(milliseconds));
      },
    },
    layCard(residentId) {
      const resident = findResident(residentId);
      if (!resident)
        throw new Error(`no card of ${residentId}; there are ${stationCards.map(({ id }) => id)}`);
      reader.layCard(resident);
      log.report('reader', 'card-laid', resident.card.name);
    },
    liftCard() {
      if (reader.cardOnReader() === null) return;
      reader.liftCard();
      log.report('reader', 'card-lifted');
    },
    showCode(text) {
      scanner.show(text);
      log.report('scanner', 'code-shown', `${[...text].length}`);
    },
    async showIdentityCode(residentId, kind) {
      const text = await phones.text(residentId, kind);
      if (text === undefined) throw new Error(`the city's app does not know ${residentId}`);
      shownCode = text;
      scanner.show(text);
      log.report('scanner', `identity-code-${kind}`, findResident(residentId)?.card.name ?? '');
    },
    showIdentityCodeAgain() {
      if (shownCode === null) return false;
      scanner.show(shownCode);
      log.report('scanner', 'identity-code-again');
      return true;
    },
    paperTray: { empty: () => fill(0), refill: () => fill(trayCapacity), fill },
    async setFault(name, on) {
      const fault = faults.find((candidate) => candidate.name === name);
      if (!fault) throw new Error(`no fault ${name}; there are ${faults.map((known) => known.name)}`);
      await fault.set(on);
      log.report(fault.device, on ? 'fault-on' : 'fault-off', name);
    },
    printedDocuments: () => outputTray?.documents() ?? [],
    document: (hash) => outputTray?.find(hash)?.pdf,
    state: () => ({
      cards: [...stationCards],
      cardOnReader: reader.cardOnReader(),
      paper: printer && { sheets: printer.conditions().sheetsInTray, capacity: trayCapacity },
      faults: faults.map(({ name, device, kind, isOn }) => ({ name, device, kind, on: isOn() })),
      network: { state: network.state(), delayMilliseconds: network.delay() },
      documents: (outputTray?.documents() ?? []).map(({ pdf: _, ...document }) => document),
      events: [...log.events()],
    }),
    perform: (action) => performAction(station, action),
    onEvent: log.onEvent,
    close: () => closeAll(closers),
  };
  return station;
};
