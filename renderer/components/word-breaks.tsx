import { Fragment } from 'react';
import { useWords } from '../i18n/locale-context.tsx';

interface Word {
  readonly text: string;
  /** Where it begins in the whole text. */
  readonly at: number;
}

let segmenter: Intl.Segmenter | null = null;

/** Words of a Chinese text, each with the punctuation beside it: lines break after punctuation by themselves. */
const wordsOf = (text: string): readonly Word[] => {
  segmenter ??= new Intl.Segmenter('zh-CN', { granularity: 'word' });
  const words: Word[] = [];
  let goesOn = true;
  for (const { segment, index, isWordLike = false } of segmenter.segment(text)) {
    const last = words.at(-1);
    if (last !== undefined && (goesOn || !isWordLike)) {
      words[words.length - 1] = { ...last, text: last.text + segment };
    } else {
      words.push({ text: segment, at: index });
    }
    goesOn = !isWordLike;
  }
  return words;
};

/** A short text, such as a title, of which a line breaks between words: written Chinese has no spaces to tell where they end. */
export const WordBreaks = ({ text }: { readonly text: string }) => {
  const { locale } = useWords();
  if (locale !== 'zh-CN') return text;
  return (
    <span className="word-breaks">
      {wordsOf(text).map((word) => (
        <Fragment key={word.at}>
          {word.at > 0 && <wbr />}
          {word.text}
        </Fragment>
      ))}
    </span>
  );
};
