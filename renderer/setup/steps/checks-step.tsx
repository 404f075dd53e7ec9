import { ScanSearch } from 'lucide-react';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { useWords } from '../../i18n/locale-context.tsx';
import { FindingRow } from '../../staff/checks/finding-row.tsx';
import { NextButton } from '../next-button.tsx';
import { SetupButton } from '../setup-button.tsx';
import type { SetupStepProps } from '../setup-props.ts';

/** The machine's clock, to be held against a watch, and its way into the network. */
export const ChecksStep = ({ body, setup }: SetupStepProps<'checks'>) => {
  const { t, locale } = useWords();
  const clock = new Intl.DateTimeFormat(locale, {
    dateStyle: 'full',
    timeStyle: 'short',
    timeZone: 'Asia/Shanghai',
  }).format(body.clock);
  return (
    <>
      <ScreenHeading title={t('setup.checks.title')} lead={[t('setup.checks.lead')]} />
      <div className="card">
        <h2>{t('setup.checks.clock')}</h2>
        <p className="setup-clock">{clock}</p>
        <p className="staff-note">{t('setup.checks.clockHint')}</p>
      </div>
      {body.findings.length > 0 && (
        <ul className="card staff-list findings">
          {body.findings.map((each) => (
            <FindingRow key={`${each.code} ${each.detail}`} finding={each} />
          ))}
        </ul>
      )}
      <div className="setup-ways">
        <SetupButton
          intent={{ name: 'check' }}
          kind={body.checked ? 'secondary' : 'primary'}
          icon={ScanSearch}
          unavailable={setup.working}
        >
          {t('setup.checks.run')}
        </SetupButton>
        <NextButton setup={setup} to="centre" />
      </div>
    </>
  );
};
