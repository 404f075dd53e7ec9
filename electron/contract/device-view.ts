import { z } from 'zod';
import {
  deviceActors,
  deviceRoles,
  deviceStates,
  reasonSeverities,
} from '../../drivers/device/device-status.ts';
import { deviceReasonCodes } from '../../drivers/device/reason-codes.ts';

export const deviceViewSchema = z.strictObject({
  role: z.enum(deviceRoles),
  state: z.enum(deviceStates),
  reasons: z.array(
    z.strictObject({
      code: z.enum(deviceReasonCodes),
      severity: z.enum(reasonSeverities),
      actor: z.enum(deviceActors),
    }),
  ),
});
export type DeviceView = z.infer<typeof deviceViewSchema>;

/** What is wrong with a device, and who acts. */
export const deviceProblem = z.strictObject({
  role: z.enum(deviceRoles),
  code: z.enum(deviceReasonCodes),
  actor: z.enum(deviceActors),
});
