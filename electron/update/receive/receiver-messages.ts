import { z } from 'zod';
import { releaseKeySchema } from '../open-release.ts';
import { maximumReleaseBytes } from '../release.ts';

/** Where a release comes from: a web server's folder, or a folder of a stick. */
export const sourceAddressSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('http'), address: z.url({ protocol: /^https?$/ }) }),
  z.strictObject({ kind: z.literal('folder'), folder: z.string().min(1) }),
]);
export type SourceAddress = z.infer<typeof sourceAddressSchema>;

/** What the core tells the process that fetches, once. */
export const receiverOrderSchema = z.strictObject({
  /** The release as it was signed; whoever fetches checks it again. */
  text: z.string().max(maximumReleaseBytes),
  keys: z.array(releaseKeySchema).max(5),
  source: sourceAddressSchema,
  dataFolder: z.string().min(1),
  runningProgram: z.string().nullable(),
});
export type ReceiverOrder = z.infer<typeof receiverOrderSchema>;

export const receiverReportSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('progress'), bytes: z.number() }),
  z.strictObject({ kind: z.literal('received') }),
  z.strictObject({ kind: z.literal('failed'), reason: z.string().max(40), detail: z.string().max(200) }),
]);
export type ReceiverReport = z.infer<typeof receiverReportSchema>;
