import { CalendarCheck2, ChevronRight, FileSearch } from 'lucide-react';
import type { FiledEntry } from '../../../electron/contract/progress-view.ts';
import { useNow } from '../../bridge/use-now.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { ChoiceTile } from '../../components/choice-tile.tsx';
import { Caution } from '../../components/device-problem.tsx';
import { Icon } from '../../components/icon.tsx';
import { LightBadge } from '../../components/light-badge.tsx';
import { Pager } from '../../components/pager.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { useFittingPages } from '../../components/use-fitting-pages.ts';
import { useWords } from '../../i18n/locale-context.tsx';
import type { ScreenProps } from '../screen-props.ts';
import { deadlineInWords, filedInWords, sourceInWords } from './progress-words.ts';

/** Applications on one page; where something has to be said first there is room for fewer. */
const entriesAPage = { normal: 4, elder: 3, seated: 2 } as const;

const FiledTile = ({ entry, now }: { readonly entry: FiledEntry; readonly now: number }) => {
  const words = useWords();
  const { t, pick } = words;
  const { receiptNumber, itemName, state, deadline } = entry;
  return (
    <ChoiceTile
      intent={{ name: 'chooseFiled', receiptNumber }}
      testId={`filed-${receiptNumber}`}
      className="filed-tile"
    >
      <span className="filed-words">
        <span className="filed-head">
          <span className="item-name">{itemName === null ? t('progress.unnamed') : pick(itemName)}</span>
          {deadline && <LightBadge light={deadline.light} />}
        </span>
        <span className="filed-state" data-state={state}>
          {t(`course.${state}`)}
        </span>
        {deadline && <span className="filed-deadline">{deadlineInWords(deadline, words)}</span>}
        <span className="filed-where">
          {filedInWords(entry, now, words)}
          <span className="filed-number">{receiptNumber}</span>
        </span>
      </span>
      <Icon of={ChevronRight} small />
    </ChoiceTile>
  );
};

/** What the resident filed anywhere, the newest first; without a line what this kiosk knows, and since when. */
export const ProgressScreen = ({ visit, snapshot }: ScreenProps<'progress'>) => {
  const words = useWords();
  const { t, locale } = words;
  const now = useNow();
  const { applications, source } = visit;
  const said = sourceInWords(source, now, words);
  const mode = snapshot.seated ? 'seated' : snapshot.elderMode ? 'elder' : 'normal';
  const { room, shown, ...pages } = useFittingPages(
    applications,
    Math.max(2, entriesAPage[mode] - (said === null ? 0 : 1)),
    `${locale} ${mode}`,
  );
  const appointments = (
    <ActionButton intent={{ name: 'openAppointments' }} kind="secondary" icon={CalendarCheck2}>
      {t('progress.appointments')}
    </ActionButton>
  );
  if (applications.length === 0) {
    return (
      <div className="screen calm">
        <span className="calm-mark">
          <Icon of={FileSearch} />
        </span>
        <ScreenHeading
          title={t('progress.none.title')}
          lead={[t(said === null ? 'progress.none.body' : 'progress.none.offline')]}
        />
        {appointments}
      </div>
    );
  }
  return (
    <div className="screen shelf progress">
      <ScreenHeading
        title={t('progress.title')}
        lead={[t('progress.lead', { count: applications.length })]}
      />
      <div className="screen-body shelf-body" ref={room}>
        {said && <Caution title={said.title}>{said.body}</Caution>}
        <ul className="filed-list">
          {shown.map((entry) => (
            <li key={entry.receiptNumber}>
              <FiledTile entry={entry} now={now} />
            </li>
          ))}
        </ul>
        <Pager {...pages} />
      </div>
      <div className="screen-actions">{appointments}</div>
    </div>
  );
};
