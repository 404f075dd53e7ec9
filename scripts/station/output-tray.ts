import { jobStates } from '../../drivers/printer/ipp/codes.ts';
import type { PrinterSimulatorEvent } from '../../drivers/simulator/printer/print-engine.ts';
import type { PrinterSimulator } from '../../drivers/simulator/printer/printer-simulator.ts';
import { documentHash } from './printed-pages.ts';
import type { StationDocument } from './station-contract.ts';

/** A document with its bytes, as the printer received it. */
export interface PrintedDocument extends StationDocument {
  readonly pdf: Uint8Array;
}

export interface OutputTray {
  /** Newest last. */
  documents(): readonly PrintedDocument[];
  /** The document of this hash. */
  find(hash: string): PrintedDocument | undefined;
}

/**
 * Follows the simulated printer's documents. `report` hears of each event with the number of the document that it
 * belongs to, or 0.
 */
export const createOutputTray = (
  printer: PrinterSimulator,
  now: () => number,
  report: (event: PrinterSimulatorEvent, documentNumber: number) => void,
): OutputTray => {
  const documents: PrintedDocument[] = [];
  /** Numbers of the documents of each job under way; job numbers begin again when the printer is restarted. */
  const underWay = new Map<number, readonly number[]>();

  const settle = (number: number, state: StationDocument['state']): void => {
    const index = documents.findIndex((document) => document.number === number);
    const document = documents[index];
    if (document) documents[index] = { ...document, state };
  };

  const follow = (event: PrinterSimulatorEvent): number => {
    switch (event.type) {
      case 'document-received': {
        const received = printer.receivedDocuments().at(-1);
        if (!received) return 0;
        const number = documents.length + 1;
        underWay.set(event.jobId, [...(underWay.get(event.jobId) ?? []), number]);
        documents.push({
          number,
          hash: documentHash(received.octets),
          name: received.jobName,
          bytes: received.octets.length,
          receivedAt: now(),
          state: 'printing',
          pdf: received.octets,
        });
        return number;
      }
      case 'job-ended': {
        const numbers = underWay.get(event.jobId) ?? [];
        underWay.delete(event.jobId);
        for (const number of numbers) {
          settle(number, event.state === jobStates.completed ? 'completed' : 'ended-early');
        }
        return numbers.at(-1) ?? 0;
      }
      case 'rebooted':
        for (const number of [...underWay.values()].flat()) settle(number, 'ended-early');
        underWay.clear();
        return 0;
      case 'page-printed':
      case 'job-stopped':
      case 'job-created':
        return underWay.get(event.jobId)?.at(-1) ?? 0;
      case 'conditions-changed':
        return 0;
    }
  };
  printer.onEvent((event) => report(event, follow(event)));

  return {
    documents: () => [...documents],
    find: (hash) => documents.find((document) => document.hash === hash),
  };
};
