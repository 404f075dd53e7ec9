import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import type { Intent } from '../../electron/contract/intents.ts';
import { useBridge, useCoreState } from '../bridge/core-context.tsx';

/** A new screen takes no touch for this long: the second half of a double tap was meant for the old one. */
export const armAfterMilliseconds = 300;

const ArmedContext = createContext(false);

/** Arms the actions beneath it a moment after `screen` changed. */
export const ActionsGuard = ({
  screen,
  children,
}: {
  readonly screen: string;
  readonly children: ReactNode;
}) => {
  const { clock } = useBridge();
  const [armedFor, setArmedFor] = useState<string | null>(null);
  useEffect(() => clock.after(armAfterMilliseconds, () => setArmedFor(screen)), [clock, screen]);
  return <ArmedContext value={armedFor === screen}>{children}</ArmedContext>;
};

export interface Action {
  /** Touches do nothing now. */
  readonly inert: boolean;
  /** This very action was touched and its effect is on its way. */
  readonly underWay: boolean;
  readonly act: () => void;
}

/** An action that sends `intent` once: it is inert until the core has answered and the next snapshot is drawn. */
export const useAction = (intent: Intent, unavailable = false): Action => {
  const { core } = useBridge();
  const { busy } = useCoreState();
  const armed = useContext(ArmedContext);
  const [sent, setSent] = useState(false);
  if (sent && !busy) setSent(false);
  const inert = busy || !armed || unavailable;
  return {
    inert,
    underWay: sent && busy,
    act: () => {
      // Asked afresh: two taps may come before the first one is drawn.
      if (inert || core.state().busy) return;
      core.send(intent);
      setSent(core.state().busy);
    },
  };
};
