import type { AnswerSourceView } from '../../../electron/contract/material.ts';
import { dayInWords } from '../../components/day-in-words.ts';
import type { Words } from '../../i18n/locale-context.tsx';

/** What somebody reads above an answer that is known: who says so, and since when. */
export const saysInWords = (source: AnswerSourceView, { t, pick, locale }: Words): string => {
  if (typeof source === 'string') {
    return t(source === 'identity-code' ? 'prefilled.from.identity-code' : 'prefilled.from.id-card');
  }
  if ('certificate' in source) {
    const certificate = t(`certificateKind.${source.certificate}`);
    return t('known.from.certificate', { certificate, date: dayInWords(source.validFrom, locale) });
  }
  const date = dayInWords(source.filedOn, locale);
  return source.earlierFiling === null
    ? t('known.from.filingUnnamed', { date })
    : t('known.from.filing', { item: pick(source.earlierFiling), date });
};

/** Where an answer of the review comes from, in few words. */
export const sourceInWords = (source: AnswerSourceView, { t, locale }: Words): string => {
  if (typeof source === 'string') return t(`source.${source}`);
  return 'certificate' in source
    ? t('known.source.certificate', { certificate: t(`certificateKind.${source.certificate}`) })
    : t('known.source.filing', { date: dayInWords(source.filedOn, locale) });
};

/** One word for the kind of a source, by which a page marks it. */
export const sourceKind = (source: AnswerSourceView): string => {
  if (typeof source === 'string') return source;
  return 'certificate' in source ? 'certificate' : 'earlier-filing';
};
