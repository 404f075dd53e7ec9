import type { Locale } from '../../../electron/contract/locale.ts';
import type { Speaker } from '../../../renderer/voice/speaker.ts';

/** A voice that a test listens to; without languages it is a machine that cannot speak. */
export interface FakeSpeaker extends Speaker {
  /** Every sentence that was begun, in order. */
  readonly said: readonly { readonly sentence: string; readonly locale: Locale; readonly volume: number }[];
  /** What is being said now: a fake voice never comes to an end by itself. */
  saying(): string | null;
  /** Voices come or go. */
  learn(...languages: readonly Locale[]): void;
}

export const createFakeSpeaker = (): FakeSpeaker => {
  const said: { sentence: string; locale: Locale; volume: number }[] = [];
  const listeners = new Set<() => void>();
  let languages: readonly Locale[] = [];
  let saying: string | null = null;
  return {
    said,
    saying: () => saying,
    learn: (...next) => {
      languages = next;
      for (const listener of listeners) listener();
    },
    speaks: (locale) => languages.includes(locale),
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    say: (sentence, locale, volume) => {
      said.push({ sentence, locale, volume });
      saying = sentence;
    },
    hush: () => {
      saying = null;
    },
  };
};
