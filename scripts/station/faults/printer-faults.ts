import {
  type PrinterAnswers,
  type PrinterConditions,
  soundConditions,
} from '../../../drivers/simulator/printer/conditions.ts';
import type { PrinterSimulator } from '../../../drivers/simulator/printer/printer-simulator.ts';
import type { FaultControl } from './fault-control.ts';

/** Below what the printer calls low, above empty. */
const lowTonerPercent = 4;
/** Longer than a client waits for any answer. */
const slowMilliseconds = 12_000;
/** As slow as a cold fuser. */
const slowPageMilliseconds = 15_000;

/** What the printer can answer wrongly; one at a time. */
const wrongAnswers = {
  'printer-silent': 'never',
  'printer-garbage': 'garbage',
  'printer-truncated': 'truncated',
  'printer-wrong-request-id': 'wrong-request-id',
  'printer-http-error': 'http-error',
} as const satisfies Record<string, PrinterAnswers>;

/** The faults of the simulated printer; paper is a supply and has hands of its own (`PaperTray`). */
export const createPrinterFaults = (printer: PrinterSimulator): FaultControl[] => {
  let refusing = false;
  const usualPace = printer.conditions().millisecondsPerPage;

  const condition = (
    name: string,
    isOn: (conditions: PrinterConditions) => boolean,
    change: (on: boolean) => Partial<PrinterConditions>,
  ): FaultControl => ({
    name,
    device: 'printer',
    kind: 'switch',
    isOn: () => isOn(printer.conditions()),
    async set(on) {
      printer.set(change(on));
    },
  });
  const moment = (name: string, happen: () => void): FaultControl => ({
    name,
    device: 'printer',
    kind: 'moment',
    isOn: () => false,
    async set(on) {
      if (on) happen();
    },
  });
  const toner = (black: number): Partial<PrinterConditions> => ({
    tonerPercent: { ...printer.conditions().tonerPercent, black },
  });
  const fullToner = soundConditions.tonerPercent.black;

  return [
    condition(
      'printer-jam',
      ({ jammed }) => jammed,
      (jammed) => ({ jammed }),
    ),
    condition(
      'printer-cover-open',
      ({ coverOpen }) => coverOpen,
      (coverOpen) => ({ coverOpen }),
    ),
    condition(
      'printer-stopped',
      ({ stopped }) => stopped,
      (stopped) => ({ stopped }),
    ),
    condition(
      'printer-toner-low',
      ({ tonerPercent }) => tonerPercent.black === lowTonerPercent,
      (on) => toner(on ? lowTonerPercent : fullToner),
    ),
    condition(
      'printer-toner-empty',
      ({ tonerPercent }) => tonerPercent.black <= 0,
      (on) => toner(on ? 0 : fullToner),
    ),
    {
      name: 'printer-refusing',
      device: 'printer',
      kind: 'switch',
      isOn: () => refusing,
      async set(on) {
        if (refusing === on) return;
        refusing = on;
        await (on ? printer.refuseConnections() : printer.acceptConnections());
      },
    },
    condition(
      'printer-slow',
      ({ millisecondsPerAnswer }) => millisecondsPerAnswer === slowMilliseconds,
      (on) => ({ millisecondsPerAnswer: on ? slowMilliseconds : 0 }),
    ),
    condition(
      'printer-slow-pages',
      ({ millisecondsPerPage }) => millisecondsPerPage === slowPageMilliseconds,
      (on) => ({ millisecondsPerPage: on ? slowPageMilliseconds : usualPace }),
    ),
    ...Object.entries(wrongAnswers).map(([name, answers]) =>
      condition(
        name,
        (conditions) => conditions.answers === answers,
        (on) => ({ answers: on ? answers : 'normal' }),
      ),
    ),
    moment('printer-aborts-job', () => printer.abortJob()),
    moment('printer-reboot', () => printer.reboot()),
  ];
};
