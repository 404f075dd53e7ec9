import { openDatabase } from '../../../db/connection.ts';
import { databaseFileIn } from '../../../db/data-folder.ts';
import { openReadOnly, type ReadOnlyRefusalReason } from '../../../db/read-only-connection.ts';
import type { StorageFailureReason } from '../../../db/storage-failure.ts';
import type { ReadUnit, UnitOfWork } from '../../../db/unit-of-work.ts';
import { belongsToAnother } from '../../sync/trust/private-file.ts';

/** Why the database of the kiosk was not read or changed. */
export type DatabaseRefusalReason =
  | ReadOnlyRefusalReason
  | Exclude<StorageFailureReason, 'locked-by-another-process'>
  /** The kiosk holds its database: nobody else may write. */
  | 'kiosk-running'
  /** The data folder belongs to another account: the kiosk could not use what this one writes. */
  | 'wrong-account';

export interface DatabaseRefusal {
  readonly ok: false;
  readonly reason: DatabaseRefusalReason;
  /** A path and what SQLite or the system said, for the technician. */
  readonly detail: string;
}

/** A refusal to write, in the words of the command line. */
export const toDatabaseRefusal = ({
  reason,
  detail,
}: {
  readonly reason: StorageFailureReason | 'database-from-the-future';
  readonly detail: string;
}): DatabaseRefusal => ({
  ok: false,
  reason: reason === 'locked-by-another-process' ? 'kiosk-running' : reason,
  detail,
});

/** Looks at the database of the kiosk in `dataFolder`, which may be running. */
export const lookAtDatabase = <Value>(
  dataFolder: string,
  work: (unit: ReadUnit) => Value,
): { readonly ok: true; readonly value: Value } | DatabaseRefusal => {
  const opened = openReadOnly(databaseFileIn(dataFolder));
  if (!opened.ok) return opened;
  try {
    return opened.look.read(work);
  } finally {
    opened.look.close();
  }
};

/**
 * Works on the database of the kiosk in `dataFolder`, which must be stopped. It is looked at first: nothing is created,
 * migrated or recovered here, that is the kiosk's own business.
 *
 * @param now milliseconds since the Unix epoch
 */
export const workOnDatabase = <Outcome>(
  dataFolder: string,
  now: () => number,
  work: (database: Pick<UnitOfWork, 'transaction'>) => Outcome,
): Outcome | DatabaseRefusal => {
  const file = databaseFileIn(dataFolder);
  for (const path of [dataFolder, file]) {
    if (belongsToAnother(path)) return { ok: false, reason: 'wrong-account', detail: path };
  }
  const looked = lookAtDatabase(dataFolder, () => null);
  if (!looked.ok) return looked;
  const opened = openDatabase({ file, now });
  if (!opened.ok) return toDatabaseRefusal(opened);
  try {
    return work(opened.database);
  } finally {
    opened.database.close();
  }
};
