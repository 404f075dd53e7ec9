import { Ban, ChevronRight, Hourglass, UserCheck } from 'lucide-react';
import type { PrincipalView } from '../../../electron/contract/agency-view.ts';
import { ChoiceTile } from '../../components/choice-tile.tsx';
import { Icon } from '../../components/icon.tsx';
import { Pager } from '../../components/pager.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { usePages } from '../../components/use-pages.ts';
import { listOf } from '../../i18n/list-of.ts';
import { useWords } from '../../i18n/locale-context.tsx';
import { choicesFor } from '../choices-a-screen.ts';
import type { ScreenProps } from '../screen-props.ts';

/** What the register says of somebody: until when, for what, or why not. */
const PrincipalTile = ({
  principal,
  place,
}: {
  readonly principal: PrincipalView;
  readonly place: number;
}) => {
  const { t, pick, locale } = useWords();
  const { maskedName, way, standing, validUntil, items, services } = principal;
  const good = standing === 'good';
  const scope =
    items === null
      ? t('principals.everything')
      : t('principals.only', { items: listOf(items.map(pick), locale) });
  return (
    <ChoiceTile
      intent={{ name: 'choosePrincipal', place }}
      testId={`principal-${place}`}
      className="hall-tile principal-tile"
      unavailable={!good}
    >
      <span className="item-icon">
        <Icon of={good ? UserCheck : Ban} />
      </span>
      <span className="item-words">
        <span className="item-name">{maskedName}</span>
        <span className="item-official">
          {good
            ? [
                t(`principals.${way}`),
                ...(way === 'child' ? [] : [scope]),
                ...(services.length === 0
                  ? []
                  : [
                      t('principals.also', {
                        services: listOf(
                          services.map((service) => t(`principals.service.${service}`)),
                          locale,
                        ),
                      }),
                    ]),
                ...(validUntil === null ? [] : [t('principals.until', { day: validUntil })]),
              ].join(' · ')
            : t(`principals.${standing}`)}
        </span>
      </span>
      {good && <Icon of={ChevronRight} small />}
    </ChoiceTile>
  );
};

/** For whom the resident may act by what is registered; whoever is no longer to be helped stands there with the reason. */
export const PrincipalsScreen = ({ visit, snapshot }: ScreenProps<'principals'>) => {
  const { t } = useWords();
  const entries = (visit.principals ?? []).map((principal, place) => ({ principal, place }));
  const { shown, ...pages } = usePages(entries, choicesFor(snapshot) - 1);
  if (visit.principals === null) {
    return (
      <div className="screen calm" role="status">
        <span className="calm-mark">
          <Icon of={Hourglass} />
        </span>
        <ScreenHeading title={t('principals.asking')} lead={[t('principals.asking.lead')]} />
      </div>
    );
  }
  return (
    <div className="screen principals">
      <ScreenHeading title={t('principals.title')} lead={[t('principals.lead')]} />
      <div className="screen-body shelf-body">
        <ul className="hall-list">
          {shown.map(({ principal, place }) => (
            <li key={place}>
              <PrincipalTile principal={principal} place={place} />
            </li>
          ))}
        </ul>
        <Pager {...pages} />
      </div>
    </div>
  );
};
