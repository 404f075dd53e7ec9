import BetterSqlite3 from 'better-sqlite3';
import { type AuditLog, type AuditReader, createAuditLog } from './audit-log.ts';
import type { Connection } from './statements.ts';
import { type StorageFailure, toStorageFailure } from './storage-failure.ts';
import {
  type ApplicationReader,
  type ApplicationStore,
  createApplicationStore,
} from './stores/applications.ts';
import {
  type CertificateIssueReader,
  type CertificateIssueStore,
  createCertificateIssueStore,
} from './stores/certificate-issues.ts';
import {
  type CollectableReader,
  type CollectableStore,
  createCollectableStore,
} from './stores/collectables.ts';
import { createExpiredRecordStore, type ExpiredRecordStore } from './stores/expired-records.ts';
import {
  createFeedDocumentStore,
  type FeedDocumentReader,
  type FeedDocumentStore,
} from './stores/feed-documents.ts';
import {
  createKeptDocumentStore,
  type KeptDocumentReader,
  type KeptDocumentStore,
} from './stores/kept-documents.ts';
import { createDeviceTestStore, type DeviceTestReader, type DeviceTestStore } from './stores/device-tests.ts';
import {
  createKnownCourseStore,
  type KnownCourseReader,
  type KnownCourseStore,
} from './stores/known-courses.ts';
import { createOutboxStore, type OutboxReader, type OutboxStore } from './stores/outbox.ts';
import {
  createPolicyConfirmationStore,
  type PolicyConfirmationStore,
} from './stores/policy-confirmations.ts';
import { createPrintJobStore, type PrintJobReader, type PrintJobStore } from './stores/print-jobs.ts';
import { createRatingStore, type RatingReader, type RatingStore } from './stores/ratings.ts';
import { createRecoveryStore, type RecoveryReader, type RecoveryStore } from './stores/recoveries.ts';
import { createReplyStore, type ReplyReader, type ReplyStore } from './stores/replies.ts';
import { type ActivityReader, createActivityReader } from './stores/activity.ts';
import {
  createRemoteCommandStore,
  type RemoteCommandReader,
  type RemoteCommandStore,
} from './stores/remote-commands.ts';
import {
  createServiceCredentialStore,
  type ServiceCredentialReader,
  type ServiceCredentialStore,
} from './stores/service-credentials.ts';
import { createStaffStore, type StaffReader, type StaffStore } from './stores/staff.ts';
import {
  createStationStateStore,
  type StationStateReader,
  type StationStateStore,
} from './stores/station-state.ts';
import { createSyncStateStore, type SyncStateReader, type SyncStateStore } from './stores/sync-state.ts';
import { createUsedIdentityCodeStore, type UsedIdentityCodeStore } from './stores/used-identity-codes.ts';
import { createSupplementStore, type SupplementReader, type SupplementStore } from './stores/supplements.ts';
import { createVisitStore, type VisitReader, type VisitStore } from './stores/visits.ts';

/** The stores inside a transaction. */
export interface Unit {
  readonly visits: VisitStore;
  readonly certificateIssues: CertificateIssueStore;
  readonly printJobs: PrintJobStore;
  readonly collectables: CollectableStore;
  readonly ratings: RatingStore;
  readonly keptDocuments: KeptDocumentStore;
  readonly applications: ApplicationStore;
  readonly outbox: OutboxStore;
  readonly replies: ReplyStore;
  readonly supplements: SupplementStore;
  readonly knownCourses: KnownCourseStore;
  readonly feedDocuments: FeedDocumentStore;
  readonly syncState: SyncStateStore;
  readonly recoveries: RecoveryStore;
  readonly staff: StaffStore;
  readonly serviceCredentials: ServiceCredentialStore;
  readonly usedIdentityCodes: UsedIdentityCodeStore;
  readonly stationState: StationStateStore;
  readonly activity: ActivityReader;
  readonly remoteCommands: RemoteCommandStore;
  readonly deviceTests: DeviceTestStore;
  readonly policyConfirmations: PolicyConfirmationStore;
  readonly expiredRecords: ExpiredRecordStore;
  readonly audit: AuditLog;
}

