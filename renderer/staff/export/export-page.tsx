import { RefreshCw, Usb } from 'lucide-react';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { useWords } from '../../i18n/locale-context.tsx';
import { StaffButton } from '../staff-button.tsx';
import type { StaffPageProps } from '../staff-props.ts';

const bytesInGigabyte = 1_000_000_000;

/** Writes the audit log and the machine's own logs to a USB stick. */
export const ExportPage = ({ page: { sticks } }: StaffPageProps<'export'>) => {
  const { t } = useWords();
  return (
    <>
      <ScreenHeading title={t('exportPage.title')} lead={[t('exportPage.lead')]} />
      {sticks.length === 0 && <p className="staff-subject">{t('exportPage.noStick')}</p>}
      {sticks.map(({ name, freeBytes }) => (
        <StaffButton
          key={name}
          intent={{ name: 'exportLog', stick: name }}
          kind="primary"
          icon={Usb}
          testId={`export-${name}`}
        >
          {t('exportPage.to', { name, free: (freeBytes / bytesInGigabyte).toFixed(1) })}
        </StaffButton>
      ))}
      <StaffButton intent={{ name: 'openPage', page: 'export' }} icon={RefreshCw} testId="look-for-sticks">
        {t('exportPage.again')}
      </StaffButton>
    </>
  );
};
