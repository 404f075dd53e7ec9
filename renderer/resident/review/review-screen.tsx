import { ShieldCheck } from 'lucide-react';
import type { QuestionView } from '../../../electron/contract/question.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Icon } from '../../components/icon.tsx';
import { inGroups } from '../../components/in-groups.ts';
import { Pager } from '../../components/pager.tsx';
import { Pressable } from '../../components/pressable.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { Sentences } from '../../components/sentences.tsx';
import { usePages } from '../../components/use-pages.ts';
import { useWords, type Words } from '../../i18n/locale-context.tsx';
import { yesNoInWords } from '../question/yes-no-in-words.ts';
import type { ScreenProps } from '../screen-props.ts';

/** Answers on one page of the review; all of them are seen before anything is handed in. */
const answersAPage = { normal: 6, elder: 3 } as const;
const answersSeated = { normal: 3, elder: 1 } as const;

/** An answer in words. */
export const answerInWords = (question: QuestionView, words: Words): string => {
  switch (question.kind) {
    case 'choice': {
      const option = question.options.find(({ code }) => code === question.answer);
      return option ? words.pick(option.label) : '';
    }
    case 'yes-no':
      return question.answer === null ? '' : yesNoInWords(question, question.answer, words);
    case 'text':
      return question.answer ?? '';
    case 'digits':
      return inGroups(question.answer ?? '');
  }
};

/** Everything that was answered, to be checked; to whom it goes; and the word that hands it in. */
export const ReviewScreen = ({ visit, snapshot }: ScreenProps<'review'>) => {
  const words = useWords();
  const { t, pick } = words;
  const { item, resident, answers } = visit;
  const { shown, ...pages } = usePages(
    answers,
    (snapshot.seated ? answersSeated : answersAPage)[snapshot.elderMode ? 'elder' : 'normal'],
  );
  const last = pages.page === pages.pages;
  const department = pick(item.department);
  return (
    <div className="screen review">
      <ScreenHeading title={t('review.title')} lead={[pick(item.officialName)]} />
      <div className="screen-body review-body">
        <dl className="card review-answers">
          <div>
            <dt>{t('consent.applicant')}</dt>
            <dd>
              {resident.maskedName} <span className="masked-number">{resident.maskedIdNumber}</span>
            </dd>
          </div>
          {shown.map((question) => (
            <div key={question.name}>
              <dt>{pick(question.label)}</dt>
              <dd>{answerInWords(question, words)}</dd>
              <dd className="review-change">
                <ActionButton
                  intent={{ name: 'changeAnswer', field: question.name }}
                  kind="quiet"
                  testId={`change-${question.name}`}
                  label={t('review.changeWhat', { question: pick(question.label) })}
                >
                  {t('review.change')}
                </ActionButton>
              </dd>
            </div>
          ))}
        </dl>
        <Pager {...pages} />
      </div>
      <div className="screen-actions">
        {last ? (
          <>
            <p id="review-consent" className="reassurance review-consent">
              <Icon of={ShieldCheck} />
              <span>
                <Sentences
                  text={`${t('review.consent', { department })}${snapshot.line === 'offline' ? t('review.offline') : ''}`}
                />
              </span>
            </p>
            <ActionButton intent={{ name: 'submit' }} kind="primary" describedBy="review-consent">
              {t('review.submit')}
            </ActionButton>
          </>
        ) : (
          <Pressable
            className="button button-primary"
            data-testid="review-more"
            onPress={() => pages.turnTo(pages.page + 1)}
          >
            {t('review.more')}
          </Pressable>
        )}
      </div>
    </div>
  );
};
