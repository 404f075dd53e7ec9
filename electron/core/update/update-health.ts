import type { HealthReport } from '../../../platform/contract/kiosks.ts';
import type { UpdateView } from '../../contract/diagnostics/update-view.ts';

/** How the kiosk stands with releases, as the centre is told. */
export const updateHealth = ({
  state,
  off,
  ring,
  offered,
  problem,
  bad,
}: Pick<UpdateView, 'state' | 'off' | 'ring' | 'offered' | 'problem' | 'bad'>): NonNullable<
  HealthReport['update']
> => ({
  state,
  ring,
  offered,
  reason: off ?? problem,
  rolledBack: bad.at(-1) ?? null,
});
