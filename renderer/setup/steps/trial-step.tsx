import { FileCheck, Printer } from 'lucide-react';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { useWords } from '../../i18n/locale-context.tsx';
import { FactsCard } from '../../staff/facts-card.tsx';
import { FindingRow } from '../../staff/checks/finding-row.tsx';
import { SetupButton } from '../setup-button.tsx';
import type { SetupStepProps } from '../setup-props.ts';

/** A page of colours, the report, and into service. */
export const TrialStep = ({ body, setup }: SetupStepProps<'trial'>) => {
  const { t } = useWords();
  const { testPage, ready, findings } = body;
  const troubled = findings.filter(({ verdict }) => verdict !== 'good');
  return (
    <>
      <ScreenHeading title={t('setup.trial.title')} lead={[t('setup.trial.lead')]} />
      <FactsCard
        rows={[
          [t('setup.trial.page'), testPage === null ? t('setup.trial.notYet') : t(`testOutcome.${testPage}`)],
          [
            t('setup.trial.report'),
            ready === null
              ? t('setup.trial.notYet')
              : t(ready ? 'setup.trial.ready' : 'setup.trial.notReady'),
          ],
        ]}
      />
      {troubled.length > 0 && (
        <ul className="card staff-list findings">
          {troubled.map((each) => (
            <FindingRow key={`${each.code} ${each.detail}`} finding={each} />
          ))}
        </ul>
      )}
      <div className="staff-actions">
        <SetupButton intent={{ name: 'printTestPage' }} icon={Printer} unavailable={setup.working}>
          {t('setup.trial.printPage')}
        </SetupButton>
        <SetupButton intent={{ name: 'printReport' }} icon={FileCheck} unavailable={setup.working}>
          {t('setup.trial.printReport')}
        </SetupButton>
      </div>
      <SetupButton intent={{ name: 'finish' }} kind="primary" unavailable={setup.working}>
        {t('setup.trial.finish')}
      </SetupButton>
    </>
  );
};
