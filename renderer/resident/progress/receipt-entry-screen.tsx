import { Delete, Eraser } from 'lucide-react';
import { useState } from 'react';
import { ActionButton } from '../../components/action-button.tsx';
import { Icon } from '../../components/icon.tsx';
import { Pressable } from '../../components/pressable.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { useWords } from '../../i18n/locale-context.tsx';
import type { ScreenProps } from '../screen-props.ts';

/** What receipt numbers are made of; the letters I, L, O and U stand only in the codes of stations. */
const characters = [...'1234567890-ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

/** The longest receipt number of the contract, and a little for blanks. */
const longest = 70;

/** The shortest number: SL, a station of two characters, a day, ten random characters. */
const shortest = 24;

/** A receipt's number by a finger; what the numbers of this station begin with stands there already. */
export const ReceiptEntryScreen = ({ visit }: ScreenProps<'receiptEntry'>) => {
  const { t } = useWords();
  const [text, setText] = useState(visit.beginning);
  const type = (character: string): void =>
    setText((before) => (before.length < longest ? before + character : before));
  return (
    <div className="screen receipt-entry">
      <ScreenHeading title={t('receiptEntry.title')} lead={[t('receiptEntry.lead')]} />
      <div className="screen-body receipt-entry-body">
        <p
          className="search-box"
          role="status"
          aria-label={t('receiptEntry.typed')}
          data-testid="typed-receipt"
        >
          <strong>{text}</strong>
        </p>
        <p id="receipt-hint" className="hint" data-refused={visit.wasRefused}>
          {t(visit.wasRefused ? 'receiptEntry.refused' : 'receiptEntry.check')}
        </p>
      </div>
      <div className="screen-actions">
        <fieldset className="letter-keys receipt-keys" aria-label={t('receiptEntry.typed')}>
          {characters.map((character) => (
            <Pressable
              key={character}
              className="button letter-key"
              data-testid={`key-${character}`}
              onPress={() => type(character)}
            >
              {character}
            </Pressable>
          ))}
          <Pressable
            className="button letter-key"
            data-testid="delete-character"
            aria-label={t('receiptEntry.delete')}
            inert={text === ''}
            onPress={() => setText((before) => before.slice(0, -1))}
          >
            <Icon of={Delete} />
          </Pressable>
          <Pressable
            className="button letter-key"
            data-testid="clear-characters"
            aria-label={t('receiptEntry.clear')}
            inert={text === ''}
            onPress={() => setText('')}
          >
            <Icon of={Eraser} />
          </Pressable>
        </fieldset>
        <ActionButton
          intent={{ name: 'lookUpReceipt', text }}
          kind="primary"
          unavailable={text.length < shortest}
          describedBy="receipt-hint"
        >
          {t('receiptEntry.done')}
        </ActionButton>
      </div>
    </div>
  );
};
