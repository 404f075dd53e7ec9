import { z } from 'zod';

/** Messages between shell and core: life and death only, never business. */

export const shellToCoreSchema = z.discriminatedUnion('type', [
  /** A renderer is (re)connected; with a utility process the port itself is transferred with this message. */
  z.strictObject({ type: z.literal('rendererConnected'), connection: z.number().int() }),
  z.strictObject({ type: z.literal('rendererGone'), connection: z.number().int() }),
  /** Relayed renderer message, where the port cannot be transferred. */
  z.strictObject({ type: z.literal('fromRenderer'), connection: z.number().int(), message: z.unknown() }),
  z.strictObject({ type: z.literal('ping'), sequence: z.number().int() }),
  /** Something the shell noticed that every screen should say. */
  z.strictObject({ type: z.literal('secondInstanceRefused') }),
  z.strictObject({ type: z.literal('stop') }),
]);
export type ShellToCore = z.infer<typeof shellToCoreSchema>;

export const coreToShellSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ready') }),
  z.strictObject({ type: z.literal('toRenderer'), connection: z.number().int(), message: z.unknown() }),
  z.strictObject({ type: z.literal('pong'), sequence: z.number().int() }),
]);
export type CoreToShell = z.infer<typeof coreToShellSchema>;

/** What the shell tells the core when it starts it, as JSON in the environment variable of this name. */
export const coreStartVariable = 'YIZHAN_CORE_START';
export const coreStartSchema = z.strictObject({
  dataFolder: z.string().min(1),
  /** Root of the application: dist/, assets/, node_modules/. */
  appFolder: z.string().min(1),
  runtime: z.strictObject({ electron: z.string(), chromium: z.string(), developmentRuntime: z.boolean() }),
  appVersion: z.string(),
});
export type CoreStart = z.infer<typeof coreStartSchema>;