/** The stores inside a read. */
export interface ReadUnit {
  readonly visits: VisitReader;
  readonly certificateIssues: CertificateIssueReader;
  readonly printJobs: PrintJobReader;
  readonly collectables: CollectableReader;
  readonly ratings: RatingReader;
  readonly keptDocuments: KeptDocumentReader;
  readonly applications: ApplicationReader;
  readonly outbox: OutboxReader;
  readonly replies: ReplyReader;
  readonly supplements: SupplementReader;
  readonly knownCourses: KnownCourseReader;
  readonly feedDocuments: FeedDocumentReader;
  readonly syncState: SyncStateReader;
  readonly recoveries: RecoveryReader;
  readonly staff: StaffReader;
  readonly serviceCredentials: ServiceCredentialReader;
  readonly stationState: StationStateReader;
  readonly activity: ActivityReader;
  readonly remoteCommands: RemoteCommandReader;
  readonly deviceTests: DeviceTestReader;
  readonly audit: AuditReader;
}

export interface UnitOfWork {
  /**
   * Runs `work` in one transaction. Returns what `work` returned: with `ok: true` everything it wrote is on the disk
   * (synchronous=FULL) before this returns, with `ok: false` nothing of it is. So a refusal of a store is simply
   * returned by `work`, and rows written before it are gone. A `StorageFailure` means that nothing was kept.
   *
   * `work` is synchronous, does not call `transaction` or `read` again, and lets the unit go when it returns: a write
   * through it afterwards throws.
   *
   * @throws whatever `work` throws, after rolling back.
   */
  transaction<const Outcome extends { readonly ok: boolean }>(
    work: (unit: Unit) => Outcome,
  ): Outcome | StorageFailure;
  /** Runs `work` on one unchanging view of the data. It is synchronous, too. */
  read<Value>(work: (unit: ReadUnit) => Value): { readonly ok: true; readonly value: Value } | StorageFailure;
}

/** Prepares every statement once. @throws when a table is not as the migrations made it. */
export const createUnitOfWork = (connection: Connection, now: () => number): UnitOfWork => {
  const visits = createVisitStore(connection, now);
  const certificateIssues = createCertificateIssueStore(connection, now, visits);
  const outbox = createOutboxStore(connection, now);
  const syncState = createSyncStateStore(connection, now);
  const serviceCredentials = createServiceCredentialStore(connection, now);
  const unit: Unit = {
    visits,
    certificateIssues,
    printJobs: createPrintJobStore(connection, now, certificateIssues),
    collectables: createCollectableStore(connection, now),
    ratings: createRatingStore(connection, now),
    keptDocuments: createKeptDocumentStore(connection, now),
    applications: createApplicationStore(connection, now, outbox),
    outbox,
    replies: createReplyStore(connection, now, outbox),
    supplements: createSupplementStore(connection, now, outbox),
    knownCourses: createKnownCourseStore(connection),
    feedDocuments: createFeedDocumentStore(connection, now, syncState),
    syncState,
    recoveries: createRecoveryStore(connection, now),
    staff: createStaffStore(connection, now, serviceCredentials),
    serviceCredentials,
    usedIdentityCodes: createUsedIdentityCodeStore(connection),
    stationState: createStationStateStore(connection, now),
    activity: createActivityReader(connection),
    remoteCommands: createRemoteCommandStore(connection),
    deviceTests: createDeviceTestStore(connection, now),
    policyConfirmations: createPolicyConfirmationStore(connection),
    expiredRecords: createExpiredRecordStore(connection),
    audit: createAuditLog(connection, now),
  };

  // IMMEDIATE: the right to write is taken before anything is read that the writes depend on.
  const beginWrite = connection.prepare('BEGIN IMMEDIATE');
  const beginRead = connection.prepare('BEGIN DEFERRED');
  const commit = connection.prepare('COMMIT');
  const rollback = connection.prepare('ROLLBACK');

  const inTransaction = <Value>(
    begin: typeof beginWrite,
    work: () => Value,
    keep: (value: Value) => boolean,
  ): { readonly ok: true; readonly value: Value } | StorageFailure => {
    if (connection.inTransaction) throw new Error('a transaction was started inside another');
    try {
      begin.run();
      const value = work();
      (keep(value) ? commit : rollback).run();
      return { ok: true, value };
    } catch (error) {
      if (!(error instanceof BetterSqlite3.SqliteError)) throw error;
      return toStorageFailure(error, connection.name);
    } finally {
      // SQLite has rolled back by itself after some errors (disk full, I/O), and not after others.
      if (connection.inTransaction) rollback.run();
    }
  };

  return {
    transaction: (work) => {
      const done = inTransaction(
        beginWrite,
        () => work(unit),
        (outcome) => outcome.ok,
      );
      return done.ok ? done.value : done;
    },
    read: (work) =>
      inTransaction(
        beginRead,
        () => work(unit),
        () => true,
      ),
  };
};
