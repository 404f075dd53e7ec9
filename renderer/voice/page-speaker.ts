import type { Locale } from '../../electron/contract/locale.ts';
import type { Speaker } from './speaker.ts';

/** A little slower than Chromium speaks by itself. */
const unhurried = 0.9;

/** Languages as voices name them, best first: `cmn` is Mandarin; `yue` and the voices of Hong Kong are not. */
const namesOfLanguage: Readonly<Record<Locale, readonly RegExp[]>> = {
  'zh-CN': [/^zh-cn\b/, /^cmn\b/, /^zh(-hans.*)?$/],
  en: [/^en-gb\b/, /^en\b/],
};

/** The voice for a language. Only one that speaks on this machine: others send the text to their maker. */
export const voiceFor = (
  voices: readonly SpeechSynthesisVoice[],
  locale: Locale,
): SpeechSynthesisVoice | null => {
  const here = voices.filter(({ localService }) => localService);
  for (const name of namesOfLanguage[locale]) {
    const found = here.find(({ lang }) => name.test(lang.replace('_', '-').toLowerCase()));
    if (found) return found;
  }
  return null;
};

/** What is used of `speechSynthesis`. */
export type Synthesis = Pick<
  SpeechSynthesis,
  'getVoices' | 'speak' | 'cancel' | 'addEventListener' | 'removeEventListener'
>;

/** Speaks with the voices that Chromium finds (Linux: speech-dispatcher); `utter` makes an utterance of a text. */
export const createPageSpeaker = (
  synthesis: Synthesis,
  utter: (text: string) => SpeechSynthesisUtterance,
): Speaker => ({
  speaks: (locale) => voiceFor(synthesis.getVoices(), locale) !== null,
  onChange: (listener) => {
    synthesis.addEventListener('voiceschanged', listener);
    return () => synthesis.removeEventListener('voiceschanged', listener);
  },
  say: (sentence, locale, volume) => {
    synthesis.cancel();
    const voice = voiceFor(synthesis.getVoices(), locale);
    if (!voice) return;
    const utterance = utter(sentence);
    utterance.voice = voice;
    utterance.lang = voice.lang;
    utterance.rate = unhurried;
    utterance.volume = volume;
    synthesis.speak(utterance);
  },
  hush: () => synthesis.cancel(),
});
