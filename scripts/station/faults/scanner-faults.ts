import type { SimulatedQrScanner } from '../../../drivers/simulator/qr-scanner/qr-scanner-simulator.ts';
import type { SimulatedScannerFault } from '../../../drivers/simulator/qr-scanner/scanner-faults.ts';
import type { SerialLine } from '../../../drivers/simulator/serial-line/serial-line.ts';
import { createCableFaults } from './cable-faults.ts';
import type { FaultControl } from './fault-control.ts';

/** Longer than the gap that ends a code. */
const slowPause = 400;

/** Everything that the simulator can do wrong, by kind; one at a time. A kind that is missing here fails the type check. */
const wrongScans: { readonly [Kind in SimulatedScannerFault['kind']]: SimulatedScannerFault } = {
  silent: { kind: 'silent' },
  slow: { kind: 'slow', pause: slowPause },
  'garbage-before': { kind: 'garbage-before' },
  'garbage-inside': { kind: 'garbage-inside' },
  'garbage-after': { kind: 'garbage-after' },
  'split-character': { kind: 'split-character' },
  'no-terminator': { kind: 'no-terminator' },
  binary: { kind: 'binary' },
  oversized: { kind: 'oversized' },
};

/** The faults of the simulated scanner and of its cable. */
export const createScannerFaults = (scanner: SimulatedQrScanner, line: SerialLine): FaultControl[] => {
  let scanning: SimulatedScannerFault | null = null;
  return [
    ...createCableFaults('scanner', line),
    ...Object.values(wrongScans).map(
      (fault): FaultControl => ({
        name: `scanner-${fault.kind}`,
        device: 'scanner',
        kind: 'switch',
        isOn: () => scanning === fault,
        async set(on) {
          if ((scanning === fault) === on) return;
          scanning = on ? fault : null;
          scanner.setFault(scanning);
        },
      }),
    ),
  ];
};
