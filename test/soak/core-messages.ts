import { z } from 'zod';
import { intentSchema } from '../../electron/contract/intents.ts';
import { visitViewSchema } from '../../electron/contract/visit-view.ts';

/** What the core under soak is started with. */
export const coreOrderSchema = z.strictObject({
  dataFolder: z.string(),
  /** The project, for fonts and templates. */
  appFolder: z.string(),
  /** Of long waits (soak-clock.ts). */
  speed: z.number(),
});
export type CoreOrder = z.infer<typeof coreOrderSchema>;

/** What the core holds when nobody is served and its garbage has been collected. */
export const sampleSchema = z.strictObject({
  /** Bytes. */
  rss: z.number(),
  /** Bytes in use in V8's heap. */
  heap: z.number(),
  /** Bytes of buffers beside it. */
  buffers: z.number(),
  /** What keeps the event loop awake: timers, sockets, requests under way. */
  handles: z.number().int(),
  fileDescriptors: z.number().int(),
});
export type Sample = z.infer<typeof sampleSchema>;

export const toCoreSchema = z.discriminatedUnion('name', [
  z.strictObject({ name: z.literal('touch'), intent: intentSchema }),
  z.strictObject({ name: z.literal('sample') }),
  z.strictObject({ name: z.literal('stop') }),
]);
export type ToCore = z.infer<typeof toCoreSchema>;

export const fromCoreSchema = z.discriminatedUnion('name', [
  /** What is on the screen now; `line` tells whether the platform is reached. */
  z.strictObject({ name: z.literal('screen'), visit: visitViewSchema, line: z.string() }),
  z.strictObject({ name: z.literal('sample'), sample: sampleSchema }),
]);
export type FromCore = z.infer<typeof fromCoreSchema>;
export type Screen = Extract<FromCore, { name: 'screen' }>;
