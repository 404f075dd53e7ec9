import { Fragment } from 'react';
import { useWords } from '../i18n/locale-context.tsx';

/** Lines break between sentences first, and within one only where it is longer than a line. */
export const Sentences = ({ text }: { readonly text: string }) => {
  const { locale } = useWords();
  return (
    <>
      {(text.match(/[^。！？.!?]+(?:[。！？.!?]+\s*|$)/g) ?? [text]).map((sentence) => (
        <Fragment key={sentence}>
          <span className="sentence">{sentence.trim()}</span>
          {locale === 'en' && ' '}
        </Fragment>
      ))}
    </>
  );
};
