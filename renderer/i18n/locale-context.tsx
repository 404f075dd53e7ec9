import { createContext, type ReactNode, useContext } from 'react';
import type { ItemView } from '../../electron/contract/items.ts';
import type { Locale } from '../../electron/contract/locale.ts';
import { en } from './en/index.ts';
import { fill, type MessageArguments, type MessageKey } from './messages.ts';
import { zhCn } from './zh-cn/index.ts';

const texts: Readonly<Record<Locale, Readonly<Record<MessageKey, string>>>> = { 'zh-CN': zhCn, en };

/** Text of the catalogue or the station, in both languages. */
export type LocalizedText = ItemView['everydayName'];

/** Words in the resident's language. */
export interface Words {
  readonly locale: Locale;
  /** The text of a key, its placeholders filled. */
  readonly t: <Key extends MessageKey>(key: Key, ...values: MessageArguments<Key>) => string;
  /** The right half of a text that comes in both languages. */
  readonly pick: (text: LocalizedText) => string;
}

/** Words of one language, outside of components. */
export const wordsIn = (locale: Locale): Words => ({
  locale,
  t: (key, ...values) => fill(texts[locale][key], values[0]),
  pick: (text) => text[locale],
});

const WordsContext = createContext<Words>(wordsIn('zh-CN'));

export const WordsProvider = ({
  locale,
  children,
}: {
  readonly locale: Locale;
  readonly children: ReactNode;
}) => <WordsContext value={wordsIn(locale)}>{children}</WordsContext>;

/** Words in the language that the snapshot says. */
export const useWords = (): Words => useContext(WordsContext);
