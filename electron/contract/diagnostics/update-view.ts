import { z } from 'zod';

/** How the kiosk stands with releases, for a technician's page. Codes, versions and counts; nothing of any resident. */

/** Why nothing is looked for by itself. A stick works with `no-source`, too. */
export const updatesOff = ['not-launched', 'no-release-key', 'no-source'] as const;

/** `on-trial`: a release has to prove itself. `ready`: it waits until nobody is served. */
export const updateStates = ['off', 'waiting', 'looking', 'fetching', 'ready', 'on-trial'] as const;

/** What the newest look ended with, and is told: why a release is not taken, or did not come. */
export const updateProblems = [
  'other-machine',
  'other-ring',
  'not-newer',
  'known-bad',
  'expired',
  'not-reversible',
  'not-its-turn',
  'nothing-there',
  'no-answer',
  // What `no-answer` is of a stick: nothing goes on by itself.
  'stick-gone',
  'too-large',
  'not-a-release',
  'unknown-key',
  'signature-wrong',
  'digest-wrong',
  'disk-full',
  'not-written',
  'not-started',
  'stopped',
] as const;
export type UpdateProblem = (typeof updateProblems)[number];

const event = z.strictObject({
  at: z.number().int(),
  kind: z.enum(['tried', 'confirmed', 'rolled-back', 'slot-refused']),
  version: z.string().max(20),
  reason: z.string().max(40).nullable(),
});

export const updateViewSchema = z.strictObject({
  state: z.enum(updateStates),
  off: z.enum(updatesOff).nullable(),
  /** The version that runs. */
  version: z.string().max(40),
  ring: z.string().max(20).nullable(),
  /** The release that is fetched, waits, or is on trial. */
  offered: z.string().max(20).nullable(),
  /** Of what is fetched, 0 to 100. */
  percent: z.number().int().min(0).max(100).nullable(),
  problem: z.enum(updateProblems).nullable(),
  lookedAt: z.number().int().nullable(),
  /** Versions that are not tried again here. */
  bad: z.array(z.string().max(20)).max(100),
  /** Newest first. */
  events: z.array(event).max(10),
});
export type UpdateView = z.infer<typeof updateViewSchema>;

export const updatePage = z.strictObject({
  name: z.literal('update'),
  update: updateViewSchema,
  sticks: z.array(z.strictObject({ name: z.string(), freeBytes: z.number() })),
});
