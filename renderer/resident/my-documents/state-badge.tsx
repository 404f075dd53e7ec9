import { Check, type LucideIcon, PackageCheck, TriangleAlert, X } from 'lucide-react';
import type { HeldFace } from '../../../electron/contract/my-documents.ts';
import { Icon } from '../../components/icon.tsx';
import { useWords } from '../../i18n/locale-context.tsx';

type State = HeldFace['state'] | 'ready';

/** Each colour has a shape and a sign of its own. */
const signs: Readonly<
  Record<State, { readonly light: 'green' | 'amber' | 'red'; readonly icon: LucideIcon }>
> = {
  valid: { light: 'green', icon: Check },
  ready: { light: 'green', icon: PackageCheck },
  expired: { light: 'amber', icon: TriangleAlert },
  cancelled: { light: 'red', icon: X },
  'reported-lost': { light: 'red', icon: X },
};

/** Whether a certificate holds, by colour, sign and word. */
export const StateBadge = ({ state }: { readonly state: State }) => {
  const { t } = useWords();
  const { light, icon } = signs[state];
  return (
    <span className="state-badge" data-light={light} data-state={state}>
      <Icon of={icon} small />
      <span>{t(state === 'ready' ? 'mine.ready.badge' : `held.state.${state}`)}</span>
    </span>
  );
};
