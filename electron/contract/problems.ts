/** Why the kiosk cannot serve, and what can go wrong in a visit. */

/** Why the kiosk cannot serve at all; `detail` is small print for the staff (a field name, a path), never data of a resident. */
export const outOfServiceReasons = [
  'settings-invalid',
  'data-folder-read-only',
  'database-from-the-future',
  'database-damaged',
  'database-being-recovered',
  'disk-full',
  'locked-by-another-process',
  'not-set-up',
  'setup-unfinished',
  'not-enrolled',
  'kiosk-revoked',
  'kiosk-unknown',
  'identity-unusable',
  'core-restarting',
] as const;
/** What the first-visit wizard can help with, on the spot, with a one-time code of the centre. */
export const reasonsForSetup: readonly OutOfServiceReason[] = [
  'not-set-up',
  'setup-unfinished',
  'not-enrolled',
  'kiosk-revoked',
];
export type OutOfServiceReason = (typeof outOfServiceReasons)[number];

/** What went wrong in a visit; each has a sentence that says what happened and the one thing to do. */
export const visitProblems = [
  'card-read-failed',
  'card-removed-too-early',
  'card-refused',
  'card-expired',
  'card-not-yet-valid',
  'guardian-needed',
  'code-unreadable',
  'code-unknown',
  'code-for-another',
  'code-expired',
  'code-used',
  'code-clock',
  'code-refused',
  'another-person',
  'identity-not-assured',
  'platform-unreachable',
  'platform-refused',
  'person-unknown',
  'person-data-differs',
  'certificate-too-long',
  'quota-reached',
  'document-not-ready',
  'certificate-not-genuine',
  'certificate-not-printable',
  'print-failed',
  'print-outcome-unknown',
  'could-not-record',
  'verification-not-finished',
  'application-not-recorded',
  'reply-not-recorded',
  'item-changed',
  'item-withdrawn',
  'cannot-file-yet',
  'storage-cannot-keep',
  'kiosk-not-recognised',
] as const;
export type VisitProblem = (typeof visitProblems)[number];
