import { wordsIn } from '../i18n/locale-context.tsx';

/** As in the design tokens. One file a slice holds every weight. */
const screenFont = '1em "Noto Sans SC Variable"';

/**
 * Fetches the slices of the screen's font that the first screen is written with, while the core still starts: by themselves they
 * come when the words are there, and the words are painted a second time. Whatever else a screen says brings its slices as ever.
 */
export const loadFirstLetters = (fonts: Pick<FontFaceSet, 'load'>): void => {
  const { t } = wordsIn('zh-CN');
  const words = [
    t('attract.hours'),
    t('attract.offerWithFiling'),
    t('attract.need'),
    t('attract.verify'),
    t('attract.start'),
    t('footer.staff'),
    t('footer.elderOn'),
    t('help.open'),
  ].join('');
  // A slice that cannot be had now is asked for again when its letters are shown.
  void fonts.load(screenFont, `${words}0123456789`).catch(() => undefined);
};
