import { ArrowRight } from 'lucide-react';
import { ActionButton } from '../../components/action-button.tsx';
import { LayCardDrawing } from '../../components/drawings/lay-card.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { useWords } from '../../i18n/locale-context.tsx';
import type { ScreenProps } from '../screen-props.ts';

/** A card lies on the reader after its visit: to be taken, whoever reads it. The frame that comes and goes is the kiosk's light. */
export const CardLeftScreen = ({ visit }: ScreenProps<'cardLeft'>) => {
  const { t } = useWords();
  return (
    <div className="screen card-left">
      <ScreenHeading title={t('cardLeft.title')} lead={[t('cardLeft.lead')]} />
      <div className="screen-body screen-picture">
        <LayCardDrawing step="lift" />
      </div>
      {visit.canStart && (
        <div className="screen-actions">
          <p className="card-left-next">{t('cardLeft.next')}</p>
          <ActionButton intent={{ name: 'start' }} kind="secondary" icon={ArrowRight}>
            {t('cardLeft.start')}
          </ActionButton>
        </div>
      )}
    </div>
  );
};
