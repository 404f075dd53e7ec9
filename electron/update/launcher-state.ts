import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { writeDurably } from '../../db/backup/durable-files.ts';
import { deviceRoles } from '../../drivers/device/device-status.ts';
import { versionSchema } from './version.ts';

/** What has happened to versions here, for the audit log of whichever core comes up. */
export const updateEventKinds = ['tried', 'confirmed', 'rolled-back', 'slot-refused'] as const;

const eventSchema = z.strictObject({
  /** Grows by one: a core that has recorded it says so by this number. */
  number: z.number().int().min(1),
  at: z.number().int(),
  kind: z.enum(updateEventKinds),
  version: versionSchema,
  reason: z.string().max(40).nullable(),
});
export type UpdateEvent = z.infer<typeof eventSchema>;

const trialSchema = z.strictObject({
  version: versionSchema,
  /** How often it was started. */
  starts: z.number().int().min(0),
  /** Devices that worked before. */
  working: z.array(z.enum(deviceRoles)).max(20),
});

const most = { bad: 100, events: 50 } as const;

const stateSchema = z.strictObject({
  schemaVersion: z.literal(1),
  /** Versions that have proved themselves, the newest first; what they can fall back to comes after them. */
  confirmed: z.array(versionSchema).max(5),
  /** The version that has to prove itself; null: none has to. */
  trial: trialSchema.nullable(),
  /** Versions that are not tried again. */
  bad: z.array(versionSchema).max(most.bad),
  /** Id of the last request that was taken up. */
  lastRequest: z.string().nullable(),
  events: z.array(eventSchema).max(most.events),
});
/** What the launcher knows: written by the launcher alone, read by the core. */
export type LauncherState = z.infer<typeof stateSchema>;

export const freshLauncherState: LauncherState = {
  schemaVersion: 1,
  confirmed: [],
  trial: null,
  bad: [],
  lastRequest: null,
  events: [],
};

/** Slots that are kept to be started: the one that proved itself last, and the one before. */
export const confirmedKept = 2;

/** What the launcher has left; as if it were fresh where there is nothing, or nothing that can be read. */
export const readLauncherState = (file: string): LauncherState => {
  try {
    return stateSchema.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data ?? freshLauncherState;
  } catch {
    return freshLauncherState;
  }
};

/** @throws the file system's error */
export const writeLauncherState = (file: string, state: LauncherState): void =>
  writeDurably(file, `${JSON.stringify(state)}\n`);

/** Adds what has happened to a version; the oldest that nobody can need any more goes. */
export const withEvent = (
  state: LauncherState,
  { at, kind, version, reason }: Omit<UpdateEvent, 'number'>,
): LauncherState => {
  const number = (state.events.at(-1)?.number ?? 0) + 1;
  return {
    ...state,
    events: [...state.events, { number, at, kind, version, reason }].slice(-most.events),
  };
};

/** Remembers a version that is not tried again. */
export const withBad = (state: LauncherState, version: string): LauncherState => ({
  ...state,
  bad: [...state.bad.filter((known) => known !== version), version].slice(-most.bad),
});
