import { CalendarClock, CircleCheck, CircleMinus, type LucideIcon, OctagonAlert } from 'lucide-react';
import type { ProgressLight } from '../../electron/contract/progress-view.ts';
import { useWords } from '../i18n/locale-context.tsx';
import { Icon } from './icon.tsx';

const icons: Readonly<Record<ProgressLight, LucideIcon>> = {
  green: CircleCheck,
  yellow: CalendarClock,
  red: OctagonAlert,
};

/** A light of a deadline: never colour alone, but a shape and a word of its own. */
export const LightBadge = ({ light }: { readonly light: ProgressLight | null }) => {
  const { t } = useWords();
  return (
    <span className="light-badge" data-light={light ?? 'none'} data-testid="light">
      <Icon of={light === null ? CircleMinus : icons[light]} small />
      {t(light === null ? 'light.none' : `light.${light}`)}
    </span>
  );
};
