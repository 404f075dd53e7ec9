import { CalendarClock, FileText, MessageSquareText } from 'lucide-react';
import type { ApprovalNotice } from '../../../electron/contract/approval-notice.ts';
import { Icon } from '../../components/icon.tsx';
import { dayInWords } from '../../components/time-words.ts';
import { useWords } from '../../i18n/locale-context.tsx';

/** What a clerk looks at, or has refused: why, by when, and under which number. */
export const ApprovalFacts = ({ approval }: { readonly approval: ApprovalNotice }) => {
  const { t, pick, locale } = useWords();
  const { reason, isEstimate, requestNumber } = approval;
  const day = dayInWords(approval.day, locale);
  const word = isEstimate ? 'approval.aboutBy' : 'approval.by';
  return (
    <>
      {reason !== null && (
        <>
          <Icon of={MessageSquareText} />
          <div>
            <h2>{t('approval.reason')}</h2>
            <p>{pick(reason)}</p>
          </div>
        </>
      )}
      <Icon of={CalendarClock} />
      <div>
        <h2>{t('approval.when')}</h2>
        <p>{reason === null ? t(word, { day }) : t('approval.againFrom', { day })}</p>
      </div>
      <Icon of={FileText} />
      <div>
        <h2>{t('approval.number')}</h2>
        <p className="certificate-number">{requestNumber}</p>
      </div>
    </>
  );
};
