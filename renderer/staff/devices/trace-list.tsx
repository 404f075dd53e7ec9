import type { TraceEntryView } from '../../../electron/contract/diagnostics/diagnostic-pages.ts';
import { Pager } from '../../components/pager.tsx';
import { usePages } from '../../components/use-pages.ts';
import { useWords } from '../../i18n/locale-context.tsx';

const framesAPage = 6;
/** Of a long frame so many bytes are shown: head and status are at its beginning. */
const bytesShown = 24;

/** Bytes in pairs, as protocols are written down. */
const inPairs = (hex: string): string => {
  const pairs = hex.match(/../g) ?? [];
  return `${pairs.slice(0, bytesShown).join(' ')}${pairs.length > bytesShown ? ' …' : ''}`;
};

const clock = new Intl.DateTimeFormat('zh-CN', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

/** Frames on a device's line, newest first; what may be of a card was never kept. */
export const TraceList = ({ entries }: { readonly entries: readonly TraceEntryView[] }) => {
  const { t } = useWords();
  const pages = usePages(entries, framesAPage);
  if (entries.length === 0) return <p className="staff-note">{t('devices.traceEmpty')}</p>;
  return (
    <>
      <ol className="staff-list" data-testid="trace">
        {pages.shown.map(({ direction, hex, hiddenBytes, note, firstAt, lastAt, count }) => (
          <li
            key={`${firstAt} ${direction} ${hex} ${note}`}
            className="trace-entry"
            data-direction={direction}
          >
            <span className="staff-note">{clock.format(lastAt)}</span>
            <strong>{t(`trace.${direction}`)}</strong>
            <span className="trace-bytes">
              {inPairs(hex)}
              <span className="staff-note">
                {hiddenBytes > 0 && ` ${t('devices.hidden', { count: hiddenBytes })}`}
                {note !== '' && ` ${note}`}
                {count > 1 && ` ${t('devices.repeated', { count })}`}
              </span>
            </span>
          </li>
        ))}
      </ol>
      <Pager {...pages} />
    </>
  );
};
