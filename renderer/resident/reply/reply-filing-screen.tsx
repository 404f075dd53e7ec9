import { ScreenHeading } from '../../components/screen-heading.tsx';
import { WorkSteps } from '../../components/work-steps.tsx';
import { useWords } from '../../i18n/locale-context.tsx';

/** For the moment in which it is sealed and written to the disk. */
export const ReplyFilingScreen = () => {
  const { t } = useWords();
  return (
    <div className="screen">
      <ScreenHeading title={t('replyFiling.title')} lead={[t('replyFiling.lead')]} />
      <div className="screen-body screen-work">
        <div className="card work-card">
          <WorkSteps current="filing" steps={[{ key: 'filing', text: t('replyFiling.title') }]} />
        </div>
      </div>
    </div>
  );
};
