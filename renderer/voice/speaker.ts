import type { Locale } from '../../electron/contract/locale.ts';

/** Says sentences aloud where the machine has a voice. Nothing depends on it: a kiosk without one is silent. */
export interface Speaker {
  /** Whether there is a voice of this machine for the language. */
  speaks(locale: Locale): boolean;
  /** Voices came or went; returns the way to end it. */
  onChange(listener: () => void): () => void;
  /** Says one sentence; what is being said stops. `volume`: from 0 to 1. */
  say(sentence: string, locale: Locale, volume: number): void;
  hush(): void;
}
