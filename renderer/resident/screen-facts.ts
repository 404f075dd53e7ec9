import type { ScreenName, VisitView } from '../../electron/contract/view-snapshot.ts';
import type { StepNumber } from '../components/progress-steps.tsx';
import type { Words } from '../i18n/locale-context.tsx';

/** Step of the visit that each screen belongs to, null where there is none to show. */
export const stepOf: Readonly<Record<ScreenName, StepNumber | null>> = {
  outOfService: null,
  attract: null,
  identify: 1,
  choose: 2,
  consent: 2,
  preparing: 3,
  preview: 3,
  printing: 4,
  takePaper: 4,
  rate: null,
  goodbye: null,
  problem: null,
};

/** Whether the footer offers to end the visit; elsewhere the screen has its own way out, or none makes sense. */
export const canEndVisit = (visit: VisitView): boolean => {
  switch (visit.screen) {
    case 'identify':
      return visit.step !== 'checking';
    case 'choose':
    case 'consent':
    case 'preview':
      return true;
    default:
      return false;
  }
};

/** The one sentence that a screen says aloud (to screen readers now, by voice where there is one). */
export const spokenSentence = (visit: VisitView, { t, pick, locale }: Words): string => {
  const together = (...parts: readonly string[]): string =>
    parts.map((part) => part.replace(/[。.]$/, '')).join(locale === 'zh-CN' ? '。' : '. ');
  switch (visit.screen) {
    case 'outOfService':
      return together(t('outOfService.title'), t(`outOfService.${visit.reason}`));
    case 'attract':
      return t('attract.spoken');
    case 'identify':
      return together(t(`identify.${visit.step}.title`), t(`identify.${visit.step}.lead`));
    case 'choose':
      return t('choose.title');
    case 'consent':
      return pick(visit.item.everydayName);
    case 'preparing':
      return visit.step === 'asking'
        ? t('preparing.asking', { department: pick(visit.item.department) })
        : t(`preparing.${visit.step}`);
    case 'preview':
      return t('preview.title');
    case 'printing':
      return visit.step === 'paused'
        ? together(t('printing.paused.title'), t('printing.paused.lead'))
        : t(`printing.${visit.step}`);
    case 'takePaper':
      return visit.cardOnReader ? together(t('takePaper.title'), t('takePaper.card')) : t('takePaper.title');
    case 'rate':
      return t('rate.title');
    case 'goodbye':
      return visit.cardOnReader
        ? t('goodbye.card')
        : t(visit.printed ? 'goodbye.printed.title' : 'goodbye.ended.title');
    case 'problem':
      return together(
        t(`problem.${visit.problem}.title`),
        t(`problem.${visit.problem}.kept`),
        t(`problem.${visit.problem}.todo`),
      );
  }
};
