import { FileSearch, ShieldCheck } from 'lucide-react';
import { useNow } from '../../bridge/use-now.ts';
import { Caution } from '../../components/device-problem.tsx';
import { Icon } from '../../components/icon.tsx';
import { receiptNumberParts } from '../../components/in-groups.ts';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { timeInWords } from '../../components/time-words.ts';
import { useWords } from '../../i18n/locale-context.tsx';
import type { ScreenProps } from '../screen-props.ts';
import { CourseNow } from './course-now.tsx';
import { sourceInWords } from './progress-words.ts';

/** What whoever holds a receipt may know: state, light, deadline; nothing of the applicant. */
export const ReceiptLightScreen = ({ visit }: ScreenProps<'receiptLight'>) => {
  const words = useWords();
  const { t, locale } = words;
  const now = useNow();
  const { found, receiptNumber, source } = visit;
  const number = receiptNumberParts(receiptNumber).join(' ');
  if (found === null) {
    const unknown = source.from === 'platform' ? 'unknown' : 'unknownHere';
    return (
      <div className="screen calm" data-testid="receipt-unknown">
        <span className="calm-mark">
          <Icon of={FileSearch} />
        </span>
        <ScreenHeading
          title={t(`receiptLight.${unknown}.title`)}
          lead={[number, t(`receiptLight.${unknown}.body`)]}
        />
      </div>
    );
  }
  const said = sourceInWords(source, now, words);
  const { state, since, deadline, heardAt } = found;
  return (
    <div className="screen receipt-light">
      <ScreenHeading title={t('receiptLight.title')} lead={[number]} />
      <div className="screen-body progress-detail-body">
        {said && <Caution title={said.title}>{said.body}</Caution>}
        <div className="card progress-card">
          <CourseNow state={state} deadline={deadline} />
          <p className="filed-where">
            {t('receiptLight.since', { time: timeInWords(since, now, locale) })}
            {heardAt !== null && `（${t('progress.heardAt', { time: timeInWords(heardAt, now, locale) })}）`}
          </p>
        </div>
      </div>
      <div className="screen-actions">
        <p className="reassurance">
          <Icon of={ShieldCheck} />
          <span>{t('receiptLight.more')}</span>
        </p>
      </div>
    </div>
  );
};
