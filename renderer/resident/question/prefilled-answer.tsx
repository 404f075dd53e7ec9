import { Check, PenLine } from 'lucide-react';
import type { VisitView } from '../../../electron/contract/visit-view.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { useWords } from '../../i18n/locale-context.tsx';
import { saysInWords } from '../known/source-words.ts';

type Asked = Extract<VisitView, { screen: 'question' }>;

/** What is known as the answer, with who says so, masked: to be used as it is, or seen whole and changed. */
export const PrefilledAnswer = ({
  field,
  prefilled,
}: {
  readonly field: string;
  readonly prefilled: NonNullable<Asked['prefilled']>;
}) => {
  const words = useWords();
  const { t } = words;
  const { source } = prefilled;
  return (
    <div className="prefilled">
      <div className="card prefilled-card">
        <p data-testid="prefilled-source">{saysInWords(source, words)}</p>
        <p className="prefilled-value" data-testid="prefilled-value">
          <bdi>{prefilled.masked}</bdi>
        </p>
      </div>
      <div className="screen-actions">
        <p className="hint">{t(typeof source === 'string' ? 'prefilled.hint' : 'known.hint')}</p>
        <ActionButton intent={{ name: 'usePrefilled', field }} kind="primary" icon={Check}>
          {t('prefilled.use')}
        </ActionButton>
        <ActionButton intent={{ name: 'showPrefilled' }} kind="secondary" icon={PenLine}>
          {t('prefilled.change')}
        </ActionButton>
      </div>
    </div>
  );
};
