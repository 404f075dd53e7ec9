import type { KioskDatabase } from '../../../db/connection.ts';
import type { TrustedDocuments } from '../../sync/trusted-documents.ts';
import type { Log } from '../log/core-log.ts';

/**
 * Deletes what was delivered in advance and has run out or was collected, also where the feed has brought it again. The
 * pages of the file are overwritten (db/pragmas.ts); copies in backups go with these.
 */
export const createDeleteDelivered = (options: {
  readonly database: Pick<KioskDatabase, 'transaction' | 'read'>;
  readonly documents: Pick<TrustedDocuments, 'expiredPrepared'>;
  readonly now: () => number;
  readonly log: Pick<Log, 'info' | 'error'>;
}): (() => void) => {
  const { database, documents, log } = options;
  return () => {
    const placed = database.read(({ feedDocuments, collectables }) => {
      const done = new Set([
        ...documents.expiredPrepared(options.now()),
        ...collectables.collectedDocuments(),
      ]);
      return feedDocuments.list('prepared-document').filter(({ id }) => done.has(id));
    });
    if (!placed.ok || placed.value.length === 0) return;
    const { value: ended } = placed;
    const dropped = database.transaction(({ feedDocuments }) => {
      for (const { id } of ended) feedDocuments.drop('prepared-document', id);
      return { ok: true };
    });
    if (dropped.ok) log.info('delivered-documents-deleted', { documents: ended.length });
    else log.error('delivered-documents-not-deleted', { reason: dropped.reason });
  };
};
