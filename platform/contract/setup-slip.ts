import { z } from 'zod';
import { enrolmentCodeSchema, stationCodeSchema } from './kiosks.ts';

/**
 * What the centre hands to the technician who sets a kiosk up, as the text of a QR code (JSON): where the platform is, by
 * which root key it is known, for which station, and the one-time code. Whoever has it before it is used can enrol one
 * machine as this station: it is handed over like the code itself.
 */
export const setupSlipSchema = z.strictObject({
  yizhanSetup: z.literal(1),
  url: z.string().max(200),
  /** See `rootCheckOf`; of the same form as a code. */
  rootCheck: enrolmentCodeSchema,
  stationCode: stationCodeSchema,
  code: enrolmentCodeSchema,
});
export type SetupSlip = z.infer<typeof setupSlipSchema>;

/** The text of the QR code. */
export const setupSlipText = (slip: Omit<SetupSlip, 'yizhanSetup'>): string =>
  JSON.stringify({ yizhanSetup: 1, ...slip });
