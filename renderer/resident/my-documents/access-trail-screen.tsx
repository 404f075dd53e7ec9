import { Building2, MonitorSmartphone } from 'lucide-react';
import type { AccessEntry } from '../../../electron/contract/my-documents.ts';
import { Caution } from '../../components/device-problem.tsx';
import { Icon } from '../../components/icon.tsx';
import { Pager } from '../../components/pager.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { usePages } from '../../components/use-pages.ts';
import { listOf } from '../../i18n/list-of.ts';
import { useWords, type Words } from '../../i18n/locale-context.tsx';
import type { ScreenProps } from '../screen-props.ts';
import { momentInWords } from './day-in-words.ts';

/** Entries that fit on a screen. */
const entriesAPage = { normal: 4, elder: 3 } as const;

const actorWords = ({ by, agent }: AccessEntry, { t, pick }: Words): string => {
  if (by.kind === 'kiosk' && agent !== null) {
    const who = { name: agent.maskedName, way: t(`verified.agent.${agent.way}`) };
    return by.here ? t('access.agentHere', who) : t('access.agentStation', { ...who, code: by.stationCode });
  }
  if (by.kind === 'kiosk') return by.here ? t('access.here') : t('access.station', { code: by.stationCode });
  return by.name === null
    ? t('access.someDepartment')
    : t('access.department', { department: pick(by.name) });
};

const Entry = ({ entry }: { readonly entry: AccessEntry }) => {
  const words = useWords();
  const { t, pick, locale } = words;
  const read = entry.read.map((one) => (typeof one === 'string' ? t(`held.${one}`) : pick(one)));
  return (
    <li className="access-entry">
      <span className="item-icon">
        <Icon of={entry.by.kind === 'kiosk' ? MonitorSmartphone : Building2} />
      </span>
      <div className="access-words">
        <p className="access-what">
          <strong>{t(`access.purpose.${entry.purpose}`)}</strong>
          <time>{momentInWords(entry.at, locale)}</time>
        </p>
        <p>{actorWords(entry, words)}</p>
        {entry.item && <p>{t('access.for', { item: pick(entry.item) })}</p>}
        {read.length > 0 && <p className="access-read">{listOf(read, locale)}</p>}
      </div>
    </li>
  );
};

/** Who read the resident's data, when and what for, the latest first. */
export const AccessTrailScreen = ({ visit, snapshot }: ScreenProps<'accessTrail'>) => {
  const { t } = useWords();
  const size = entriesAPage[snapshot.elderMode || snapshot.seated ? 'elder' : 'normal'];
  const { shown, ...pages } = usePages(visit.entries, size);
  const isLast = pages.page === pages.pages;
  return (
    <div className="screen access-trail">
      <ScreenHeading title={t('access.title')} lead={[t('access.lead')]} />
      <div className="screen-body my-body">
        {visit.trail !== 'listed' && (
          <Caution title={t(`mine.${visit.trail}.title`)}>{t(`mine.${visit.trail}.body`)}</Caution>
        )}
        {visit.trail === 'listed' && visit.entries.length === 0 && (
          <p className="card">{t('access.nothing')}</p>
        )}
        {shown.length > 0 && (
          <ol className="card access-list">
            {shown.map((entry) => (
              <Entry key={`${entry.at} ${entry.purpose}`} entry={entry} />
            ))}
          </ol>
        )}
        {visit.more && isLast && <p className="hint">{t('access.more')}</p>}
      </div>
      <div className="screen-actions">
        <Pager {...pages} />
      </div>
    </div>
  );
};
