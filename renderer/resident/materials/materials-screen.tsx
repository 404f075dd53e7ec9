import { ChevronRight, Circle, CircleCheck, Clock } from 'lucide-react';
import type { MaterialView } from '../../../electron/contract/material.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { ChoiceTile } from '../../components/choice-tile.tsx';
import { Icon } from '../../components/icon.tsx';
import { Pager } from '../../components/pager.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { useFittingPages } from '../../components/use-fitting-pages.ts';
import { useWords } from '../../i18n/locale-context.tsx';
import type { ScreenProps } from '../screen-props.ts';
import { materialState } from './material-state.ts';

/** Materials on one page. */
const materialsAPage = { normal: 5, elder: 2 } as const;
const materialsSeated = { normal: 3, elder: 1 } as const;

const iconOf = ({ provided }: MaterialView) => {
  if (provided === null) return Circle;
  return provided === 'later' ? Clock : CircleCheck;
};

const MaterialTile = ({ material }: { readonly material: MaterialView }) => {
  const words = useWords();
  const { t, pick } = words;
  return (
    <ChoiceTile
      intent={{ name: 'openMaterial', material: material.code }}
      testId={`material-${material.code}`}
      className="material-tile"
    >
      <Icon of={iconOf(material)} />
      <span className="material-words">
        <span className="material-name">{pick(material.name)}</span>
        {material.hint && <span className="material-hint">{pick(material.hint)}</span>}
        <span className="material-state">
          {materialState(material, words)}
          <span className="material-need">
            {t(material.required ? 'materials.required' : 'materials.optional')}
          </span>
        </span>
      </span>
      <Icon of={ChevronRight} small />
    </ChoiceTile>
  );
};

/** What is to be handed in beside the answers, and how each of it stands. */
export const MaterialsScreen = ({ visit, snapshot }: ScreenProps<'materials'>) => {
  const { t, pick, locale } = useWords();
  const { room, shown, ...pages } = useFittingPages(
    visit.materials,
    (snapshot.seated ? materialsSeated : materialsAPage)[snapshot.elderMode ? 'elder' : 'normal'],
    `${locale} ${snapshot.elderMode}`,
  );
  return (
    <div className="screen materials" ref={room}>
      <div className="question-head">
        <p className="question-place">{pick(visit.item.everydayName)}</p>
        <ScreenHeading title={t('materials.title')} lead={[t('materials.lead')]} />
      </div>
      <div className="screen-body materials-body">
        <ul className="material-list">
          {shown.map((material) => (
            <li key={material.code}>
              <MaterialTile material={material} />
            </li>
          ))}
        </ul>
        <Pager {...pages} />
      </div>
      <div className="screen-actions">
        <p id="materials-hint" className="hint">
          {t(visit.complete ? 'materials.ready' : 'materials.incomplete')}
        </p>
        <ActionButton
          intent={{ name: 'materialsDone' }}
          kind="primary"
          unavailable={!visit.complete}
          describedBy="materials-hint"
        >
          {t('materials.done')}
        </ActionButton>
      </div>
    </div>
  );
};
