import { useCallback, useEffect, useSyncExternalStore } from 'react';
import type { Locale } from '../../electron/contract/locale.ts';
import { useBridge } from '../bridge/core-context.tsx';

/** Whether the kiosk could speak in this language at all. */
export const useCanSpeak = (locale: Locale): boolean => {
  const { speaker } = useBridge();
  return useSyncExternalStore(
    useCallback((listener: () => void) => speaker.onChange(listener), [speaker]),
    () => speaker.speaks(locale),
  );
};

/**
 * Says `sentence` when it becomes another one, once more with each `reminder`, and when the voice is turned on. What was being said stops: a resident who is
 * quicker than the voice hears the new screen.
 */
export const useGuidance = ({
  on,
  sentence,
  reminder,
  locale,
  volume,
}: {
  readonly on: boolean;
  readonly sentence: string;
  readonly reminder: number;
  readonly locale: Locale;
  /** From 0 to 1. */
  readonly volume: number;
}): void => {
  const { speaker } = useBridge();
  const canSpeak = useCanSpeak(locale);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same sentence is said again with the next reminder
  useEffect(() => {
    if (!on || !canSpeak || sentence === '') return;
    speaker.say(sentence, locale, volume);
    return () => speaker.hush();
  }, [on, canSpeak, sentence, reminder, locale, volume, speaker]);
};
