import { z } from 'zod';

/**
 * What the station and those who play with it (dev dock, tests, demo) say to each other. The dock's page reads it too,
 * so it names no Node module.
 */

/** A simulated resident's card in the box beside the reader. */
const cardSchema = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['resident', 'hongKongMacaoTaiwan', 'foreigner2017', 'foreigner2023']),
  /** What is special about it, e.g. an expired date. */
  remark: z.object({ 'zh-CN': z.string(), en: z.string() }),
});
export type StationCard = z.infer<typeof cardSchema>;

export const faultDevices = ['reader', 'printer', 'scanner'] as const;
export type FaultDevice = (typeof faultDevices)[number];

/** One fault of a simulator: a switch that stays on until it is turned off, or something that happens in a moment. */
const faultSchema = z.object({
  name: z.string(),
  device: z.enum(faultDevices),
  kind: z.enum(['switch', 'moment']),
  on: z.boolean(),
});
export type StationFault = z.infer<typeof faultSchema>;

const documentSchema = z.object({
  /** Counts the documents of this start of the station, from 1. */
  number: z.number().int(),
  /** SHA-256, hexadecimal. */
  hash: z.string(),
  name: z.string(),
  bytes: z.number().int(),
  /** Milliseconds since the Unix epoch. */
  receivedAt: z.number(),
  state: z.enum(['printing', 'completed', 'ended-early']),
});
export type StationDocument = z.infer<typeof documentSchema>;

export const eventSources = ['reader', 'printer', 'scanner', 'network', 'platform', 'station'] as const;
export type EventSource = (typeof eventSources)[number];

const eventSchema = z.object({
  sequence: z.number().int(),
  /** Milliseconds since the Unix epoch. */
  at: z.number(),
  source: z.enum(eventSources),
  /** A key that the dock has words for, e.g. `card-laid`. */
  code: z.string(),
  /** What the words leave open, e.g. a name or a number. */
  detail: z.string(),
});
export type StationEvent = z.infer<typeof eventSchema>;

export const stationStateSchema = z.object({
  cards: z.array(cardSchema),
  cardOnReader: z.string().nullable(),
  /** Null where the printer is not simulated. */
  paper: z.object({ sheets: z.number().int(), capacity: z.number().int() }).nullable(),
  faults: z.array(faultSchema),
  network: z.object({ state: z.enum(['up', 'cut']), delayMilliseconds: z.number() }),
  /** Newest last. */
  documents: z.array(documentSchema),
  /** The latest events, oldest first. */
  events: z.array(eventSchema),
});
export type StationState = z.infer<typeof stationStateSchema>;

/** What a phone shows: the city app's identity code, fresh, or one that no kiosk may take. */
export const identityCodeKinds = [
  'fresh',
  'old-screenshot',
  'for-another-place',
  'unknown-key',
  /** 3 KB of it. */
  'noise',
] as const;
export type IdentityCodeKind = (typeof identityCodeKinds)[number];

/** Everything a hand can do to the station. */
export const stationActionSchema = z.discriminatedUnion('name', [
  z.strictObject({ name: z.literal('layCard'), residentId: z.string().max(80) }),
  z.strictObject({ name: z.literal('liftCard') }),
  z.strictObject({ name: z.literal('emptyPaperTray') }),
  z.strictObject({ name: z.literal('refillPaperTray') }),
  /** Leaves exactly so many sheets: the tray runs out after as many pages. */
  z.strictObject({ name: z.literal('leavePaper'), sheets: z.number().int().min(1).max(250) }),
  /** Holds a code before the scanner. */
  z.strictObject({ name: z.literal('showCode'), text: z.string().min(1).max(500) }),
  /** Holds a resident's phone before the scanner. */
  z.strictObject({
    name: z.literal('showIdentityCode'),
    residentId: z.string().max(80),
    kind: z.enum(identityCodeKinds),
  }),
  /** Holds it there once more, with the code that it showed last. */
  z.strictObject({ name: z.literal('showIdentityCodeAgain') }),
  z.strictObject({ name: z.literal('setFault'), fault: z.string().max(80), on: z.boolean() }),
  z.strictObject({ name: z.literal('cutNetwork') }),
  z.strictObject({ name: z.literal('restoreNetwork') }),
  z.strictObject({
    name: z.literal('setNetworkDelay'),
    milliseconds: z.number().int().min(0).max(60_000),
  }),
]);
export type StationAction = z.infer<typeof stationActionSchema>;

export const actionRefusals = [
  'unknown-card',
  'unknown-fault',
  'no-simulated-printer',
  'no-code-shown-yet',
] as const;
export type ActionOutcome =
  | { readonly done: true }
  | { readonly done: false; readonly reason: (typeof actionRefusals)[number] };

/** What the preload of the dock hands to its page. */
export interface DockBridge {
  /** Address of the control API, without a slash at its end. */
  readonly controlUrl: string;
}
