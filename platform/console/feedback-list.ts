import type { FeedbackKind, FeedbackSubject } from '../contract/sealed-replies.ts';
import type { PlatformDatabase } from '../store/open-store.ts';
import { type Page, pageOf, rowsOfPage } from './paging.ts';

/** A complaint or suggestion as the centre reads it. Times are milliseconds since the Unix epoch. */
export interface ListedFeedback {
  readonly feedbackNumber: string;
  readonly stationCode: string;
  readonly receivedAt: number;
  readonly state: 'waiting' | 'not-opened' | 'opened' | 'unreadable';
  /** Null until it was opened, and where it cannot be. */
  readonly content: {
    readonly feedback: FeedbackKind;
    readonly subject: FeedbackSubject;
    readonly text: string;
    readonly callback: string | null;
    /** Null where it was given without a name. */
    readonly name: string | null;
  } | null;
}

/** Complaints and suggestions, the newest first. */
export const listFeedback = async (
  database: PlatformDatabase,
  page: number,
): Promise<Page<ListedFeedback>> => {
  const { count } = await database
    .selectFrom('feedback')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  const rows = await database
    .selectFrom('feedback')
    .select(['feedback_number', 'station_code', 'received_at', 'state', 'content'])
    .orderBy('received_at', 'desc')
    .orderBy('feedback_number')
    .limit(rowsOfPage)
    .offset(page * rowsOfPage)
    .execute();
  return pageOf(
    rows.map(({ feedback_number, station_code, received_at, state, content }) => ({
      feedbackNumber: feedback_number,
      stationCode: station_code,
      receivedAt: received_at.getTime(),
      state,
      content: content && {
        feedback: content.feedback,
        subject: content.subject,
        text: content.text,
        callback: content.callback,
        name: content.person?.name ?? null,
      },
    })),
    page,
    Number(count),
  );
};
