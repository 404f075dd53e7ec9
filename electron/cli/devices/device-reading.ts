import type {
  DeviceReason,
  DeviceRole,
  DeviceState,
  DeviceStatus,
  DeviceSupply,
} from '../../../drivers/device/device-status.ts';
import { faultDocument } from '../fault.ts';
import type { DeviceDocument } from '../json-documents.ts';
import { columns } from '../text/columns.ts';
import { printable } from '../text/printable.ts';
import { actorWords, roleWords, stateWords } from '../words/device-words.ts';
import { type FaultCode, faultWords } from '../words/fault-words.ts';
import { inBoth } from '../words/words.ts';

/** What one device said of itself. */
export interface DeviceReading {
  readonly device: DeviceRole;
  /** Port or URI. */
  readonly address: string;
  readonly state: DeviceState;
  /** Highest severity first. */
  readonly reasons: readonly DeviceReason<FaultCode>[];
  readonly supplies?: readonly DeviceSupply[];
}

/** A status as a reading. A driver that is still starting when its time is over has not had an answer. */
export const readingOf = (
  device: DeviceRole,
  address: string,
  status: DeviceStatus<FaultCode>,
): DeviceReading => {
  if (status.state === 'starting' && status.reasons.length === 0) {
    return {
      device,
      address,
      state: 'offline',
      reasons: [
        { code: 'no-answer', severity: 'error', actor: 'staff', detail: 'no answer in the time given' },
      ],
    };
  }
  return { device, address, ...status };
};

/** Whether a device can do its work now; a warning does not keep it from that. */
export const isWorking = ({ state, reasons }: DeviceReading): boolean =>
  state === 'online' && reasons.every(({ severity }) => severity !== 'error');

/** A reading for a program. */
export const deviceDocument = ({
  device,
  address,
  state,
  reasons,
  supplies,
}: DeviceReading): DeviceDocument => ({
  device,
  address,
  state,
  reasons: reasons.map(({ code, severity, actor, detail }) => {
    const { device: _, ...fault } = faultDocument({ device, code, actor, ...(detail ? { detail } : {}) });
    return { ...fault, severity };
  }),
  ...(supplies === undefined ? {} : { supplies }),
});

const supplyRow = ({ name, percent, state }: DeviceSupply): string[] => [
  name,
  percent === null ? '–' : `${percent} %`,
  state,
];

/** A reading for people. */
export const readingLines = ({ device, address, state, reasons, supplies = [] }: DeviceReading): string[] => [
  printable(`${inBoth(roleWords[device])}  ${address}`),
  `  ${state}: ${inBoth(stateWords[state])}`,
  ...reasons.flatMap(({ code, severity, actor, detail }) =>
    columns(
      [
        [severity, code],
        ['what', inBoth(faultWords[code])],
        ['who', inBoth(actorWords[actor])],
        ...(detail ? [['detail', detail]] : []),
      ],
      '  ',
    ),
  ),
  ...(supplies.length > 0 ? ['  supplies · 耗材', ...columns(supplies.map(supplyRow), '    ')] : []),
];
