import { ScreenHeading } from '../../components/screen-heading.tsx';
import { WorkSteps } from '../../components/work-steps.tsx';
import { useWords } from '../../i18n/locale-context.tsx';

/** For the moment in which the platform is asked. */
export const LookingUpScreen = () => {
  const { t } = useWords();
  return (
    <div className="screen">
      <ScreenHeading title={t('lookingUp.title')} lead={[t('lookingUp.lead')]} />
      <div className="screen-body screen-work">
        <div className="card work-card">
          <WorkSteps current="asking" steps={[{ key: 'asking', text: t('lookingUp.title') }]} />
        </div>
      </div>
    </div>
  );
};
