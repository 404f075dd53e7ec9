import type { Locale } from '../../electron/contract/locale.ts';

/** Names one after the other, as one says them: 甲、乙和丙 / A, B, and C. */
export const listOf = (names: readonly string[], locale: Locale): string =>
  new Intl.ListFormat(locale, { type: 'conjunction' }).format(names);
