import type { Clock } from '../../../drivers/device/clock.ts';
import type { ViewSnapshot } from '../../contract/view-snapshot.ts';

/** Somebody types a long address, or walks around the machine to its plugs. */
const idleMilliseconds = 600_000;
const warningMilliseconds = 60_000;

/** Ends what nobody touches any more, after a warning. */
export const createIdleWatch = (options: {
  readonly clock: Pick<Clock, 'after' | 'monotonic'>;
  readonly changed: () => void;
  readonly expired: () => void;
}): { touch(): void; timeLeft(): NonNullable<ViewSnapshot['timeLeft']>; stop(): void } => {
  const { clock } = options;
  let endsAt = 0;
  let warning = false;
  let cancel = (): void => undefined;

  const warn = (): void => {
    warning = true;
    endsAt = clock.monotonic() + warningMilliseconds;
    cancel = clock.after(warningMilliseconds, options.expired);
    options.changed();
  };
  const touch = (): void => {
    cancel();
    warning = false;
    endsAt = clock.monotonic() + idleMilliseconds;
    cancel = clock.after(idleMilliseconds, warn);
  };
  touch();
  return {
    touch,
    timeLeft: () => ({ milliseconds: Math.max(0, Math.round(endsAt - clock.monotonic())), warning }),
    stop: () => cancel(),
  };
};
