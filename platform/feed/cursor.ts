/** A reading position: what was published at `sequence` and before was read, in the history in which it has this mark. */
export interface FeedCursor {
  readonly sequence: number;
  /** UUID; null at the start of the feed, which every history shares. */
  readonly mark: string | null;
}

const start: FeedCursor = { sequence: 0, mark: null };

const form = /^(?<sequence>[1-9]\d{0,14})-(?<mark>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** Reads a cursor of `cursorText`; undefined for any other text. */
export const readCursor = (text: string): FeedCursor | undefined => {
  if (text === '') {
    return start;
  }
  const { sequence, mark } = form.exec(text)?.groups ?? {};
  return sequence === undefined || mark === undefined ? undefined : { sequence: Number(sequence), mark };
};

/** The cursor as kiosks keep it: `feedCursorSchema` of the contract. */
export const cursorText = ({ sequence, mark }: FeedCursor): string =>
  mark === null ? '' : `${sequence}-${mark}`;
