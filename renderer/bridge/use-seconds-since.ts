import { useEffect, useState } from 'react';
import { useBridge } from './core-context.tsx';

/** Whole seconds since `step` became what it is now: shows that a wait goes on. */
export const useSecondsSince = (step: string): number => {
  const { clock } = useBridge();
  const [started, setStarted] = useState({ step, at: clock.monotonic() });
  const [now, setNow] = useState(started.at);
  if (started.step !== step) {
    const at = clock.monotonic();
    setStarted({ step, at });
    setNow(at);
  }
  const elapsed = now - started.at;
  useEffect(() => clock.after(1_000 - (elapsed % 1_000), () => setNow(clock.monotonic())), [clock, elapsed]);
  return Math.floor(elapsed / 1_000);
};
