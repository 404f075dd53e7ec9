import { Clock } from 'lucide-react';
import { dayInWords } from '../../components/day-in-words.ts';
import { Icon } from '../../components/icon.tsx';
import { useWords } from '../../i18n/locale-context.tsx';
import type { ScreenProps } from '../screen-props.ts';

/** What was promised with an application, and until when each has to come. */
export const PromisedMaterials = ({ promises }: Pick<ScreenProps<'receipt'>['visit'], 'promises'>) => {
  const { t, pick, locale } = useWords();
  return (
    <p className="receipt-promises" data-testid="receipt-promises">
      <Icon of={Clock} />
      <span>
        {t('receipt.promised')}
        {promises
          .map(({ name, dueOn }) =>
            t('receipt.promisedOne', { material: pick(name), date: dayInWords(dueOn, locale) }),
          )
          .join(locale === 'zh-CN' ? '；' : '; ')}
      </span>
    </p>
  );
};
