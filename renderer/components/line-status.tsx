import { CircleDashed, type LucideIcon, Wifi, WifiOff } from 'lucide-react';
import type { ViewSnapshot } from '../../electron/contract/view-snapshot.ts';
import { useWords } from '../i18n/locale-context.tsx';
import { Icon } from './icon.tsx';

const icons: Readonly<Record<ViewSnapshot['line'], LucideIcon>> = {
  online: Wifi,
  offline: WifiOff,
  unknown: CircleDashed,
};

/** State of the line to the city, and what waits for it: a shape and words, never a colour alone. */
export const LineStatus = ({ line, queue }: Pick<ViewSnapshot, 'line' | 'queue'>) => {
  const { t } = useWords();
  return (
    <p className="line-status" data-line={line}>
      <Icon of={icons[line]} small />
      <span className="line-words">
        <span>{t(`line.${line}`)}</span>
        {queue !== undefined && queue.pending > 0 && (
          <span className="line-queue" data-testid="queue-pending">
            {t('queue.pending', { count: queue.pending })}
          </span>
        )}
        {queue !== undefined && queue.refused > 0 && (
          <span className="line-queue" data-testid="queue-refused">
            {t('queue.refused', { count: queue.refused })}
          </span>
        )}
      </span>
    </p>
  );
};
