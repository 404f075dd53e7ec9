import { CircleDashed, type LucideIcon, Wifi, WifiOff } from 'lucide-react';
import type { ViewSnapshot } from '../../electron/contract/view-snapshot.ts';
import { useWords } from '../i18n/locale-context.tsx';
import { Icon } from './icon.tsx';

const icons: Readonly<Record<ViewSnapshot['line'], LucideIcon>> = {
  online: Wifi,
  offline: WifiOff,
  unknown: CircleDashed,
};

/** State of the line to the city: a shape and a word, never a colour alone. */
export const LineStatus = ({ line }: { readonly line: ViewSnapshot['line'] }) => {
  const { t } = useWords();
  return (
    <p className="line-status" data-line={line}>
      <Icon of={icons[line]} small />
      {t(`line.${line}`)}
    </p>
  );
};
