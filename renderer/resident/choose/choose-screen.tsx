import {
  FolderOpen,
  HandCoins,
  HeartHandshake,
  Hourglass,
  ListChecks,
  Search,
  Undo2,
  WifiOff,
} from 'lucide-react';
import { useState } from 'react';
import type { ApplicationView, ItemView } from '../../../electron/contract/items.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Caution } from '../../components/device-problem.tsx';
import { Icon } from '../../components/icon.tsx';
import { Pager } from '../../components/pager.tsx';
import { Pressable } from '../../components/pressable.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { useFittingPages } from '../../components/use-fitting-pages.ts';
import { useWords } from '../../i18n/locale-context.tsx';
import { choicesFor } from '../choices-a-screen.ts';
import type { ScreenProps } from '../screen-props.ts';
import { ChooseSeveral } from './choose-several.tsx';
import { ItemTile } from './item-tile.tsx';
import { usedUpOf } from './used-up.ts';

/** What has to be said before one chooses takes the place of so many choices. */
const choicesASaying = { normal: 3, elder: 2 } as const;
const fewestChoices = 2;

const groups = ['certificates', 'applications'] as const;
type Group = (typeof groups)[number];

interface Entry {
  readonly group: Group;
  readonly item: ItemView | ApplicationView;
}

const OwnDocumentsButton = ({ snapshot }: Pick<ScreenProps<'choose'>, 'snapshot'>) => {
  const { t } = useWords();
  return (
    <ActionButton intent={{ name: 'openMine' }} kind="quiet" icon={FolderOpen}>
      {t(snapshot.actingFor ? 'choose.theirs' : 'choose.mine')}
    </ActionButton>
  );
};

const ForMyselfButton = () => {
  const { t } = useWords();
  return (
    <ActionButton intent={{ name: 'actForMyself' }} kind="quiet" icon={Undo2}>
      {t('choose.forMyself')}
    </ActionButton>
  );
};

/** Offers what the catalogue holds, everyday names first: what can be printed, then what can be applied for. */
export const ChooseScreen = ({ visit, snapshot }: ScreenProps<'choose'>) => {
  const { t, locale } = useWords();
  const { items, applications, filing, catalogueState, withheld = 0 } = visit;
  const entries: readonly Entry[] = [
    ...items.map((item) => ({ group: 'certificates', item }) as const),
    ...applications.map((item) => ({ group: 'applications', item }) as const),
  ];
  const cautions: Readonly<Record<Group, readonly [title: string, body: string] | null>> = {
    certificates: catalogueState === 'kept' ? [t('choose.kept.title'), t('choose.kept.body')] : null,
    applications:
      filing === 'possible' ? null : [t(`choose.filing.${filing}.title`), t(`choose.filing.${filing}.body`)],
  };
  const sayings = Object.values(cautions).filter((caution) => caution !== null).length;
  const mode = snapshot.elderMode ? 'elder' : 'normal';
  const [several, setSeveral] = useState(false);
  const offersSeveral = items.length > 1;
  // In large letters the way to several of them takes the place of a choice.
  const forSeveral = offersSeveral && snapshot.elderMode ? 1 : 0;
  // So does the second row of ways out of here, which whoever acts for another does not need.
  const forWays = snapshot.elderMode ? 1 : 0;
  const choices = Math.max(
    fewestChoices,
    choicesFor(snapshot) - sayings * choicesASaying[mode] - forSeveral - forWays,
  );
  const { room, shown, ...pages } = useFittingPages(entries, choices, `${locale} ${mode}`);
  if (several && offersSeveral) {
    return <ChooseSeveral items={items} snapshot={snapshot} onOne={() => setSeveral(false)} />;
  }
  if (entries.length === 0 && withheld === 0) {
    const loading = catalogueState === 'loading';
    return (
      <div className="screen calm">
        <span className="calm-mark">
          <Icon of={loading ? Hourglass : WifiOff} />
        </span>
        <ScreenHeading
          title={t(loading ? 'choose.loading.title' : 'choose.unavailable.title')}
          lead={[t(loading ? 'choose.loading.body' : 'choose.unavailable.body')]}
        />
        {/* What lies ready for somebody needs no list. */}
        <div className="screen-actions">
          <OwnDocumentsButton snapshot={snapshot} />
          {snapshot.actingFor && <ForMyselfButton />}
        </div>
      </div>
    );
  }
  const bothGroups = new Set(shown.map(({ group }) => group)).size > 1;
  const many = bothGroups || entries.length > (snapshot.elderMode ? 2 : 4) || (sayings > 0 && forSeveral > 0);
  return (
    <div className="screen choose" ref={room}>
      <ScreenHeading
        title={
          snapshot.actingFor
            ? t('choose.titleFor', { name: snapshot.actingFor.maskedName })
            : t('choose.title')
        }
        lead={[
          withheld > 0
            ? t('choose.withheld', { count: withheld })
            : t('choose.lead', { name: visit.resident.maskedName }),
        ]}
      />
      <div className="screen-body choose-body">
        {groups.map((group) => {
          const ofGroup = shown.filter((entry) => entry.group === group);
          const caution = cautions[group];
          if (ofGroup.length === 0) return null;
          return (
            <section className="choice-group" key={group} aria-labelledby={`choices-${group}`}>
              <div className="choice-group-head">
                <h2 id={`choices-${group}`}>{t(`choose.${group}`)}</h2>
                {group === 'certificates' && offersSeveral && (
                  <Pressable
                    className="button button-quiet"
                    data-testid="choose-several"
                    onPress={() => setSeveral(true)}
                  >
                    <Icon of={ListChecks} small />
                    <span>{t('choose.several')}</span>
                  </Pressable>
                )}
              </div>
              {caution && <Caution title={caution[0]}>{caution[1]}</Caution>}
              <ul className="choices" data-many={many}>
                {ofGroup.map(({ item }) => (
                  <li key={item.code}>
                    <ItemTile
                      item={item}
                      unavailable={group === 'applications' && filing !== 'possible'}
                      usedUp={'printsLeft' in item ? usedUpOf(item) : null}
                    />
                  </li>
                ))}
              </ul>
            </section>
          );
        })}
        <Pager {...pages} />
      </div>
      <div className="screen-actions">
        <div className="choose-ways">
          <OwnDocumentsButton snapshot={snapshot} />
          <ActionButton intent={{ name: 'openHall' }} kind="quiet" icon={Search}>
            {t('choose.browse')}
          </ActionButton>
          <ActionButton intent={{ name: 'matchPolicies' }} kind="quiet" icon={HandCoins}>
            {t('choose.policies')}
          </ActionButton>
          {snapshot.actingFor ? (
            <ForMyselfButton />
          ) : (
            <ActionButton intent={{ name: 'helpAnother' }} kind="quiet" icon={HeartHandshake}>
              {t('choose.helpAnother')}
            </ActionButton>
          )}
        </div>
      </div>
    </div>
  );
};
