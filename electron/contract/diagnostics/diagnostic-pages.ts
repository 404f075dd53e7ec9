import { z } from 'zod';
import {
  deviceActors,
  deviceRoles,
  deviceStates,
  reasonSeverities,
} from '../../../drivers/device/device-status.ts';
import { deviceReasonCodes } from '../../../drivers/device/reason-codes.ts';
import { deviceTestNames, deviceTestOutcomes } from './device-test-words.ts';
import { findingSchema } from './finding.ts';

/** The pages of a technician: states, codes, counts, addresses of devices; nothing of any resident. Times are epoch milliseconds. */

const instant = z.number().int();
const count = z.number().int().nonnegative();

const traceEntry = z.strictObject({
  direction: z.enum(['sent', 'received', 'junk']),
  hex: z.string(),
  hiddenBytes: count,
  note: z.string(),
  firstAt: instant,
  lastAt: instant,
  count,
});
export type TraceEntryView = z.infer<typeof traceEntry>;

/** What is counted of each device since the core started. */
export const deviceCounterNames = [
  'cards-read',
  'cards-failed',
  'codes-read',
  'codes-refused',
  'faults',
  'restarts',
] as const;
export type DeviceCounterName = (typeof deviceCounterNames)[number];

const device = z.strictObject({
  role: z.enum(deviceRoles),
  state: z.enum(deviceStates),
  reasons: z.array(
    z.strictObject({
      code: z.enum(deviceReasonCodes),
      severity: z.enum(reasonSeverities),
      actor: z.enum(deviceActors),
      detail: z.string(),
    }),
  ),
  /** Where it hangs, as the settings have it. */
  address: z.string(),
  /** As the device says; null where it does not, or has not yet. */
  model: z.string().nullable(),
  firmware: z.string().nullable(),
  counters: z.array(z.strictObject({ name: z.enum(deviceCounterNames), count })),
  /** Newest first. */
  changes: z.array(
    z.strictObject({ at: instant, state: z.enum(deviceStates), codes: z.array(z.enum(deviceReasonCodes)) }),
  ),
  /** Newest first; null for a device that does not speak in frames. */
  trace: z.array(traceEntry).nullable(),
});
export type DiagnosedDevice = z.infer<typeof device>;

const testResult = z.strictObject({
  outcome: z.enum(deviceTestOutcomes),
  detail: z.string(),
  at: instant,
  /** Label of who tested. */
  by: z.string(),
});
export type TestResultView = z.infer<typeof testResult>;

const deviceTest = z.strictObject({
  name: z.enum(deviceTestNames),
  /** The device is fitted. */
  fitted: z.boolean(),
  /** Newest first. */
  results: z.array(testResult),
});
export type DeviceTestView = z.infer<typeof deviceTest>;

/** Something that was started: a part anew by the shell, or the kiosk as a whole. */
const startView = z.strictObject({
  at: instant,
  part: z.enum(['shell', 'window', 'page', 'core', 'kiosk']),
  reason: z.string(),
});
export type StartView = z.infer<typeof startView>;

const sync = z.strictObject({
  line: z.enum(['unknown', 'online', 'offline']),
  lastContactAt: instant.nullable(),
  lastHealthReportAt: instant.nullable(),
  /** Clock of the platform less that of this machine, milliseconds. */
  clockOffset: z.number().nullable(),
  keySince: instant,
  pending: count,
  inFlight: count,
  refused: count,
  oldestPendingAt: instant.nullable(),
  breaker: z.string(),
  /** Why the last exchange of the queue failed. */
  queueProblem: z.string().nullable(),
  nextAttemptAt: instant.nullable(),
  /** Chunks of materials that have gone up, of how many. */
  uploaded: z.string().nullable(),
  /** Why the documents are not up to date. */
  feedProblem: z.string().nullable(),
  cursor: z.string(),
  nextCursor: z.string(),
  gap: z.string().nullable(),
  staged: count,
  collections: z.array(z.strictObject({ name: z.string(), count })),
});
export type SyncInspection = z.infer<typeof sync>;

export const diagnosticPages = [
  z.strictObject({ name: z.literal('devices'), since: instant, devices: z.array(device) }),
  z.strictObject({
    name: z.literal('tests'),
    tests: z.array(deviceTest),
    /** The one that a device is doing at this moment. */
    underWay: z.enum(deviceTestNames).nullable(),
  }),
  z.strictObject({
    name: z.literal('checks'),
    /** Null before the first look. */
    checkedAt: instant.nullable(),
    findings: z.array(findingSchema),
    /** Newest first. */
    starts: z.array(startView),
  }),
  z.strictObject({ name: z.literal('sync'), sync }),
  z.strictObject({
    name: z.literal('report'),
    sticks: z.array(z.strictObject({ name: z.string(), freeBytes: z.number() })),
    checkedAt: instant.nullable(),
    bad: count,
    warnings: count,
    /** Tests whose newest result is that they passed, of all that are fitted. */
    passed: count,
    tests: count,
  }),
] as const;
