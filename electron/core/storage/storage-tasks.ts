import { type BackupOrder, backUpDatabase } from '../../../db/backup/back-up-database.ts';
import type { BackupOutcome } from '../../../db/backup/make-backup.ts';
import { makeRoom, type RoomOutcome } from '../../../db/backup/make-room.ts';
import { checkWholeDatabase, type IntegrityReport } from '../../../db/integrity/check-whole-database.ts';
import { inspectBackup, type InspectionOutcome } from '../../../db/recovery/inspect-backup.ts';
import { orderRestore, type RestoreOrderOutcome } from '../../../db/recovery/order-restore.ts';
import { type RecoveryOutcome, recoverDatabase } from '../../../db/recovery/recover-database.ts';

/** Work on the database that reads all of it, and would hold up the core for as long. */
export interface StorageTasks {
  readonly 'back-up': { readonly order: BackupOrder; readonly outcome: BackupOutcome };
  readonly check: { readonly order: { readonly file: string }; readonly outcome: IntegrityReport };
  readonly recover: {
    readonly order: {
      readonly file: string;
      readonly now: number;
      readonly cause: string;
      readonly reserveBytes: number;
    };
    readonly outcome: RecoveryOutcome;
  };
  readonly 'inspect-backup': {
    readonly order: { readonly file: string; readonly name: string };
    readonly outcome: InspectionOutcome;
  };
  readonly 'order-restore': {
    readonly order: Parameters<typeof orderRestore>[0];
    readonly outcome: RestoreOrderOutcome;
  };
  readonly 'make-room': {
    readonly order: { readonly file: string; readonly wantedBytes: number };
    readonly outcome: RoomOutcome;
  };
}
export type StorageTaskName = keyof StorageTasks;

type Perform = {
  readonly [Name in StorageTaskName]: (order: StorageTasks[Name]['order']) => StorageTasks[Name]['outcome'];
};

/** Does a task, here and now. */
export const performStorageTask: Perform = {
  'back-up': backUpDatabase,
  check: ({ file }) => checkWholeDatabase(file),
  recover: ({ now, ...order }) => recoverDatabase({ ...order, now: () => now }),
  'inspect-backup': inspectBackup,
  'order-restore': orderRestore,
  'make-room': makeRoom,
};
