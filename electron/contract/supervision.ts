import { z } from 'zod';

/** Messages between shell and core: life and death only, never business. */

export const shellToCoreSchema = z.discriminatedUnion('type', [
  /** A renderer is (re)connected; with a utility process the port itself is transferred with this message. */
  z.strictObject({ type: z.literal('rendererConnected'), connection: z.number().int() }),
  z.strictObject({ type: z.literal('rendererGone'), connection: z.number().int() }),
  /** Relayed renderer message, where the port cannot be transferred. */
  z.strictObject({ type: z.literal('fromRenderer'), connection: z.number().int(), message: z.unknown() }),
  /** `pageShown`: something was on the screen at the last looks. */
  z.strictObject({ type: z.literal('ping'), sequence: z.number().int(), pageShown: z.boolean() }),
  /** Something the shell noticed that every screen should say. */
  z.strictObject({ type: z.literal('secondInstanceRefused') }),
  z.strictObject({ type: z.literal('stop') }),
]);
export type ShellToCore = z.infer<typeof shellToCoreSchema>;

/** What the shell goes by when it acts of its own accord; nothing about who is there. */
const coreStateSchema = z.strictObject({
  /** The kiosk invites, and nobody is served: what is restarted now disturbs nobody. */
  atRest: z.boolean(),
  /** The core wants a look through the camera now. */
  cameraWanted: z.boolean(),
});
export type CoreState = z.infer<typeof coreStateSchema>;

export const coreToShellSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ready') }),
  z.strictObject({ type: z.literal('toRenderer'), connection: z.number().int(), message: z.unknown() }),
  z.strictObject({ type: z.literal('pong'), sequence: z.number().int() }),
  z.strictObject({ type: z.literal('state'), state: coreStateSchema }),
  /** The kiosk as a whole is to end in order: whoever started it starts another version. */
  z.strictObject({ type: z.literal('endKiosk') }),
]);
export type CoreToShell = z.infer<typeof coreToShellSchema>;

/**
 * What came before this start of the core: the first on this machine, an end in order, an end of the shell alone (killed
 * or crashed), one of the whole machine (a power cut, a reset), or of the core alone
 * (one that ended by itself as it was told to, ended in order).
 */
export const formerEnds = ['none', 'in-order', 'shell-died', 'power-cut', 'core-died'] as const;
export type FormerEnd = (typeof formerEnds)[number];

/** What the shell tells the core when it starts it, as JSON in the environment variable of this name. */
export const coreStartVariable = 'YIZHAN_CORE_START';
export const coreStartSchema = z.strictObject({
  dataFolder: z.string().min(1),
  /** Root of the application: dist/, assets/, node_modules/. */
  appFolder: z.string().min(1),
  runtime: z.strictObject({ electron: z.string(), chromium: z.string(), developmentRuntime: z.boolean() }),
  appVersion: z.string(),
  formerEnd: z.enum(formerEnds),
});
export type CoreStart = z.infer<typeof coreStartSchema>;
