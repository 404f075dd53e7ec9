import { Caution } from '../../components/device-problem.tsx';
import { Pager } from '../../components/pager.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { usePages } from '../../components/use-pages.ts';
import { useWords } from '../../i18n/locale-context.tsx';
import { materialState } from '../materials/material-state.ts';
import { ReviewActions } from '../review/review-actions.tsx';
import { ReviewChange } from '../review/review-change.tsx';
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
              <ReviewChange intent={{ name: 'back' }} testId="change-way" what={pick(material.name)} />
            </div>
          )}
          {shown.map((question) => (
            <div key={question.name}>
              <dt>{pick(question.label)}</dt>
              <dd>{answerInWords(question, words)}</dd>
              <ReviewChange
                intent={{ name: 'changeAnswer', field: question.name }}
                testId={`change-${question.name}`}
                what={pick(question.label)}
              />
            </div>
          ))}
        </dl>
        <Pager {...pages} />
      </div>
      <ReviewActions
        pages={pages}
        consent={`${consent}${snapshot.line === 'offline' ? t('replyReview.offline') : ''}`}
        unavailable={filing !== 'possible'}
        before={
          filing !== 'possible' && (
            <Caution title={t(`choose.filing.${filing}.title`)}>{t(`choose.filing.${filing}.body`)}</Caution>
          )
        }
        submit={t('replyReview.submit')}
      />
    </div>
  );
};
