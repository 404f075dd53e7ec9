import { useState } from 'react';
import { Pressable } from '../../components/pressable.tsx';
import { useWords } from '../../i18n/locale-context.tsx';
import { KeepButton } from './keep-button.tsx';

const colours = ['white', 'black', 'red', 'green', 'blue'] as const;

/** The whole screen in one colour after the other; somebody looks, and says what they saw. */
export const DeadPixels = ({ onDone }: { readonly onDone: () => void }) => {
  const { t } = useWords();
  const [step, setStep] = useState(0);
  const colour = colours[step] ?? 'white';
  const keep = (passed: boolean) =>
    ({ name: 'keepTest', test: 'dead-pixels', passed, detail: `seen up to ${colour}` }) as const;
  return (
    <div
      className="pixel-screen"
      data-colour={colour}
      role="dialog"
      aria-modal="true"
      aria-label={t('deadPixels.label')}
    >
      <div className="pixel-controls">
        <p>{t('deadPixels.step', { step: step + 1, steps: colours.length })}</p>
        <KeepButton intent={keep(false)} kind="secondary" testId="pixels-found" onDone={onDone}>
          {t('deadPixels.found')}
        </KeepButton>
        {step < colours.length - 1 ? (
          <Pressable
            className="button button-primary"
            data-testid="pixels-next"
            onPress={() => setStep(step + 1)}
          >
            {t('deadPixels.next')}
          </Pressable>
        ) : (
          <KeepButton intent={keep(true)} kind="primary" testId="pixels-clean" onDone={onDone}>
            {t('deadPixels.clean')}
          </KeepButton>
        )}
      </div>
    </div>
  );
};
