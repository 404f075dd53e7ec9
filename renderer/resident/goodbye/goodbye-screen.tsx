import { Check, ShieldCheck } from 'lucide-react';
import { LayCardDrawing } from '../../components/drawings/lay-card.tsx';
import { StationScene } from '../../components/drawings/station-scene.tsx';
import { Icon } from '../../components/icon.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { useWords } from '../../i18n/locale-context.tsx';
import type { ScreenProps } from '../screen-props.ts';

/** Says that it is done and that nothing of the visit is left; a card on the reader comes before everything else. */
export const GoodbyeScreen = ({ visit }: ScreenProps<'goodbye'>) => {
  const { t } = useWords();
  if (visit.cardOnReader) {
    return (
      <div className="screen" key="card">
        <ScreenHeading title={t('goodbye.card')} lead={[t('goodbye.cardWhy')]} />
        <div className="screen-body screen-picture">
          <LayCardDrawing step="lift" />
        </div>
        <div className="screen-actions">
          <p className="reassurance">
            <Icon of={ShieldCheck} />
            {t('goodbye.lead')}
          </p>
        </div>
      </div>
    );
  }
  return (
    <div className="screen goodbye" key="done">
      <div className="goodbye-words">
        <span className="goodbye-mark">
          <Icon of={Check} />
        </span>
        <ScreenHeading
          title={t(visit.done ? 'goodbye.done.title' : 'goodbye.ended.title')}
          lead={[t('goodbye.lead')]}
        />
      </div>
      <StationScene />
    </div>
  );
};
