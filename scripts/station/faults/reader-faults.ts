import { statusCodes } from '../../../drivers/id-card-reader/commands.ts';
import type { SimulatedIdCardReader } from '../../../drivers/simulator/id-card-reader/id-card-reader-simulator.ts';
import type { SimulatedReaderFault } from '../../../drivers/simulator/id-card-reader/reader-faults.ts';
import type { SerialLine } from '../../../drivers/simulator/serial-line/serial-line.ts';
import type { FaultControl } from './fault-control.ts';

/** Longer than a driver waits for any answer. */
const slowMilliseconds = 4_000;

/** What a reader can answer wrongly; one at a time. */
const wrongAnswers = {
  'reader-silent': { kind: 'silent' },
  'reader-garbage': { kind: 'garbage-only' },
  'reader-garbage-before': { kind: 'garbage-before' },
  'reader-garbage-inside': { kind: 'garbage-inside' },
  'reader-garbage-after': { kind: 'garbage-after' },
  'reader-wrong-check-sum': { kind: 'wrong-check-sum' },
  'reader-wrong-length': { kind: 'wrong-length' },
  'reader-truncated': { kind: 'truncated' },
  'reader-slow': { kind: 'slow', delay: slowMilliseconds },
  'reader-self-test-failed': { kind: 'wrong-status', code: statusCodes['self-test-failed'] },
  'reader-not-authorised': { kind: 'wrong-status', code: statusCodes['reader-not-authorised'] },
} as const satisfies Record<string, SimulatedReaderFault>;

type CableState = 'plugged' | 'unplugged' | 'occupied';

/** The faults of the simulated reader and of its cable. */
export const createReaderFaults = (reader: SimulatedIdCardReader, line: SerialLine): FaultControl[] => {
  let answering: keyof typeof wrongAnswers | null = null;
  let cable: CableState = 'plugged';

  const cableFault = (name: string, state: CableState, put: () => Promise<void>): FaultControl => ({
    name,
    device: 'reader',
    kind: 'switch',
    isOn: () => cable === state,
    async set(on) {
      if ((cable === state) === on) return;
      cable = on ? state : 'plugged';
      await (on ? put() : line.plug());
    },
  });

  return [
    cableFault('reader-unplugged', 'unplugged', () => line.unplug()),
    cableFault('reader-occupied', 'occupied', () => line.occupy()),
    ...(Object.keys(wrongAnswers) as (keyof typeof wrongAnswers)[]).map(
      (name): FaultControl => ({
        name,
        device: 'reader',
        kind: 'switch',
        isOn: () => answering === name,
        async set(on) {
          if ((answering === name) === on) return;
          answering = on ? name : null;
          reader.setFault(on ? { fault: wrongAnswers[name] } : null);
        },
      }),
    ),
  ];
};
