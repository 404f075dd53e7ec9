import type { MaterialView } from '../../../electron/contract/material.ts';
import { dayInWords } from '../../components/day-in-words.ts';
import type { Words } from '../../i18n/locale-context.tsx';

/** How a material stands, in words. */
export const materialState = (
  { provided, dueOn, pages }: MaterialView,
  { t, locale }: Pick<Words, 't' | 'locale'>,
): string => {
  if (provided === null) return t('materials.missing');
  if (pages > 1) return t('material.state.pages', { pages });
  return dueOn === null
    ? t(`material.state.${provided}`)
    : t('material.state.dueOn', { date: dayInWords(dueOn, locale) });
};
