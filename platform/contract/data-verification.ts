import { z } from 'zod';
import { itemCodeSchema } from './submissions.ts';

/**
 * The data-verification list 数据核验表单 of an application: what was checked of the applicant before it was filed, where, when, and
 * what was found. It is sealed with the application and stays with it. Today that is credit (credit.ts), where it limited or
 * eased what could be handed in; the platform looks again, as of that time.
 */
export const dataVerificationSchema = z.strictObject({
  check: z.literal('credit'),
  source: z.literal('credit-register'),
  /** The item for which it was asked; of a package the one whose rule counts. */
  item: itemCodeSchema,
  /** When the platform answered, epoch milliseconds by its clock. */
  checkedAt: z.number().int().nonnegative(),
  result: z.enum(['ordinary', 'exemplary', 'listed']),
});
export type DataVerification = z.infer<typeof dataVerificationSchema>;

/** More is not checked of one applicant for one application. */
export const maximumVerifications = 8;
