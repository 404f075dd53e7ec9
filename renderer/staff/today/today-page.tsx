import { useState } from 'react';
import { useNow } from '../../bridge/use-now.ts';
import { Caution } from '../../components/device-problem.tsx';
import { Pager } from '../../components/pager.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { timeInWords } from '../../components/time-words.ts';
import { useFittingPages } from '../../components/use-fitting-pages.ts';
import { useWords } from '../../i18n/locale-context.tsx';
import type { StaffPageProps } from '../staff-props.ts';
import { DeviceRows } from './device-rows.tsx';
import { FigureCard } from './figure-card.tsx';
import { RecoveryNote, RecoveryReport } from './recovery-note.tsx';

const Figures = ({ page, snapshot }: StaffPageProps<'today'>) => {
  const { t } = useWords();
  const queue = snapshot.queue ?? { pending: 0, refused: 0 };
  const { sheetsLeft } = page;
  return (
    <div className="staff-figures">
      <FigureCard
        title={t('today.visits')}
        figure={t('today.people', { count: page.visits })}
        note={t('today.completed', { count: page.completed })}
      />
      <FigureCard
        title={t('today.applications')}
        figure={t('today.filed', { count: page.applications })}
        note={t('today.receipts', { count: page.receipts })}
      />
      <FigureCard
        title={t('today.queue')}
        figure={t('today.filed', { count: queue.pending })}
        note={
          queue.refused > 0
            ? t('today.refusedLetters', { count: queue.refused })
            : t('today.noRefusedLetters')
        }
        troubled={queue.refused > 0}
      />
      <FigureCard
        title={t('today.paper')}
        figure={sheetsLeft === null ? '–' : t('today.sheets', { count: sheetsLeft })}
        note={
          sheetsLeft === null
            ? t('today.sheetsUnknown')
            : t(page.paperLow ? 'today.paperLow' : 'today.paperEnough')
        }
        troubled={page.paperLow}
      />
    </div>
  );
};

/** Certificates by type, and what came to none. */
const Certificates = ({ page }: Pick<StaffPageProps<'today'>, 'page'>) => {
  const { t, pick } = useWords();
  return (
    <div className="card">
      <h2>{t('today.printed')}</h2>
      <ul className="staff-list">
        {page.printed.length === 0 && <li className="staff-note">{t('staff.none')}</li>}
        {page.printed.map(({ code, name, count }) => (
          <li key={code} className="staff-row">
            <span>{name === null ? code : pick(name)}</span>
            <strong>{t('today.times', { count })}</strong>
          </li>
        ))}
        {page.refused.map(({ state, reason, count }) => (
          <li key={`${state} ${reason}`} className="staff-row">
            <span>
              {t('today.notIssued')}: {t(`today.notIssued.${state}`)}{' '}
              <span className="staff-note">{reason}</span>
            </span>
            <strong>{t('today.times', { count })}</strong>
          </li>
        ))}
      </ul>
      {page.misprints > 0 && <p className="staff-note">{t('today.misprints', { count: page.misprints })}</p>}
    </div>
  );
};

const parts = ['figures', 'devices', 'certificates'] as const;

/**
 * The day at a glance: what needs somebody first, then the figures, then the devices. Where much has to be said, the rest is on
 * a second page.
 */
export const TodayPage = ({ page, snapshot }: StaffPageProps<'today'>) => {
  const { t, pick, locale } = useWords();
  const now = useNow();
  const [reading, setReading] = useState(false);
  const { room, shown, ...pages } = useFittingPages(parts, parts.length, `${locale} ${reading}`);
  if (reading && page.recovery !== null) {
    return <RecoveryReport recovery={page.recovery} onBack={() => setReading(false)} />;
  }
  const lastContactAt = snapshot.queue?.lastContactAt ?? null;
  const contact = lastContactAt === null ? t('staff.never') : timeInWords(lastContactAt, now, locale);
  return (
    <>
      <ScreenHeading title={t('today.title')} lead={[t('today.lastContact', { time: contact })]} />
      {pages.page === 1 && page.closing !== null && (
        <Caution title={t('today.closed')}>
          {page.closing.by === 'staff' ? t(`closed.${page.closing.reason}`) : pick(page.closing.words)}
        </Caution>
      )}
      {pages.page === 1 && page.recovery !== null && (
        <RecoveryNote wanted={page.recovery.wanted} onShow={() => setReading(true)} />
      )}
      {pages.page === 1 && page.unknownPrints > 0 && (
        <Caution title={t('today.unknownPrints', { count: page.unknownPrints })} />
      )}
      {shown.includes('figures') && <Figures page={page} snapshot={snapshot} />}
      {shown.includes('devices') && (
        <div className="card">
          <h2>{t('today.devices')}</h2>
          <DeviceRows devices={snapshot.devices} />
          {page.cardsLeft > 0 && (
            <p className="staff-note">{t('today.cardsLeft', { count: page.cardsLeft })}</p>
          )}
        </div>
      )}
      {shown.includes('certificates') && <Certificates page={page} />}
      <div ref={room}>
        <Pager {...pages} />
      </div>
    </>
  );
};
