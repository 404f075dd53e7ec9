import { z } from 'zod';
import { ambienceSchema } from '../ambience/ambience.ts';
import { deviceTestsOfCore, deviceTestsOfScreen } from '../diagnostics/device-test-words.ts';
import { portRoles } from '../ports/port-views.ts';
import { memberIntents } from './members-page.ts';
import { backupName } from './restore.ts';
import { settlementReasons } from './settlement-reasons.ts';
import { closingReasons, misprintReasons, refillSheets, reopenings, staffPages } from './staff-words.ts';

const key = z.string().max(41);
const digits = z.string().regex(/^\d{0,6}$/);

/** What a touch in staff mode means. The core checks the right to it each time. */
export const staffIntentSchema = z.discriminatedUnion('name', [
  z.strictObject({ name: z.literal('pin'), pin: z.string().regex(/^\d{6}$/) }),
  /** Looks on the sticks for a service credential, in place of the own card. */
  z.strictObject({ name: z.literal('useStick') }),
  /** Leaves staff mode, also before anybody has signed in. */
  z.strictObject({ name: z.literal('signOut') }),
  z.strictObject({ name: z.literal('stillHere') }),
  z.strictObject({ name: z.literal('openPage'), page: z.enum(staffPages) }),
  z.strictObject({ name: z.literal('retryLetter'), key }),
  z.strictObject({ name: z.literal('settleLetter'), key, reason: z.enum(settlementReasons) }),
  /** The paper came out after all. */
  z.strictObject({ name: z.literal('confirmPrint'), job: key }),
  /** Nothing usable came out; the certificate may be printed again. */
  z.strictObject({ name: z.literal('rejectPrint'), job: key, reason: z.enum(misprintReasons) }),
  /** `add` to what is there, or the tray was emptied and filled anew. */
  z.strictObject({
    name: z.literal('refillPaper'),
    sheets: z.union(refillSheets.map((sheets) => z.literal(sheets))),
    add: z.boolean(),
  }),
  z.strictObject({
    name: z.literal('closeKiosk'),
    reason: z.enum(closingReasons),
    reopening: z.enum(reopenings),
  }),
  z.strictObject({ name: z.literal('openKiosk') }),
  z.strictObject({ name: z.literal('setAmbience'), ambience: ambienceSchema }),
  z.strictObject({ name: z.literal('changePin'), present: digits, chosen: digits, again: digits }),
  z.strictObject({ name: z.literal('recoverySeen'), id: z.number().int().positive() }),
  z.strictObject({ name: z.literal('backUp') }),
  /** Looks through a backup, and tells what bringing it back means. */
  z.strictObject({ name: z.literal('inspectBackup'), backup: backupName }),
  z.strictObject({ name: z.literal('dropRestore') }),
  /** Makes a backup and writes it to a stick, encrypted. */
  z.strictObject({ name: z.literal('backUpToStick'), stick: z.string().max(255) }),
  /** Brings a backup from a stick among the kept ones. */
  z.strictObject({ name: z.literal('takeFromStick'), stick: z.string().max(255), file: z.string().max(255) }),
  /** Brings back the backup that was looked through. */
  z.strictObject({ name: z.literal('restoreBackup'), pin: z.string().regex(/^\d{6}$/) }),
  /** The kiosk lets devices and database go and comes up anew, as after a start. */
  z.strictObject({ name: z.literal('restart') }),
  /** `stick`: the name under which it is mounted. */
  z.strictObject({ name: z.literal('exportLog'), stick: z.string().max(255) }),
  /** Has a device do something, and keeps how it went. */
  z.strictObject({ name: z.literal('runTest'), test: z.enum(deviceTestsOfCore) }),
  /** Gives up a test that waits for somebody. */
  z.strictObject({ name: z.literal('cancelTest') }),
  /** What somebody found at the screen; `detail`: a count or a place. */
  z.strictObject({
    name: z.literal('keepTest'),
    test: z.enum(deviceTestsOfScreen),
    passed: z.boolean(),
    detail: z.string().regex(/^[a-z0-9 ,-]{0,80}$/),
  }),
  z.strictObject({ name: z.literal('runChecks') }),
  z.strictObject({ name: z.literal('printReport') }),
  /** To the platform, with what else waits for it. */
  z.strictObject({ name: z.literal('sendReport') }),
  z.strictObject({ name: z.literal('saveReport'), stick: z.string().max(255) }),
  /** Looks what is connected. */
  z.strictObject({ name: z.literal('lookAtPorts') }),
  /** "Unplug it, plug it in". */
  z.strictObject({ name: z.literal('detectPort'), role: z.enum(portRoles) }),
  z.strictObject({ name: z.literal('endPortDetection') }),
  /** Tries a device at a place; where it answers, the settings have it there from the next start on. */
  z.strictObject({
    name: z.literal('assignPort'),
    role: z.enum(portRoles),
    place: z.string().max(300),
  }),
  /** Notes a change; null: the field is left out, and its default counts. */
  z.strictObject({
    name: z.literal('changeSetting'),
    path: z.string().max(80),
    value: z.string().max(600).nullable(),
  }),
  z.strictObject({ name: z.literal('discardSettings') }),
  /** Puts what was noted in place, on trial, and starts anew. */
  z.strictObject({ name: z.literal('applySettings') }),
  z.strictObject({ name: z.literal('lookForRelease') }),
  /** Fetches the release that lies on a stick; it is put in place when nobody is served. */
  z.strictObject({ name: z.literal('installFromStick'), stick: z.string().max(255) }),
  ...memberIntents,
]);
export type StaffIntent = z.infer<typeof staffIntentSchema>;

/** What somebody does on a page, as against moving about. */
export type StaffAction = Exclude<
  StaffIntent,
  { name: 'pin' | 'useStick' | 'signOut' | 'stillHere' | 'openPage' | 'cancelTest' }
>;

/** What a technician does to find a fault. */
export type DiagnosticAction = Extract<
  StaffAction,
  { name: 'runTest' | 'keepTest' | 'runChecks' | 'printReport' | 'sendReport' | 'saveReport' }
>;

/** What a technician does to tell where a device hangs. */
export type PortAction = Extract<
  StaffAction,
  { name: 'lookAtPorts' | 'detectPort' | 'endPortDetection' | 'assignPort' }
>;

/** What brings a backup back. */
export type RestoreAction = Extract<StaffAction, { name: 'inspectBackup' | 'dropRestore' | 'restoreBackup' }>;

/** What carries backups away on sticks, and brings them in. */
export type StickBackupAction = Extract<StaffAction, { name: 'backUpToStick' | 'takeFromStick' }>;

/** What is done on the page of the settings. */
export type SettingsAction = Extract<
  StaffAction,
  { name: 'changeSetting' | 'discardSettings' | 'applySettings' }
>;

/** What a technician does about the program itself. */
export type UpdateAction = Extract<StaffAction, { name: 'lookForRelease' | 'installFromStick' }>;

/** What a supervisor does about those who work here. */
export type MemberAction = Extract<
  StaffAction,
  {
    name:
      | 'layNewCard'
      | 'endAdding'
      | 'addMember'
      | 'changeRole'
      | 'removeMember'
      | 'unlockMember'
      | 'printCredential'
      | 'writeCredential'
      | 'revokeCredential';
  }
>;
