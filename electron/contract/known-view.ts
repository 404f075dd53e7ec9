import { z } from 'zod';
import { applicationView } from './items.ts';
import { localizedText } from './locale.ts';
import { certificateKinds } from './material.ts';

/** Before the platform is asked what is known for a form, and while it is. */
export const knownConsentView = z.strictObject({
  screen: z.literal('knownConsent'),
  item: applicationView,
  resident: z.strictObject({ maskedName: z.string(), maskedIdNumber: z.string() }),
  /** The questions to which an answer may be known. */
  questions: z.array(localizedText).min(1),
  /** Where it is looked for: in these certificates, and in earlier applications. */
  certificates: z.array(z.enum(certificateKinds)),
  earlierFilings: z.boolean(),
  /** The resident has agreed, and the answer is on its way. */
  asking: z.boolean(),
});
