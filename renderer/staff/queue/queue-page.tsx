import { useState } from 'react';
import { settlementReasons } from '../../../electron/contract/staff/settlement-reasons.ts';
import type { DeadLetterView } from '../../../electron/contract/staff/staff-view.ts';
import { useNow } from '../../bridge/use-now.ts';
import { Pager } from '../../components/pager.tsx';
import { Pressable } from '../../components/pressable.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { timeInWords } from '../../components/time-words.ts';
import { usePages } from '../../components/use-pages.ts';
import { useWords } from '../../i18n/locale-context.tsx';
import { ReasonChoice } from '../reason-choice.tsx';
import { StaffButton } from '../staff-button.tsx';
import type { StaffPageProps } from '../staff-props.ts';

const lettersAPage = 4;

const useLetterTitle = () => {
  const { t, pick } = useWords();
  return ({ kind, item }: DeadLetterView): string =>
    item === null ? t(`queuePage.${kind}`) : `${t(`queuePage.${kind}`)}: ${pick(item)}`;
};

const Letter = ({
  letter,
  mayRetry,
  onSettle,
}: {
  readonly letter: DeadLetterView;
  readonly mayRetry: boolean;
  /** Null where this role may not. */
  readonly onSettle: (() => void) | null;
}) => {
  const { t, locale } = useWords();
  const now = useNow();
  const titleOf = useLetterTitle();
  return (
    <li className="card staff-letter" data-testid={`letter-${letter.key}`}>
      <h2>{titleOf(letter)}</h2>
      <p>
        {t(`deadLetter.${letter.reason}`)} <span className="staff-note">{letter.code}</span>
      </p>
      <p className="staff-note">
        <span className="phrase">
          {letter.receiptNumber === null
            ? letter.key
            : t('queuePage.receiptNumber', { number: letter.receiptNumber })}
        </span>
        <span className="phrase">
          {t('queuePage.refusedAt', { time: timeInWords(letter.refusedAt, now, locale) })}
        </span>
      </p>
      <div className="staff-actions">
        {mayRetry && (
          <StaffButton intent={{ name: 'retryLetter', key: letter.key }} testId={`retry-${letter.key}`}>
            {t('queuePage.retry')}
          </StaffButton>
        )}
        {onSettle !== null && (
          <Pressable
            className="button button-secondary"
            data-testid={`settle-${letter.key}`}
            onPress={onSettle}
          >
            {t('queuePage.settle')}
          </Pressable>
        )}
      </div>
    </li>
  );
};

/** What waits, and what the platform refused: sent again, or settled with a reason. */
export const QueuePage = ({ page, snapshot }: StaffPageProps<'queue'>) => {
  const { t, locale } = useWords();
  const now = useNow();
  const titleOf = useLetterTitle();
  const [settling, setSettling] = useState<string | null>(null);
  const letters = usePages(page.letters, lettersAPage);
  const chosen = page.letters.find(({ key }) => key === settling);
  if (chosen !== undefined) {
    return (
      <ReasonChoice
        title={t('queuePage.settleTitle')}
        lead={t('queuePage.settleLead')}
        subject={`${titleOf(chosen)} ${chosen.receiptNumber ?? ''}`.trim()}
        reasons={settlementReasons.map((reason) => ({
          code: reason,
          label: t(`settlement.${reason}`),
          intent: { name: 'settleLetter', key: chosen.key, reason },
        }))}
        onBack={() => setSettling(null)}
      />
    );
  }
  const pending = snapshot.queue?.pending ?? 0;
  const oldest =
    page.oldestPendingAt === null
      ? []
      : [t('queuePage.oldest', { time: timeInWords(page.oldestPendingAt, now, locale) })];
  return (
    <>
      <ScreenHeading
        title={t('queuePage.title')}
        lead={
          pending === 0 ? [t('queuePage.nothing')] : [t('queuePage.pending', { count: pending }), ...oldest]
        }
      />
      <h2 className="staff-section">
        {page.letters.length === 0
          ? t('queuePage.noLetters')
          : t('queuePage.letters', { count: page.letters.length })}
      </h2>
      <ul className="staff-cards">
        {letters.shown.map((letter) => (
          <Letter
            key={letter.key}
            letter={letter}
            mayRetry={page.mayRetry}
            onSettle={page.maySettle ? () => setSettling(letter.key) : null}
          />
        ))}
      </ul>
      <Pager {...letters} />
    </>
  );
};
