import type { Intent } from '../../../electron/contract/intents.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { useWords } from '../../i18n/locale-context.tsx';

/** The way from a line of a review back to where it was answered. */
export const ReviewChange = ({
  intent,
  testId,
  what,
}: {
  readonly intent: Intent;
  readonly testId: string;
  /** The question, in words; said aloud with the button. */
  readonly what: string;
}) => {
  const { t } = useWords();
  return (
    <dd className="review-change">
      <ActionButton
        intent={intent}
        kind="quiet"
        testId={testId}
        label={t('review.changeWhat', { question: what })}
      >
        {t('review.change')}
      </ActionButton>
    </dd>
  );
};
