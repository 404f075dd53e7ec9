import { Clock, FileText, Hand, RotateCcw, ShieldCheck, TriangleAlert } from 'lucide-react';
import { ActionButton } from '../../components/action-button.tsx';
import { DeviceProblemCard } from '../../components/device-problem.tsx';
import { Icon } from '../../components/icon.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { useWords } from '../../i18n/locale-context.tsx';
import type { ScreenProps } from '../screen-props.ts';
import { ApprovalFacts } from './approval-facts.tsx';

/** What happened, that nothing is lost, the one thing to do, and who can do it. */
export const ProblemScreen = ({ visit }: ScreenProps<'problem'>) => {
  const { t } = useWords();
  const { problem, certificateNumbers, device, approval } = visit;
  // It only takes its time: nothing has gone wrong.
  const isWaiting = problem === 'approval-pending';
  return (
    <div className="screen problem" data-problem={problem}>
      <div className="problem-head">
        <span className="problem-mark" data-waiting={isWaiting}>
          <Icon of={isWaiting ? Clock : TriangleAlert} />
        </span>
        <ScreenHeading title={t(`problem.${problem}.title`)} />
      </div>
      <div className="screen-body problem-body">
        <div className="card problem-card">
          <Icon of={Hand} />
          <div>
            <h2>{t('problem.todoLabel')}</h2>
            <p className="problem-todo">{t(`problem.${problem}.todo`)}</p>
          </div>
          {approval && <ApprovalFacts approval={approval} />}
          {certificateNumbers.length > 0 && (
            <>
              <Icon of={FileText} />
              <div>
                <h2>{t('problem.certificateNumber')}</h2>
                {certificateNumbers.map((number) => (
                  <p className="certificate-number" key={number}>
                    {number}
                  </p>
                ))}
              </div>
            </>
          )}
          {/* Why a clerk has refused says that nothing was issued. */}
          {!approval?.reason && (
            <>
              <Icon of={ShieldCheck} />
              <div>
                <h2>{t('problem.keptLabel')}</h2>
                <p>{t(`problem.${problem}.kept`)}</p>
              </div>
            </>
          )}
        </div>
        {device && <DeviceProblemCard problem={device} effect={false} />}
      </div>
      <div className="screen-actions">
        <p className="staff-code">{t('problem.staffCode', { code: visit.staffCode })}</p>
        {visit.canRetry && (
          <ActionButton intent={{ name: 'retry' }} kind="primary" icon={RotateCcw}>
            {t('problem.retry')}
          </ActionButton>
        )}
        <ActionButton intent={{ name: 'endVisit' }} kind={visit.canRetry ? 'secondary' : 'primary'}>
          {t('problem.endVisit')}
        </ActionButton>
      </div>
    </div>
  );
};
