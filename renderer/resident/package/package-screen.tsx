import { FilePen } from 'lucide-react';
import { ActionButton } from '../../components/action-button.tsx';
import { Caution } from '../../components/device-problem.tsx';
import { Pager } from '../../components/pager.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { useFittingPages } from '../../components/use-fitting-pages.ts';
import { useWords } from '../../i18n/locale-context.tsx';
import type { ScreenProps } from '../screen-props.ts';
import { PartTile } from './part-tile.tsx';

/** Parts on one page. */
const partsAPage = { normal: 5, elder: 3 } as const;
const partsSeated = { normal: 3, elder: 1 } as const;

/** What a package is: what is done together, in one form and one time, and which of it the resident takes. */
export const PackageScreen = ({ visit, snapshot }: ScreenProps<'package'>) => {
  const { t, pick, locale } = useWords();
  const { parts, filing, canBegin } = visit;
  const taken = parts.filter(({ isTaken }) => isTaken).length;
  const mode = snapshot.elderMode ? 'elder' : 'normal';
  const { room, shown, ...pages } = useFittingPages(
    parts,
    (snapshot.seated ? partsSeated : partsAPage)[mode],
    `${locale} ${mode}`,
  );
  return (
    <div className="screen package" ref={room}>
      <ScreenHeading title={pick(visit.package.everydayName)} lead={[pick(visit.package.description)]} />
      <div className="screen-body package-body">
        <dl className="card package-summary">
          <div>
            <dt>{t('package.questions')}</dt>
            <dd>{t('package.questionsValue', { count: visit.questions })}</dd>
            <dd className="package-apart">
              {t('package.questionsApart', { count: visit.separateQuestions })}
            </dd>
          </div>
          <div>
            <dt>{t('package.days')}</dt>
            <dd>{t('package.daysValue', { days: visit.promisedWorkingDays })}</dd>
            {visit.separatelyWorkingDays > visit.promisedWorkingDays && (
              <dd className="package-apart">
                {t('package.daysApart', { days: visit.separatelyWorkingDays })}
              </dd>
            )}
          </div>
        </dl>
        <ul className="package-parts" aria-label={t('package.parts')}>
          {shown.map((part) => (
            <li key={part.item.code}>
              <PartTile part={part} />
            </li>
          ))}
        </ul>
        <Pager {...pages} />
      </div>
      <div className="screen-actions">
        {filing === 'possible' ? (
          <p className="hint" id="package-hint">
            {t(canBegin ? 'package.optional' : taken === 0 ? 'package.nothing' : 'package.noReader')}
          </p>
        ) : (
          <Caution title={t(`choose.filing.${filing}.title`)}>{t(`choose.filing.${filing}.body`)}</Caution>
        )}
        <ActionButton
          intent={{ name: 'beginPackage' }}
          kind="primary"
          icon={FilePen}
          unavailable={!canBegin || filing !== 'possible'}
        >
          {t('package.begin', { count: taken })}
        </ActionButton>
      </div>
    </div>
  );
};
