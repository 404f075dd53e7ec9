import type { UnitOfWork } from '../../../db/unit-of-work.ts';
import { feedCollections } from '../../../platform/contract/feed.ts';
import type { SyncInspection } from '../../contract/diagnostics/diagnostic-pages.ts';
import type { SyncView } from '../../sync/synchronisation.ts';

const whole = (instant: number | null): number | null => (instant === null ? null : Math.round(instant));

/** What queue and feed say of themselves: counts, codes and positions. */
export const inspectSync = (view: SyncView, database: Pick<UnitOfWork, 'read'>): SyncInspection => {
  const feed = database.read(({ feedDocuments }) => ({
    cursor: feedDocuments.cursor(),
    nextCursor: feedDocuments.nextCursor(),
    gap: feedDocuments.gap(),
    staged: feedDocuments.staged().length,
    collections: feedCollections.map((name) => ({ name, count: feedDocuments.list(name).length })),
  }));
  const { documents, uploading } = view;
  return {
    line: view.line,
    lastContactAt: whole(view.lastContactAt),
    lastHealthReportAt: whole(view.lastHealthReportAt),
    clockOffset: whole(view.clockOffset),
    keySince: Math.round(view.keySince),
    pending: view.pending,
    inFlight: view.inFlight,
    refused: view.refused,
    oldestPendingAt: whole(view.oldestPendingAt),
    breaker: view.breaker,
    queueProblem: view.problem,
    nextAttemptAt: whole(view.nextAttemptAt),
    uploaded: uploading && `${uploading.done}/${uploading.total}`,
    feedProblem:
      documents && `${documents.reason}: ${documents.document ?? ''} ${documents.detail}`.slice(0, 200),
    ...(feed.ok ? feed.value : { cursor: '', nextCursor: '', gap: feed.reason, staged: 0, collections: [] }),
  };
};
