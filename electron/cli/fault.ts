import type { DeviceActor, DeviceReason, DeviceRole } from '../../drivers/device/device-status.ts';
import type { FaultDocument } from './json-documents.ts';
import { columns } from './text/columns.ts';
import { printable } from './text/printable.ts';
import { actorWords, roleWords } from './words/device-words.ts';
import { type FaultCode, faultWords } from './words/fault-words.ts';
import { inBoth } from './words/words.ts';

/** Why a command came to nothing. */
export interface Fault {
  readonly device: DeviceRole;
  readonly code: FaultCode;
  readonly actor: DeviceActor;
  /** What system, device or printer said, for the technician. */
  readonly detail?: string;
}

/** A reason of a device's status as the fault of a command. */
export const faultOf = (device: DeviceRole, { code, actor, detail }: DeviceReason<FaultCode>): Fault => ({
  device,
  code,
  actor,
  ...(detail === undefined || detail === '' ? {} : { detail }),
});

/** The fault for a program. */
export const faultDocument = ({ device, code, actor, detail }: Fault): FaultDocument => ({
  device,
  code,
  actor,
  words: faultWords[code],
  ...(detail === undefined ? {} : { detail }),
});

/** The fault for people: literal code, plain words, who acts, detail. */
export const faultLines = ({ device, code, actor, detail }: Fault): string[] => [
  printable(`${inBoth(roleWords[device])}: ${code}`),
  ...columns(
    [
      ['what', inBoth(faultWords[code])],
      ['who', inBoth(actorWords[actor])],
      ...(detail === undefined ? [] : [['detail', detail]]),
    ],
    '  ',
  ),
];
