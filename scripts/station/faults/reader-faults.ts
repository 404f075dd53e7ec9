import { statusCodes } from '../../../drivers/id-card-reader/commands.ts';
import type { SimulatedIdCardReader } from '../../../drivers/simulator/id-card-reader/id-card-reader-simulator.ts';
import type { FaultSwitch } from '../../../drivers/simulator/id-card-reader/reader-faults.ts';
import type { SerialLine } from '../../../drivers/simulator/serial-line/serial-line.ts';
import { createCableFaults } from './cable-faults.ts';
import type { FaultControl } from './fault-control.ts';

/** Longer than a driver waits for any answer. */
const slowMilliseconds = 4_000;
/** A status that no list of the readers' makers has. */
const unheardOfStatus = 0x77;

/** What a reader can answer wrongly; one at a time. */
const wrongAnswers = {
  'reader-silent': { fault: { kind: 'silent' } },
  'reader-garbage': { fault: { kind: 'garbage-only' } },
  'reader-garbage-before': { fault: { kind: 'garbage-before' } },
  'reader-garbage-inside': { fault: { kind: 'garbage-inside' } },
  'reader-garbage-after': { fault: { kind: 'garbage-after' } },
  'reader-wrong-check-sum': { fault: { kind: 'wrong-check-sum' } },
  'reader-wrong-length': { fault: { kind: 'wrong-length' } },
  'reader-truncated': { fault: { kind: 'truncated' } },
  'reader-slow': { fault: { kind: 'slow', delay: slowMilliseconds } },
  'reader-self-test-failed': { fault: { kind: 'wrong-status', code: statusCodes['self-test-failed'] } },
  'reader-not-authorised': { fault: { kind: 'wrong-status', code: statusCodes['reader-not-authorised'] } },
  'reader-unknown-status': { fault: { kind: 'wrong-status', code: unheardOfStatus } },
  'reader-misunderstands': { fault: { kind: 'wrong-status', code: statusCodes['bad-check-sum'] } },
  'reader-refuses-cards': {
    fault: { kind: 'wrong-status', code: statusCodes['reader-refused-card'] },
    commands: ['selectCard'],
  },
  'reader-loses-cards': {
    fault: { kind: 'wrong-status', code: statusCodes['read-failed'] },
    commands: ['readCard', 'readCardWithFingerprint'],
  },
} as const satisfies Record<string, FaultSwitch>;

/** The faults of the simulated reader and of its cable. */
export const createReaderFaults = (reader: SimulatedIdCardReader, line: SerialLine): FaultControl[] => {
  let answering: keyof typeof wrongAnswers | null = null;
  return [
    ...createCableFaults('reader', line),
    ...(Object.keys(wrongAnswers) as (keyof typeof wrongAnswers)[]).map(
      (name): FaultControl => ({
        name,
        device: 'reader',
        kind: 'switch',
        isOn: () => answering === name,
        async set(on) {
          if ((answering === name) === on) return;
          answering = on ? name : null;
          reader.setFault(on ? wrongAnswers[name] : null);
        },
      }),
    ),
  ];
};
