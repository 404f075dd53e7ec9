import { Printer, Send, Usb } from 'lucide-react';
import { useNow } from '../../bridge/use-now.ts';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { timeInWords } from '../../components/time-words.ts';
import { useWords } from '../../i18n/locale-context.tsx';
import { FactsCard } from '../facts-card.tsx';
import { StaffButton } from '../staff-button.tsx';
import type { StaffPageProps } from '../staff-props.ts';

const bytesInGigabyte = 1_000_000_000;

/** The readiness report, to the printer, the platform, or a stick. */
export const ReportPage = ({ page }: StaffPageProps<'report'>) => {
  const { t, locale } = useWords();
  const now = useNow();
  const { sticks, checkedAt, bad, warnings, passed, tests } = page;
  const state =
    checkedAt === null
      ? t('staff.never')
      : t('checks.at', { time: timeInWords(checkedAt, now, locale), bad, warnings });
  return (
    <>
      <ScreenHeading title={t('report.title')} lead={[t('report.lead')]} />
      <FactsCard
        rows={[
          [t('report.state'), state],
          [t('report.tests'), t('report.testsOf', { passed, tests })],
        ]}
      />
      <StaffButton intent={{ name: 'printReport' }} kind="primary" icon={Printer}>
        {t('report.print')}
      </StaffButton>
      <StaffButton intent={{ name: 'sendReport' }} icon={Send}>
        {t('report.send')}
      </StaffButton>
      {sticks.length === 0 && <p className="staff-note">{t('report.noStick')}</p>}
      {sticks.map(({ name, freeBytes }) => (
        <StaffButton
          key={name}
          intent={{ name: 'saveReport', stick: name }}
          icon={Usb}
          testId={`save-${name}`}
        >
          {t('report.save', { name, free: (freeBytes / bytesInGigabyte).toFixed(1) })}
        </StaffButton>
      ))}
    </>
  );
};
