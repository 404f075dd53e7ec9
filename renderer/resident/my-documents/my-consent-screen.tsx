import { FileCheck2, FolderSearch, type LucideIcon, PackageCheck, PackageX } from 'lucide-react';
import { ActionButton } from '../../components/action-button.tsx';
import { Caution } from '../../components/device-problem.tsx';
import { Icon } from '../../components/icon.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { useWords } from '../../i18n/locale-context.tsx';
import type { ScreenProps } from '../screen-props.ts';

const lookedUp: readonly (readonly [LucideIcon, 'library' | 'ready'])[] = [
  [FolderSearch, 'library'],
  [FileCheck2, 'ready'],
];

/** Says what would be looked up for whom, and that it is noted; goes on only when the resident agrees. */
export const MyConsentScreen = ({ visit, snapshot }: ScreenProps<'myConsent'>) => {
  const { t } = useWords();
  const { actingFor } = snapshot;
  const whose = actingFor ? 'theirs' : 'mine';
  const offlineWords = !actingFor
    ? 'mine.consent.offline.body'
    : actingFor.way === 'child'
      ? 'theirs.consent.offline.child'
      : 'theirs.consent.offline';
  return (
    <div className="screen my-consent">
      <ScreenHeading
        title={t(`${whose}.consent.title`)}
        lead={[t('mine.consent.lead', { name: visit.resident.maskedName })]}
      />
      <div className="screen-body my-body">
        {snapshot.line === 'offline' && (
          <Caution title={t('mine.consent.offline.title')}>{t(offlineWords)}</Caution>
        )}
        <ul className="card my-looked-up">
          {lookedUp.map(([icon, what]) => (
            <li key={what}>
              <Icon of={icon} />
              <span>{t(`${whose}.consent.${what}`)}</span>
            </li>
          ))}
          <li data-closed={whose === 'theirs'}>
            <Icon of={whose === 'mine' ? PackageCheck : PackageX} />
            <span>{t(whose === 'mine' ? 'mine.consent.delivered' : 'theirs.consent.sealed')}</span>
          </li>
        </ul>
      </div>
      <div className="screen-actions">
        <p id="my-consent-trail" className="hint">
          {t(`${whose}.consent.trail`)}
        </p>
        <ActionButton intent={{ name: 'consent' }} kind="primary" describedBy="my-consent-trail">
          {t('mine.consent.agree')}
        </ActionButton>
      </div>
    </div>
  );
};
