import { Phone } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { ViewSnapshot } from '../../../electron/contract/view-snapshot.ts';
import { useBridge } from '../../bridge/core-context.tsx';
import { useWords } from '../../i18n/locale-context.tsx';
import { dayInWords } from '../../resident/progress/progress-words.ts';
import { Icon } from '../icon.tsx';
import { Pressable } from '../pressable.tsx';

/** The panel goes by itself when nobody touches anything: long enough to dial a number from it. */
export const helpPanelMilliseconds = 60_000;

/** The hotline where no roster was delivered yet: the same in every city of the country. */
const nationalHotline = '12345';

const Call = ({
  who,
  telephone,
  when,
}: {
  readonly who: string;
  readonly telephone: string;
  readonly when?: string;
}) => (
  <li className="help-call">
    <span className="help-words">
      <strong>{who}</strong>
      {when !== undefined && <span>{when}</span>}
    </span>
    <span className="help-number" data-testid="help-telephone">
      <Icon of={Phone} small />
      {telephone}
    </span>
  </li>
);

/** Who can be called at this hour; nothing of the visit changes, and nobody is asked who they are. */
export const HelpPanel = ({
  snapshot,
  onClose,
}: {
  readonly snapshot: ViewSnapshot;
  readonly onClose: () => void;
}) => {
  const { clock } = useBridge();
  const { t, pick, locale } = useWords();
  const dialog = useRef<HTMLDivElement>(null);
  useEffect(() => dialog.current?.focus(), []);
  useEffect(() => clock.after(helpPanelMilliseconds, onClose), [clock, onClose]);
  const { help, station } = snapshot;
  const onDuty = help?.onDuty ?? [];
  const next = help?.next ?? null;
  return (
    <div className="comfort-scrim" onPointerDown={onClose}>
      <div
        className="comfort-panel help-panel"
        ref={dialog}
        role="dialog"
        aria-modal="true"
        aria-labelledby="help-title"
        aria-describedby="help-duty"
        tabIndex={-1}
        onPointerDown={(event) => event.stopPropagation()}
      >
        <h2 id="help-title">{t('help.title')}</h2>
        <p id="help-duty" data-testid="help-duty" data-on-duty={onDuty.length > 0}>
          {t(help === undefined ? 'help.nobody' : onDuty.length > 0 ? 'help.onDuty' : 'help.closed')}
        </p>
        <ul className="help-calls">
          {onDuty.map(({ name, telephone, until }) => (
            <Call
              key={`${telephone}-${until}`}
              who={pick(name)}
              telephone={telephone}
              when={t('help.until', { time: until })}
            />
          ))}
          {next && (
            <Call
              who={t(next.isToday ? 'help.next.today' : 'help.next.later', {
                day: dayInWords(next.day, locale),
                from: next.from,
                name: pick(next.name),
              })}
              telephone={next.telephone}
            />
          )}
          {help === undefined && station.phone !== '' && (
            <Call who={pick(station.name)} telephone={station.phone} />
          )}
          <Call who={t('help.hotline')} telephone={help?.hotline ?? nationalHotline} />
        </ul>
        <p className="help-stays">{t('help.stays')}</p>
        <Pressable className="button button-primary" data-testid="close-help" onPress={onClose}>
          {t('help.close')}
        </Pressable>
      </div>
    </div>
  );
};
