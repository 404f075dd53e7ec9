import { Angry, Frown, Laugh, type LucideIcon, Meh, Smile } from 'lucide-react';
import { ActionButton } from '../../components/action-button.tsx';
import { ChoiceTile } from '../../components/choice-tile.tsx';
import { Icon } from '../../components/icon.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { useWords } from '../../i18n/locale-context.tsx';
import type { ScreenProps } from '../screen-props.ts';

/** The five levels of the national rating (好差评), best first. */
const levels = [5, 4, 3, 2, 1] as const;

const faces: Readonly<Record<(typeof levels)[number], LucideIcon>> = {
  5: Laugh,
  4: Smile,
  3: Meh,
  2: Frown,
  1: Angry,
};

/** Asks how it was. Voluntary: leaving without an answer is as easy as answering. */
export const RateScreen = ({ visit }: ScreenProps<'rate'>) => {
  const { t, pick } = useWords();
  return (
    <div className="screen">
      <ScreenHeading title={t('rate.title')} lead={[pick(visit.item.officialName), t('rate.lead')]} />
      <ul className="screen-body rate-levels">
        {levels.map((level) => (
          <li key={level}>
            <ChoiceTile intent={{ name: 'rate', level }} testId={`rate-${level}`} className="rate-tile">
              <Icon of={faces[level]} />
              {t(`rate.${level}`)}
            </ChoiceTile>
          </li>
        ))}
      </ul>
      <div className="screen-actions">
        <ActionButton intent={{ name: 'skipRating' }} kind="secondary">
          {t('rate.skip')}
        </ActionButton>
      </div>
    </div>
  );
};
