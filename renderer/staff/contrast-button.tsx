import { Contrast } from 'lucide-react';
import { useAction } from '../components/actions-guard.tsx';
import { Icon } from '../components/icon.tsx';
import { Pressable } from '../components/pressable.tsx';
import { useWords } from '../i18n/locale-context.tsx';

/** Black, white and yellow, for whoever works at the kiosk and sees little; it goes back when they leave. */
export const ContrastButton = ({ on }: { readonly on: boolean }) => {
  const { t } = useWords();
  const { inert, underWay, act } = useAction({ name: 'setContrast', on: !on });
  return (
    <Pressable
      className="button button-quiet staff-contrast"
      role="switch"
      aria-checked={on}
      aria-label={t('comfort.contrast')}
      data-testid="toggle-contrast"
      inert={inert}
      underWay={underWay}
      onPress={act}
    >
      <Icon of={Contrast} />
    </Pressable>
  );
};
