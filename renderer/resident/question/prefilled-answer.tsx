import { Check, PenLine } from 'lucide-react';
import type { VisitView } from '../../../electron/contract/visit-view.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { useWords } from '../../i18n/locale-context.tsx';

type Asked = Extract<VisitView, { screen: 'question' }>;

/** What the identification gives as the answer, masked: to be used as it is, or seen whole and changed. */
export const PrefilledAnswer = ({
  field,
  prefilled,
}: {
  readonly field: string;
  readonly prefilled: NonNullable<Asked['prefilled']>;
}) => {
  const { t } = useWords();
  const source = prefilled.source === 'identity-code' ? 'identity-code' : 'id-card';
  return (
    <div className="prefilled">
      <div className="card prefilled-card">
        <p>{t(`prefilled.from.${source}`)}</p>
        <p className="prefilled-value" data-testid="prefilled-value">
          <bdi>{prefilled.masked}</bdi>
        </p>
      </div>
      <div className="screen-actions">
        <p className="hint">{t('prefilled.hint')}</p>
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
