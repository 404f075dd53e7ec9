import { ArrowBigUp, Delete, Space } from 'lucide-react';
import { useState } from 'react';
import { Icon } from '../components/icon.tsx';
import { Pressable } from '../components/pressable.tsx';
import { useWords } from '../i18n/locale-context.tsx';
import { Candidates } from './candidates.tsx';
import { rowsOf } from './key-rows.ts';
import type { KeyboardLayout, KeyStroke } from './typing.ts';

const residentLayouts: readonly KeyboardLayout[] = ['pinyin', 'latin', 'numbers'];

/**
 * Keys for a finger: Pinyin with its candidates, Latin letters, digits and signs. In large letters the alphabet stands in its
 * own order, in wide keys; otherwise as on a telephone.
 */
export const Keyboard = ({
  letters,
  empty,
  elderMode,
  layouts = residentLayouts,
  onStroke,
}: {
  /** Typed, and not yet characters. */
  readonly letters: string;
  /** Nothing has been typed. */
  readonly empty: boolean;
  readonly elderMode: boolean;
  /** Those that what is typed needs, the first one first. */
  readonly layouts?: readonly KeyboardLayout[];
  readonly onStroke: (stroke: KeyStroke) => void;
}) => {
  const { t, locale } = useWords();
  const [layout, setLayout] = useState<KeyboardLayout>(
    layouts !== residentLayouts ? (layouts[0] ?? 'latin') : locale === 'zh-CN' ? 'pinyin' : 'latin',
  );
  const [capitals, setCapitals] = useState(false);
  const rows = rowsOf(layout, elderMode);
  const hasCapitals = layout === 'latin' || layout === 'address';
  const shown = (key: string): string => (hasCapitals && capitals ? key.toUpperCase() : key);
  return (
    <div className="keyboard" data-layout={layout}>
      {layout === 'pinyin' && <Candidates letters={letters} elderMode={elderMode} onStroke={onStroke} />}
      {rows.map((row) => (
        <div className="key-row" key={row.join('')}>
          {row.map((key) => (
            <Pressable
              key={key}
              className="button key"
              data-testid={`key-${key}`}
              onPress={() =>
                onStroke(
                  layout === 'pinyin' ? { key: 'letter', value: key } : { key: 'sign', value: shown(key) },
                )
              }
            >
              {shown(key)}
            </Pressable>
          ))}
        </div>
      ))}
      <div className="key-row key-row-last">
        {layouts
          .filter((other) => other !== layout)
          .map((other) => (
            <Pressable
              key={other}
              className="button key key-word"
              data-testid={`layout-${other}`}
              inert={letters !== ''}
              onPress={() => setLayout(other)}
            >
              {t(`keyboard.${other}`)}
            </Pressable>
          ))}
        {hasCapitals && (
          <Pressable
            className="button key"
            data-testid="key-capitals"
            aria-label={t('keyboard.capitals')}
            aria-pressed={capitals}
            onPress={() => setCapitals(!capitals)}
          >
            <Icon of={ArrowBigUp} />
          </Pressable>
        )}
        {layout !== 'pinyin' && (
          <Pressable
            className="button key"
            data-testid="key-space"
            aria-label={t('keyboard.space')}
            onPress={() => onStroke({ key: 'sign', value: ' ' })}
          >
            <Icon of={Space} />
          </Pressable>
        )}
        <Pressable
          className="button key key-word"
          data-testid="key-clear"
          inert={empty}
          onPress={() => onStroke({ key: 'clear' })}
        >
          {t('digits.clear')}
        </Pressable>
        <Pressable
          className="button key"
          data-testid="key-delete"
          aria-label={t('keyboard.delete')}
          inert={empty}
          onPress={() => onStroke({ key: 'delete' })}
        >
          <Icon of={Delete} />
        </Pressable>
      </div>
    </div>
  );
};
