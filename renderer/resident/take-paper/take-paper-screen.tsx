import { Check } from 'lucide-react';
import { ActionButton } from '../../components/action-button.tsx';
import { Caution } from '../../components/device-problem.tsx';
import { PaperOutDrawing } from '../../components/drawings/paper-out.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { useWords } from '../../i18n/locale-context.tsx';
import type { ScreenProps } from '../screen-props.ts';

/** Shows where the paper is, and reminds of the card. */
export const TakePaperScreen = ({ visit }: ScreenProps<'takePaper'>) => {
  const { t } = useWords();
  return (
    <div className="screen">
      <ScreenHeading title={t(`takePaper.title.${visit.document}`)} lead={[t('takePaper.lead')]} />
      <div className="screen-body screen-picture">
        <PaperOutDrawing state="ready" />
      </div>
      <div className="screen-actions">
        {visit.cardOnReader && <Caution title={t('takePaper.card')} about="card" />}
        <ActionButton intent={{ name: 'paperTaken' }} kind="primary" icon={Check}>
          {t('takePaper.taken')}
        </ActionButton>
        <ActionButton intent={{ name: 'home' }} kind="secondary">
          {t('takePaper.another')}
        </ActionButton>
      </div>
    </div>
  );
};
