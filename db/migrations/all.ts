import { visit } from './0001-visit.ts';
import { certificateIssue } from './0002-certificate-issue.ts';
import { printJob } from './0003-print-job.ts';
import { rating } from './0004-rating.ts';
import { auditEntry } from './0005-audit-entry.ts';
import { keptDocument } from './0006-kept-document.ts';
import { applicationAndOutbox } from './0007-application-and-outbox.ts';
import { feedDocument } from './0008-feed-document.ts';
import { auditRetention } from './0009-audit-retention.ts';
import { recovery } from './0010-recovery.ts';
import { staffMember } from './0011-staff-member.ts';
import { usedIdentityCode } from './0012-used-identity-code.ts';
import { sharedPrintJob } from './0013-shared-print-job.ts';
import { stationState } from './0014-station-state.ts';
import { remoteCommand } from './0015-remote-command.ts';
import { deviceTest } from './0016-device-test.ts';
import { collectableCertificate } from './0020-collectable-certificate.ts';
import { progress } from './0022-progress.ts';
import { policyConfirmation } from './0023-policy-confirmation.ts';
import { applicationByVisit } from './0027-application-by-visit.ts';
import { supplement } from './0029-supplement.ts';
import { serviceCredential } from './0031-service-credential.ts';
import type { Migration } from './migration.ts';

/** Every migration in order; the version of a database is how many it has had. Append only. */
export const migrations: readonly Migration[] = [
  visit,
  certificateIssue,
  printJob,
  rating,
  auditEntry,
  keptDocument,
  applicationAndOutbox,
  feedDocument,
  auditRetention,
  recovery,
  staffMember,
  usedIdentityCode,
  sharedPrintJob,
  stationState,
  remoteCommand,
  deviceTest,
  collectableCertificate,
  progress,
  policyConfirmation,
  applicationByVisit,
  supplement,
  serviceCredential,
];

/**
 * How many migrations a program has to know to work on a database that has had the first `version`: what a release is
 * rolled back to opens the database that the release has migrated.
 */
export const oldestReaderOf = (version: number): number => {
  const changing = migrations.slice(0, version).findLastIndex(({ keepsReaders }) => keepsReaders !== true);
  return changing + 1;
};
