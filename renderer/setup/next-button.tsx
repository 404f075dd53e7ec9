import type { SetupView } from '../../electron/contract/setup/setup-view.ts';
import type { SetupStep } from '../../electron/contract/setup/setup-words.ts';
import { useWords } from '../i18n/locale-context.tsx';
import { SetupButton } from './setup-button.tsx';

/** To the step after this one; inert until it can be opened, and then what one does next. */
export const NextButton = ({ setup, to }: { readonly setup: SetupView; readonly to: SetupStep }) => {
  const { t } = useWords();
  const here = setup.steps.find(({ name }) => name === setup.body.step);
  const there = setup.steps.find(({ name }) => name === to);
  const open = here?.done === true && there?.possible === true;
  return (
    <SetupButton
      intent={{ name: 'goTo', step: to }}
      kind={open ? 'primary' : 'secondary'}
      testId="setup-next"
      unavailable={!open || setup.working}
    >
      {t('setup.next', { step: t(`setup.step.${to}`) })}
    </SetupButton>
  );
};
