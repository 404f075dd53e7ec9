import { DeviceProblemCard } from '../../components/device-problem.tsx';
import { PaperOutDrawing } from '../../components/drawings/paper-out.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { WorkSteps } from '../../components/work-steps.tsx';
import { useWords } from '../../i18n/locale-context.tsx';
import type { ScreenProps } from '../screen-props.ts';

/** Follows the print job, and says what holds it up. */
export const PrintingScreen = ({ visit }: ScreenProps<'printing'>) => {
  const { t } = useWords();
  const { step, printerProblem } = visit;
  const paused = step === 'paused';
  return (
    <div className="screen">
      <ScreenHeading
        key={paused ? 'paused' : 'going'}
        title={t(paused ? 'printing.paused.title' : 'printing.title')}
        lead={[paused ? t(`printing.paused.lead.${visit.document}`) : t('printing.lead')]}
      />
      <div className="screen-body screen-picture">
        <PaperOutDrawing state="coming" />
      </div>
      <div className="screen-actions">
        {printerProblem && <DeviceProblemCard problem={printerProblem} effect={false} />}
        <div className="card work-card">
          <WorkSteps
            current={paused ? 'printing' : step}
            steps={[
              { key: 'sending', text: t(`printing.sending.${visit.document}`) },
              { key: 'waiting', text: t('printing.waiting') },
              {
                key: 'printing',
                text:
                  step === 'printing' || paused
                    ? t('printing.pages', { printed: visit.pagesPrinted, pages: visit.pages })
                    : t('printing.printing'),
              },
            ]}
          />
        </div>
      </div>
    </div>
  );
};
