/** The day on which the synthetic registers were up to date, YYYY-MM-DD: the same whenever they are made. */
export const seedDay = '2026-11-01';
export const seedYear = 2026;
