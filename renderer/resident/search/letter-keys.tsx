import { Delete } from 'lucide-react';
import { Icon } from '../../components/icon.tsx';
import { Pressable } from '../../components/pressable.tsx';
import { useWords } from '../../i18n/locale-context.tsx';

const letters = [...'abcdefghijklmnopqrstuvwxyz'];

/** The letters in their order, "clear" and "one back", for a finger: enough for pinyin and its initials. */
export const LetterKeys = ({
  text,
  longest,
  onText,
}: {
  readonly text: string;
  readonly longest: number;
  readonly onText: (change: (before: string) => string) => void;
}) => {
  const { t } = useWords();
  const full = text.length >= longest;
  return (
    <fieldset className="letter-keys" aria-label={t('search.keys')}>
      {letters.map((letter) => (
        <Pressable
          key={letter}
          className="button letter-key"
          data-testid={`letter-${letter}`}
          inert={full}
          onPress={() => onText((before) => (before.length < longest ? before + letter : before))}
        >
          {letter}
        </Pressable>
      ))}
      <Pressable
        className="button letter-key"
        data-testid="delete-letter"
        aria-label={t('search.delete')}
        inert={text === ''}
        onPress={() => onText((before) => before.slice(0, -1))}
      >
        <Icon of={Delete} />
      </Pressable>
      <Pressable
        className="button letter-key letter-word"
        data-testid="clear-letters"
        inert={text === ''}
        onPress={() => onText(() => '')}
      >
        {t('search.clear')}
      </Pressable>
    </fieldset>
  );
};
