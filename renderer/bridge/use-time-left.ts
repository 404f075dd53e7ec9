import { useEffect, useState } from 'react';
import { useBridge } from './core-context.tsx';

/**
 * Whole seconds left, counted down from what the core said; null where nothing runs out. `receivedAt` is the monotonic
 * time at which the snapshot came. Only the core decides when time is up.
 */
export const useSecondsLeft = (milliseconds: number | null, receivedAt: number): number | null => {
  const { clock } = useBridge();
  const [now, setNow] = useState(() => clock.monotonic());
  const left =
    milliseconds === null ? null : Math.max(0, milliseconds - (Math.max(now, receivedAt) - receivedAt));
  useEffect(() => {
    if (left === null || left === 0) return;
    return clock.after(left % 1_000 || 1_000, () => setNow(clock.monotonic()));
  }, [clock, left]);
  return left === null ? null : Math.ceil(left / 1_000);
};
