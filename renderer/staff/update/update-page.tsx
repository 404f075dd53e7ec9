import { RefreshCw, Usb } from 'lucide-react';
import type { UpdateView } from '../../../electron/contract/diagnostics/update-view.ts';
import { useNow } from '../../bridge/use-now.ts';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { timeInWords } from '../../components/time-words.ts';
import { useWords } from '../../i18n/locale-context.tsx';
import { FactsCard } from '../facts-card.tsx';
import { StaffButton } from '../staff-button.tsx';
import type { StaffPageProps } from '../staff-props.ts';

/** The audit log has all of them. */
const eventsShown = 3;

/** What happened to versions here, the newest first. */
const History = ({ events }: Pick<UpdateView, 'events'>) => {
  const { t, locale } = useWords();
  const now = useNow();
  const rows = events
    .slice(0, eventsShown)
    .map(
      ({ at, kind, version, reason }) =>
        [
          timeInWords(at, now, locale),
          `${version} ${t(`update.event.${kind}`, { reason: reason ?? '' })}`,
        ] as const,
    );
  return rows.length === 0 ? null : <FactsCard title={t('update.history')} rows={rows} />;
};

/** How the program is kept up to date: state, reasons, and a release on a stick. */
export const UpdatePage = ({ page: { update, sticks } }: StaffPageProps<'update'>) => {
  const { t, locale } = useWords();
  const now = useNow();
  const { state, off, offered, percent, problem, lookedAt, ring } = update;
  const named = t(`update.state.${state}`);
  const counted = percent === null ? named : t('update.withPercent', { state: named, percent });
  const mayInstall = off === null || off === 'no-source';
  return (
    <>
      <ScreenHeading title={t('update.title')} lead={[t('update.lead')]} />
      <FactsCard
        rows={[
          [t('update.version'), update.version],
          [
            t('update.state'),
            offered === null ? counted : t('update.withVersion', { state: counted, version: offered }),
          ],
          ...(ring === null ? [] : [[t('update.ring'), ring] as const]),
          [t('update.looked'), lookedAt === null ? t('staff.never') : timeInWords(lookedAt, now, locale)],
        ]}
      />
      <History events={update.events} />
      {off !== null && <p className="staff-note">{t(`update.off.${off}`)}</p>}
      {problem !== null && <p className="staff-note">{t(`update.problem.${problem}`)}</p>}
      {off === null && (
        <StaffButton intent={{ name: 'lookForRelease' }} kind="primary" icon={RefreshCw}>
          {t('update.look')}
        </StaffButton>
      )}
      {mayInstall && sticks.length === 0 && <p className="staff-note">{t('update.noStick')}</p>}
      {mayInstall &&
        sticks.map(({ name }) => (
          <StaffButton
            key={name}
            intent={{ name: 'installFromStick', stick: name }}
            icon={Usb}
            testId={`install-${name}`}
          >
            {t('update.fromStick', { name })}
          </StaffButton>
        ))}
    </>
  );
};
