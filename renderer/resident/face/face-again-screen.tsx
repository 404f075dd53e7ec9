import { RotateCcw, TriangleAlert } from 'lucide-react';
import { ActionButton } from '../../components/action-button.tsx';
import { Icon } from '../../components/icon.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { useWords } from '../../i18n/locale-context.tsx';
import type { ScreenProps } from '../screen-props.ts';

/** What was wrong with the last look at the face, before the next. */
export const FaceAgainScreen = ({ visit }: ScreenProps<'faceAgain'>) => {
  const { t } = useWords();
  return (
    <div className="screen problem" data-reason={visit.reason}>
      <div className="problem-head">
        <span className="problem-mark">
          <Icon of={TriangleAlert} />
        </span>
        <ScreenHeading
          title={t('faceAgain.title')}
          lead={[t('faceAgain.left', { attempts: visit.attemptsLeft })]}
        />
      </div>
      <div className="screen-body problem-body">
        <div className="card">
          <p className="problem-todo">{t(`faceReason.${visit.reason}`)}</p>
        </div>
      </div>
      <div className="screen-actions">
        <ActionButton intent={{ name: 'retry' }} kind="primary" icon={RotateCcw}>
          {t('faceAgain.retry')}
        </ActionButton>
        <ActionButton intent={{ name: 'otherWay' }} kind="secondary">
          {t('faceAgain.otherWay')}
        </ActionButton>
      </div>
    </div>
  );
};
