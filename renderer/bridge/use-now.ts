import { useEffect, useState } from 'react';
import { useBridge } from './core-context.tsx';

/** Wall-clock time in milliseconds, renewed at each full minute. */
export const useNow = (): number => {
  const { clock } = useBridge();
  const [now, setNow] = useState(() => clock.now());
  useEffect(() => clock.after(60_000 - (now % 60_000), () => setNow(clock.now())), [clock, now]);
  return now;
};
