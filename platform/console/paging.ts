import { z } from 'zod';

/** Rows of a list that one answer holds: what a screen or two show. A city's ten thousand come page by page. */
export const rowsOfPage = 50;

/** Last page that is given out, counted from 0: whoever looks further is searching, and can. */
const lastPage = 10_000;

/** Number of a page, from 0, as a query says it. */
export const pageNumberSchema = z.coerce.number().int().min(0).max(lastPage).default(0);

/** One page of a list. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly page: number;
  /** Of the whole list. */
  readonly total: number;
  readonly rowsOfPage: number;
}

export const pageOf = <Row>(rows: readonly Row[], page: number, total: number): Page<Row> => ({
  rows,
  page,
  total,
  rowsOfPage,
});
