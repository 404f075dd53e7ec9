import { ArrowLeft } from 'lucide-react';
import { Icon } from '../components/icon.tsx';
import { Pressable } from '../components/pressable.tsx';
import { useWords } from '../i18n/locale-context.tsx';

/** Back to the list that something was opened from. */
export const BackButton = ({ onBack }: { readonly onBack: () => void }) => {
  const { t } = useWords();
  return (
    <Pressable className="button button-quiet staff-back" data-testid="staff-back" onPress={onBack}>
      <Icon of={ArrowLeft} small />
      <span>{t('staff.back')}</span>
    </Pressable>
  );
};
