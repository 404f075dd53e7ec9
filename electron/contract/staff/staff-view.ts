import { z } from 'zod';
import { ambiencePage } from '../ambience/ambience.ts';
import { diagnosticPages } from '../diagnostics/diagnostic-pages.ts';
import { deviceProblem } from '../device-view.ts';
import { localizedText } from '../locale.ts';
import { portsPage } from '../ports/port-views.ts';
import { updatePage } from '../diagnostics/update-view.ts';
import { settingsPage } from '../settings/settings-page.ts';
import { closingSchema } from './closing.ts';
import { membersPage } from './members-page.ts';
import { keptBackup, restorePreview, stickBackup } from './restore.ts';
import {
  deadLetterReasons,
  misprintReasons,
  signInRefusals,
  staffPages,
  staffResults,
  staffRoleNames,
} from './staff-words.ts';

/** What is on the screen in staff mode: counts, codes, numbers of receipts and certificates; nothing of any resident. */

const instant = z.number().int();
const count = z.number().int().nonnegative();
/** `name`: as the catalogue calls it; null where it is no longer in it. */
const printed = z.strictObject({ code: z.string(), name: localizedText.nullable(), count });
const notIssued = z.strictObject({
  state: z.enum(['refused', 'not-genuine', 'unanswered']),
  /** Why, as a code. */
  reason: z.string(),
  count,
});

const deadLetter = z.strictObject({
  key: z.string(),
  kind: z.enum([
    'application',
    'rating',
    'correction',
    'supplement',
    'feedback',
    'kiosk-document',
    'collection',
  ]),
  receiptNumber: z.string().nullable(),
  item: localizedText.nullable(),
  reason: z.enum(deadLetterReasons),
  /** The platform's own code. */
  code: z.string(),
  refusedAt: instant,
});
export type DeadLetterView = z.infer<typeof deadLetter>;

const print = z.strictObject({
  job: z.string(),
  certificateNumber: z.string(),
  pages: count,
  at: instant,
  /** Why its outcome is unknown, as a code; null where the printer called it completed. */
  reason: z.string().nullable(),
});
export type PrintView = z.infer<typeof print>;

const supply = z.strictObject({
  name: z.string(),
  kind: z.enum(['media', 'toner', 'ink', 'waste', 'other']),
  percent: z.number().nullable(),
  state: z.enum(['ok', 'low', 'empty', 'unknown']),
});
export type SupplyView = z.infer<typeof supply>;

const paper = z.strictObject({
  /** As staff have counted them in, less what was printed since; null before the first refill. */
  sheetsLeft: count.nullable(),
  low: z.boolean(),
  refilledAt: instant.nullable(),
  printedSince: count,
});

const recovery = z.strictObject({
  id: z.number().int(),
  lines: z.array(z.string()),
  /** A backup was brought back because somebody asked for it, not for damage. */
  wanted: z.boolean(),
  mayConfirm: z.boolean(),
});

const page = z.discriminatedUnion('name', [
  z.strictObject({
    name: z.literal('today'),
    visits: count,
    completed: count,
    applications: count,
    receipts: count,
    printed: z.array(printed),
    /** Requests that came to no certificate. */
    refused: z.array(notIssued),
    misprints: count,
    unknownPrints: count,
    /** How often a card lay on the reader for minutes after its visit. */
    cardsLeft: count,
    sheetsLeft: count.nullable(),
    paperLow: z.boolean(),
    closing: closingSchema.nullable(),
    lastBackupAt: instant.nullable(),
    recovery: recovery.nullable(),
  }),
  z.strictObject({
    name: z.literal('queue'),
    oldestPendingAt: instant.nullable(),
    letters: z.array(deadLetter),
    mayRetry: z.boolean(),
    maySettle: z.boolean(),
  }),
  z.strictObject({
    name: z.literal('misprints'),
    unknown: z.array(print),
    completed: z.array(print),
    reasons: z.array(z.enum(misprintReasons)),
  }),
  z.strictObject({ name: z.literal('supplies'), supplies: z.array(supply), paper, mayRefill: z.boolean() }),
  z.strictObject({ name: z.literal('opening'), closing: closingSchema.nullable() }),
  ambiencePage,
  z.strictObject({ name: z.literal('pin') }),
  z.strictObject({
    name: z.literal('export'),
    sticks: z.array(z.strictObject({ name: z.string(), freeBytes: z.number() })),
  }),
  z.strictObject({
    name: z.literal('machine'),
    version: z.string(),
    lastBackupAt: instant.nullable(),
    freeBytes: z.number().nullable(),
    integrity: z.enum(['not-checked', 'whole', 'damaged']),
    mayBackUp: z.boolean(),
    /** Null for those who may bring none back. */
    backups: z.array(keptBackup).nullable(),
    /** Sticks that a backup can be written to. */
    sticks: z.array(z.string()),
    stickBackups: z.array(stickBackup),
    /** The one that was looked through. */
    restore: restorePreview.nullable(),
  }),
  membersPage,
  ...diagnosticPages,
  portsPage,
  settingsPage,
  updatePage,
]);
export type StaffPageView = z.infer<typeof page>;

export const staffViewSchema = z.discriminatedUnion('stage', [
  z.strictObject({
    stage: z.literal('signIn'),
    step: z.enum(['card', 'reading', 'recognising', 'pin', 'checking']),
    refusal: z.strictObject({ reason: z.enum(signInRefusals), lockedUntil: instant.nullable() }).nullable(),
    /** Nobody has been enrolled at this kiosk yet. */
    nobodyEnrolled: z.boolean(),
    readerProblem: deviceProblem.nullable(),
    /** A code scanner is fitted: a slip may take the place of the card. */
    takesSlip: z.boolean(),
  }),
  z.strictObject({
    stage: z.literal('panel'),
    member: z.strictObject({ label: z.string(), role: z.enum(staffRoleNames) }),
    /** Those that this role may open. */
    pages: z.array(z.enum(staffPages)),
    /** Something was touched and is under way. */
    working: z.boolean(),
    result: z.strictObject({ code: z.enum(staffResults), good: z.boolean() }).nullable(),
    page,
  }),
]);
export type StaffView = z.infer<typeof staffViewSchema>;
