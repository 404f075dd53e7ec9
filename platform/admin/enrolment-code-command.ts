import { z } from 'zod';
import { type AdministrationAddress, askAdministration } from './administration-request.ts';

const replySchema = z.strictObject({ code: z.string(), expiresAt: z.number() });

/**
 * Asks a running platform's administration for an enrolment code.
 * @throws Error with words for whoever asked
 */
export const requestEnrolmentCode = ({
  stationCode,
  ...address
}: AdministrationAddress & { readonly stationCode: string }): Promise<z.infer<typeof replySchema>> =>
  askAdministration(address, 'enrolment-codes', { stationCode }, replySchema);
