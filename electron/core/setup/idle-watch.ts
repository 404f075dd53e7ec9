import type { Clock } from '../../../drivers/device/clock.ts';
import type { ViewSnapshot } from '../../contract/view-snapshot.ts';
import { signInMilliseconds, staffWarningMilliseconds } from '../staff-mode/sign-in-patience.ts';

/** How long nobody has to touch anything, and how long the question stands whether anybody is there, milliseconds. */
export interface Patience {
  readonly idle: number;
  readonly warning: number;
}

/** Somebody types a long address, or walks around the machine to its plugs. */
export const patienceWithTechnician: Patience = { idle: 600_000, warning: 60_000 };

/** Anybody may have touched the wizard open, and residents wait for the kiosk meanwhile: as long as for a sign-in. */
export const patienceWithAnybody: Patience = { idle: signInMilliseconds, warning: staffWarningMilliseconds };

/** Ends what nobody touches any more, after a warning. */
export const createIdleWatch = (options: {
  readonly clock: Pick<Clock, 'after' | 'monotonic'>;
  /** Asked at each touch. */
  readonly patience: () => Patience;
  readonly changed: () => void;
  readonly expired: () => void;
}): { touch(): void; timeLeft(): NonNullable<ViewSnapshot['timeLeft']>; stop(): void } => {
  const { clock } = options;
  let endsAt = 0;
  let warning = false;
  let cancel = (): void => undefined;

  const warn = (milliseconds: number): void => {
    warning = true;
    endsAt = clock.monotonic() + milliseconds;
    cancel = clock.after(milliseconds, options.expired);
    options.changed();
  };
  const touch = (): void => {
    cancel();
    warning = false;
    const patience = options.patience();
    endsAt = clock.monotonic() + patience.idle;
    cancel = clock.after(patience.idle, () => warn(patience.warning));
  };
  touch();
  return {
    touch,
    timeLeft: () => ({ milliseconds: Math.max(0, Math.round(endsAt - clock.monotonic())), warning }),
    stop: () => cancel(),
  };
};
