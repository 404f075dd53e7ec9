/** Codes that core and page say to each other in staff mode; each has words in both languages. */

/** What somebody at the kiosk may be. */
export const staffRoleNames = ['staff', 'supervisor', 'technician'] as const;
export type StaffRoleName = (typeof staffRoleNames)[number];

/** A staff number: capital letters, digits and hyphens; no name. */
export const staffLabelPattern = /^[A-Z0-9][A-Z0-9-]{1,19}$/;

/** The pages of staff mode, in the order in which they are offered. */
export const staffPages = [
  'today',
  'queue',
  'misprints',
  'supplies',
  'opening',
  'ambience',
  'pin',
  'export',
  'members',
  'machine',
  'devices',
  'tests',
  'checks',
  'sync',
  'report',
  'ports',
  'settings',
  'update',
] as const;
export type StaffPageName = (typeof staffPages)[number];

/** Why a slip or a stick does not open the kiosk. */
export const credentialRefusals = [
  'credential-unreadable',
  'credential-of-another-kiosk',
  'credential-unknown',
  'credential-altered',
  'credential-member-removed',
  'credential-revoked',
  'credential-ended',
] as const;
export type CredentialRefusal = (typeof credentialRefusals)[number];

/** Why somebody is not let in. */
export const signInRefusals = [
  ...credentialRefusals,
  'stick-without-credential',
  'stick-with-several',
  'not-staff',
  'wrong-pin',
  'locked',
  'card-not-read',
  'could-not-record',
  'check-never-ended',
] as const;
export type SignInRefusal = (typeof signInRefusals)[number];

/** Why a message is a dead letter; `other`: a code that this version does not know, as a newer platform may give. */
export const deadLetterReasons = [
  'malformed-message',
  'key-reused',
  'receipt-number-taken',
  'unknown-item',
  'form-version-unsupported',
  'assurance-level-too-low',
  'unknown-sealing-key',
  'unknown-subject',
  'correction-not-asked',
  'unknown-dependency',
  'malformed-request',
  'too-large',
  'chunk-differs',
  'content-not-recovered',
  'other',
] as const;
export type DeadLetterReasonName = (typeof deadLetterReasons)[number];

/** Why a print is settled as not printed: nothing came out, or nothing that can be used. */
export const misprintReasons = [
  'nothing-came-out',
  'jammed',
  'blank',
  'faded',
  'torn',
  'wrong-paper',
] as const;
export type MisprintReason = (typeof misprintReasons)[number];

/** Why the kiosk is closed by staff. */
export const closingReasons = ['maintenance', 'no-paper', 'device-fault', 'station-closed', 'other'] as const;
export type ClosingReason = (typeof closingReasons)[number];

/** When staff expect to open it again. */
export const reopenings = ['one-hour', 'two-hours', 'tomorrow', 'not-known'] as const;
export type Reopening = (typeof reopenings)[number];

/** What came of an action; the first ones are good news. */
export const staffResults = [
  'letter-retried',
  'letter-settled',
  'print-settled',
  'paper-refilled',
  'kiosk-closed',
  'kiosk-opened',
  'ambience-kept',
  'pin-changed',
  'recovery-seen',
  'backed-up',
  'backup-whole',
  'restore-ordered',
  'restore-dropped',
  'log-exported',
  'restarting',
  'card-awaited',
  'adding-ended',
  'member-added',
  'role-changed',
  'member-removed',
  'member-unlocked',
  'stick-backup-made',
  'stick-backup-taken',
  'credential-printed',
  'credential-written',
  'credential-revoked',
  'test-passed',
  'checks-done',
  'report-printed',
  'report-saved',
  'ports-listed',
  'port-watched',
  'port-answers',
  'setting-noted',
  'settings-discarded',
  'settings-applied',
  'update-begun',
  'updates-off',
  'port-refused',
  'port-silent',
  'setting-refused',
  'settings-refused',
  'settings-on-trial',
  'report-sent',
  'not-allowed',
  'closed-by-centre',
  'no-longer-so',
  'could-not-record',
  'backup-failed',
  'backup-gone',
  'backup-not-whole',
  'store-busy',
  'restore-no-room',
  'restore-refused',
  'stick-gone',
  'stick-full',
  'stick-refused',
  'export-failed',
  'test-failed',
  'test-unknown',
  'report-not-printed',
  'report-not-sent',
  'pin-wrong',
  'pin-locked',
  'pin-not-six-digits',
  'pin-too-easy',
  'pin-of-the-card',
  'pin-the-same',
  'pins-differ',
  'pin-reads-as-date',
  'card-refused',
  'label-refused',
  'already-there',
  'last-supervisor',
  'stick-backup-not-opened',
  'stick-backup-no-key',
  'credential-not-signed',
  'credential-not-printed',
  'never-ended',
] as const;
export type StaffResult = (typeof staffResults)[number];

/** Sheets that a touch puts into the count. */
export const refillSheets = [100, 250, 500] as const;
