import { Camera, Clock, IdCard, type LucideIcon } from 'lucide-react';
import type { MaterialWayName, OfferedWay } from '../../../electron/contract/material.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { ChoiceTile } from '../../components/choice-tile.tsx';
import { Icon } from '../../components/icon.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { useWords, type Words } from '../../i18n/locale-context.tsx';
import type { ScreenProps } from '../screen-props.ts';

const icons: Readonly<Record<MaterialWayName, LucideIcon>> = {
  certificate: IdCard,
  capture: Camera,
  later: Clock,
};

/** What a way means for who chooses it. */
const meaning = (offered: OfferedWay, { t }: Pick<Words, 't'>): string => {
  switch (offered.way) {
    case 'certificate':
      return t('material.certificate.what', { certificate: t(`certificateKind.${offered.kind}`) });
    case 'capture':
      if (!offered.possible) return t('material.capture.impossible');
      return offered.pagesAtMost > 1
        ? t('material.capture.pages', { pages: offered.pagesAtMost })
        : t('material.capture.what');
    case 'later':
      return t('material.later.what', { days: offered.workingDays });
  }
};

const isPossible = (offered: OfferedWay): boolean => offered.way !== 'capture' || offered.possible;

/** The ways in which one material may be handed in. */
export const MaterialScreen = ({ visit }: ScreenProps<'material'>) => {
  const words = useWords();
  const { t, pick } = words;
  const { material, ways } = visit;
  return (
    <div className="screen material">
      <ScreenHeading
        title={t('material.title', { material: pick(material.name) })}
        lead={material.hint === null ? [] : [pick(material.hint)]}
      />
      <div className="screen-body materials-body">
        <ul className="material-list">
          {ways.map((offered) => (
            <li key={offered.way}>
              <ChoiceTile
                intent={{ name: 'provideMaterial', way: offered.way }}
                testId={`way-${offered.way}`}
                className="material-tile"
                unavailable={!isPossible(offered)}
              >
                <Icon of={icons[offered.way]} />
                <span className="material-words">
                  <span className="material-name">{t(`material.${offered.way}`)}</span>
                  <span className="material-hint">{meaning(offered, words)}</span>
                </span>
              </ChoiceTile>
            </li>
          ))}
        </ul>
      </div>
      {material.provided !== null && (
        <div className="screen-actions">
          <ActionButton intent={{ name: 'dropMaterial' }} kind="secondary">
            {t('material.drop')}
          </ActionButton>
        </div>
      )}
    </div>
  );
};
