import { ShieldCheck } from 'lucide-react';
import { ActionButton } from '../../components/action-button.tsx';
import { Caution } from '../../components/device-problem.tsx';
import { Icon } from '../../components/icon.tsx';
import { Pager } from '../../components/pager.tsx';
import { Pressable } from '../../components/pressable.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { Sentences } from '../../components/sentences.tsx';
import { usePages } from '../../components/use-pages.ts';
import { useWords } from '../../i18n/locale-context.tsx';
import { materialState } from '../materials/material-state.ts';
import { answerInWords } from '../review/review-screen.tsx';
import type { ScreenProps } from '../screen-props.ts';

/** Answers on one page; all of them are seen before anything is handed in. */
const answersAPage = { normal: 7, elder: 3, seated: 3 } as const;

/** Everything that was answered in a short form, to be checked; in whose name it goes; and the word that hands it in. */
export const ReplyReviewScreen = ({ visit, snapshot }: ScreenProps<'replyReview'>) => {
  const words = useWords();
  const { t, pick } = words;
  const { purpose, answers, material, maskedName, itemName, department, filing } = visit;
  const mode = snapshot.seated ? 'seated' : snapshot.elderMode ? 'elder' : 'normal';
  const { shown, ...pages } = usePages(answers, answersAPage[mode]);
  const consent =
    purpose === 'feedback'
      ? t('replyReview.feedback.consent')
      : t(`replyReview.${purpose}.consent`, {
          department: department === null ? t('verified.department') : pick(department),
        });
  return (
    <div className="screen review">
      <ScreenHeading
        title={t(`replyReview.${purpose}.title`)}
        lead={itemName === null ? [] : [pick(itemName)]}
      />
      <div className="screen-body review-body">
        <dl className="card review-answers">
          <div>
            <dt>{t('replyReview.name')}</dt>
            <dd>{maskedName ?? t('replyReview.anonymous')}</dd>
          </div>
          {material && (
            <div>
              <dt>{t('replyReview.promised')}</dt>
              <dd data-testid="promised-material">
                {pick(material.name)} · {materialState(material, words)}
              </dd>
              <dd className="review-change">
                <ActionButton
                  intent={{ name: 'back' }}
                  kind="quiet"
                  testId="change-way"
                  label={t('review.changeWhat', { question: pick(material.name) })}
                >
                  {t('review.change')}
                </ActionButton>
              </dd>
            </div>
          )}
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
        {pages.page < pages.pages ? (
          <Pressable
            className="button button-primary"
            data-testid="review-more"
            onPress={() => pages.turnTo(pages.page + 1)}
          >
            {t('review.more')}
          </Pressable>
        ) : (
          <>
            {filing !== 'possible' && (
              <Caution title={t(`choose.filing.${filing}.title`)}>
                {t(`choose.filing.${filing}.body`)}
              </Caution>
            )}
            <p id="reply-consent" className="reassurance review-consent">
              <Icon of={ShieldCheck} />
              <span>
                <Sentences
                  text={`${consent}${snapshot.line === 'offline' ? t('replyReview.offline') : ''}`}
                />
              </span>
            </p>
            <ActionButton
              intent={{ name: 'submit' }}
              kind="primary"
              unavailable={filing !== 'possible'}
              describedBy="reply-consent"
            >
              {t('replyReview.submit')}
            </ActionButton>
          </>
        )}
      </div>
    </div>
  );
};
