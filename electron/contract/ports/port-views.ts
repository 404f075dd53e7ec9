import { z } from 'zod';
import { deviceRoles } from '../../../drivers/device/device-status.ts';

/** Where devices hang, for a technician: addresses of this machine, nothing of any resident. */

/** The devices that hang on a port or an address; the camera hangs on the page. */
export const portRoles = ['idCardReader', 'qrScanner', 'printer'] as const;
export type PortRole = (typeof portRoles)[number];

export const placeView = z.strictObject({
  /** Names it among the others: `serial:/dev/ttyUSB0`, `usb:0403:6001:A50285BI`, `hid:0c2e:0b8f`, `ipp://…`. */
  id: z.string().max(300),
  kind: z.enum(['serial', 'hid', 'printer']),
  /** What the system says of it: a path, the name of its maker. */
  detail: z.string().max(300),
  /** Which device the settings have there. */
  usedBy: z.enum(deviceRoles).nullable(),
});
export type PlaceView = z.infer<typeof placeView>;

/** What a probe of a place found; `answers`: the device that is meant spoke. `opened`: it cannot be asked, but its port opens. */
export const probeOutcomes = ['answers', 'opened', 'no-answer', 'not-to-be-opened', 'not-a-place'] as const;
export type ProbeOutcome = (typeof probeOutcomes)[number];

export const probeView = z.strictObject({
  place: z.string().max(300),
  outcome: z.enum(probeOutcomes),
  detail: z.string().max(200),
});
export type ProbeView = z.infer<typeof probeView>;

/**
 * "Unplug it, plug it in": `looking` finds out what is there to begin with, `unplug` waits until something vanishes, `plug`
 * until something comes. `several`: more than one thing came at once, so that nobody can tell which it is.
 */
export const detectionView = z.strictObject({
  role: z.enum(portRoles),
  stage: z.enum(['looking', 'unplug', 'plug', 'found', 'several', 'gave-up']),
  vanished: z.array(z.string().max(300)),
  found: z.string().max(300).nullable(),
});
export type DetectionView = z.infer<typeof detectionView>;

/** A device, and where it hangs now. */
export const deviceOfPorts = z.strictObject({
  role: z.enum(portRoles),
  required: z.boolean(),
  /** Null: nowhere yet. */
  place: z.string().nullable(),
  probe: probeView.nullable(),
});
export type DeviceOfPorts = z.infer<typeof deviceOfPorts>;

/** The technician's page on which devices get their places. */
export const portsPage = z.strictObject({
  name: z.literal('ports'),
  devices: z.array(deviceOfPorts),
  places: z.array(placeView),
  detection: detectionView.nullable(),
});
