import { ShieldCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { ActionButton } from '../../components/action-button.tsx';
import { Icon } from '../../components/icon.tsx';
import { Pressable } from '../../components/pressable.tsx';
import { Sentences } from '../../components/sentences.tsx';
import { useWords } from '../../i18n/locale-context.tsx';

/** Beneath a review: the way to what has not been seen yet, and only at its end the word that hands it in. */
export const ReviewActions = ({
  pages,
  consent,
  unavailable = false,
  before,
  submit,
}: {
  readonly pages: { readonly page: number; readonly pages: number; turnTo(page: number): void };
  /** What handing in means, in sentences. */
  readonly consent: string;
  readonly unavailable?: boolean;
  /** Why it cannot be handed in. */
  readonly before?: ReactNode;
  /** What the button says. */
  readonly submit: string;
}) => {
  const { t } = useWords();
  const { page, pages: all, turnTo } = pages;
  return (
    <div className="screen-actions">
      {page < all ? (
        <Pressable
          className="button button-primary"
          data-testid="review-more"
          onPress={() => turnTo(page + 1)}
        >
          {t('review.more')}
        </Pressable>
      ) : (
        <>
          {before}
          <p id="review-consent" className="reassurance review-consent">
            <Icon of={ShieldCheck} />
            <span>
              <Sentences text={consent} />
            </span>
          </p>
          <ActionButton
            intent={{ name: 'submit' }}
            kind="primary"
            unavailable={unavailable}
            describedBy="review-consent"
          >
            {submit}
          </ActionButton>
        </>
      )}
    </div>
  );
};
