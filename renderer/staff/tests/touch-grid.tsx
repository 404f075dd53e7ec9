import { useState } from 'react';
import { Pressable } from '../../components/pressable.tsx';
import { useWords } from '../../i18n/locale-context.tsx';
import { KeepButton } from './keep-button.tsx';

/** Six by eight, or eight by six where the screen lies; the way out takes two fields in the middle. */
const fields = Array.from({ length: 46 }, (_, index) => index + 1);
const fieldsBeforeWayOut = 20;

/** The whole screen in fields, each of which lights up when it is touched. */
export const TouchGrid = ({ onDone }: { readonly onDone: () => void }) => {
  const { t } = useWords();
  const [touched, setTouched] = useState<ReadonlySet<number>>(new Set());
  const left = fields.length - touched.size;
  const field = (number: number) => (
    <Pressable
      key={number}
      className="touch-field"
      data-testid={`field-${number}`}
      aria-label={t('touchGrid.field', { number })}
      aria-pressed={touched.has(number)}
      onPress={() => setTouched((before) => new Set(before).add(number))}
    />
  );
  return (
    <div className="touch-grid" role="dialog" aria-modal="true" aria-label={t('touchGrid.label')}>
      {fields.slice(0, fieldsBeforeWayOut).map(field)}
      <div className="touch-way-out">
        <p>{t('touchGrid.left', { count: left })}</p>
        <KeepButton
          intent={{
            name: 'keepTest',
            test: 'touch-grid',
            passed: left === 0,
            detail: `${touched.size} of ${fields.length}`,
          }}
          kind={left === 0 ? 'primary' : 'secondary'}
          testId="touch-grid-end"
          onDone={onDone}
        >
          {left === 0 ? t('testOutcome.passed') : t('touchGrid.giveUp')}
        </KeepButton>
      </div>
      {fields.slice(fieldsBeforeWayOut).map(field)}
    </div>
  );
};
