import { type Connection, prepareGet, prepareWrite } from '../statements.ts';

/** 5 非常满意 · 4 满意 · 3 基本满意 · 2 不满意 · 1 非常不满意 (国家政务服务平台 好差评). */
export type RatingLevel = 1 | 2 | 3 | 4 | 5;

export interface Rating {
  /** What is rated: the `requestId` of a certificate issue (or the receipt number of an application). */
  readonly businessId: string;
  readonly visitId: string;
  readonly itemCode: string;
  readonly level: RatingLevel;
  /** Milliseconds since the Unix epoch. */
  readonly ratedAt: number;
}

export interface RatingReader {
  find(businessId: string): Rating | undefined;
}

export interface RatingStore extends RatingReader {
  /** Records a rating now; there is one for each piece of business, and the first stands. */
  rate(
    rating: Omit<Rating, 'ratedAt'>,
  ): { readonly ok: true } | { readonly ok: false; readonly reason: 'already-rated' };
}

/** Ratings that residents left. */
export const createRatingStore = (connection: Connection, now: () => number): RatingStore => {
  const select = prepareGet<{ businessId: string }, Rating>(
    connection,
    `SELECT business_id AS businessId, visit_id AS visitId, item_code AS itemCode, level, rated_at AS ratedAt
     FROM rating WHERE business_id = @businessId`,
  );
  const insert = prepareWrite(
    connection,
    `INSERT INTO rating (business_id, visit_id, item_code, level, rated_at)
     VALUES (@businessId, @visitId, @itemCode, @level, @at) ON CONFLICT (business_id) DO NOTHING`,
  );
  return {
    find: (businessId) => select({ businessId }),
    rate: (rating) =>
      insert({ ...rating, at: now() }) === 1 ? { ok: true } : { ok: false, reason: 'already-rated' },
  };
};
