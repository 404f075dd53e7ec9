import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useMemo } from 'react';
import { Icon } from '../components/icon.tsx';
import { Pressable } from '../components/pressable.tsx';
import { usePages } from '../components/use-pages.ts';
import { useWords } from '../i18n/locale-context.tsx';
import { candidatesOf } from './pinyin.ts';
import type { KeyStroke } from './typing.ts';

const candidatesAPage = { normal: 7, elder: 4 } as const;

/** One page of the characters and words that the letters may mean. */
const CandidatePage = ({
  letters,
  elderMode,
  onStroke,
}: {
  readonly letters: string;
  readonly elderMode: boolean;
  readonly onStroke: (stroke: KeyStroke) => void;
}) => {
  const { t } = useWords();
  const all = useMemo(() => candidatesOf(letters), [letters]);
  const { shown, page, pages, turnTo } = usePages(all, candidatesAPage[elderMode ? 'elder' : 'normal']);
  return (
    <>
      <Pressable
        className="button key"
        data-testid="candidates-before"
        aria-label={t('keyboard.candidatesBefore')}
        inert={page <= 1}
        onPress={() => turnTo(page - 1)}
      >
        <Icon of={ChevronLeft} />
      </Pressable>
      {shown.map(({ text, letters: used }) => (
        <Pressable
          key={text}
          className="button key candidate"
          data-testid={`candidate-${text}`}
          lang="zh-CN"
          onPress={() => onStroke({ key: 'candidate', text, letters: used })}
        >
          {text}
        </Pressable>
      ))}
      {shown.length === 0 && <p className="hint">{t('keyboard.noCandidates')}</p>}
      <Pressable
        className="button key"
        data-testid="candidates-after"
        aria-label={t('keyboard.candidatesAfter')}
        inert={page >= pages}
        onPress={() => turnTo(page + 1)}
      >
        <Icon of={ChevronRight} />
      </Pressable>
    </>
  );
};

/** The letters that have been typed, and what they may mean. */
export const Candidates = ({
  letters,
  elderMode,
  onStroke,
}: {
  readonly letters: string;
  readonly elderMode: boolean;
  readonly onStroke: (stroke: KeyStroke) => void;
}) => {
  const { t } = useWords();
  return (
    <fieldset className="candidates" aria-label={t('keyboard.candidates')}>
      {letters === '' ? (
        <p className="hint">{t('keyboard.typePinyin')}</p>
      ) : (
        // Other letters begin with the first page.
        <CandidatePage key={letters} letters={letters} elderMode={elderMode} onStroke={onStroke} />
      )}
    </fieldset>
  );
};
