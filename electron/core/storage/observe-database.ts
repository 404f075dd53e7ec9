import type { KioskDatabase } from '../../../db/connection.ts';
import { type StorageFailure, storageFailureReasons } from '../../../db/storage-failure.ts';

const asStorageFailure = (outcome: object): StorageFailure | undefined => {
  if (!('ok' in outcome && outcome.ok === false && 'reason' in outcome && 'detail' in outcome))
    return undefined;
  const reason = storageFailureReasons.find((known) => known === outcome.reason);
  return reason && { ok: false, reason, detail: String(outcome.detail) };
};

/** The same database; `heard` is told of every read and write that disk or file refused. */
export const observeDatabase = (
  database: KioskDatabase,
  heard: (failure: StorageFailure) => void,
): KioskDatabase => {
  const listen = <Outcome extends object>(outcome: Outcome): Outcome => {
    const failure = asStorageFailure(outcome);
    if (failure) heard(failure);
    return outcome;
  };
  return {
    ...database,
    transaction: (work) => listen(database.transaction(work)),
    read: (work) => listen(database.read(work)),
  };
};
