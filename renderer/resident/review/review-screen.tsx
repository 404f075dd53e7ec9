import type { MaterialView } from '../../../electron/contract/material.ts';
import type { QuestionView } from '../../../electron/contract/question.ts';
import { inGroups } from '../../components/in-groups.ts';
import { Pager } from '../../components/pager.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { useFittingPages } from '../../components/use-fitting-pages.ts';
import { useWords, type Words } from '../../i18n/locale-context.tsx';
import { materialState } from '../materials/material-state.ts';
import { sourceInWords, sourceKind } from '../known/source-words.ts';
import { yesNoInWords } from '../question/yes-no-in-words.ts';
import type { ScreenProps } from '../screen-props.ts';
import { ReviewActions } from './review-actions.tsx';
import { ReviewChange } from './review-change.tsx';

/** Answers on one page of the review; all of them are seen before anything is handed in. */
const answersAPage = { normal: 5, elder: 2 } as const;
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

type Review = ScreenProps<'review'>['visit'];
type Provenance = Review['provenance'][string];

/** Of an answer of which nothing else is known. */
export const ownAnswer: Provenance = { source: 'resident', canChange: true };

type Row =
  | { readonly kind: 'answer'; readonly question: QuestionView }
  | { readonly kind: 'material'; readonly material: MaterialView };

const rowsOf = ({ answers, materials }: Review): readonly Row[] => [
  ...answers.map((question): Row => ({ kind: 'answer', question })),
  ...materials.map((material): Row => ({ kind: 'material', material })),
];

/** An answer with where it comes from, and the way to change it where the resident may. */
export const AnswerRow = ({
  question,
  provenance,
}: {
  readonly question: QuestionView;
  readonly provenance: Provenance;
}) => {
  const words = useWords();
  const { pick } = words;
  return (
    <div data-source={sourceKind(provenance.source)}>
      <dt>
        {pick(question.label)}{' '}
        <span className="review-source">{sourceInWords(provenance.source, words)}</span>
      </dt>
      <dd>{answerInWords(question, words)}</dd>
      {provenance.canChange && (
        <ReviewChange
          intent={{ name: 'changeAnswer', field: question.name }}
          testId={`change-${question.name}`}
          what={pick(question.label)}
        />
      )}
    </div>
  );
};

/** A material with how it is handed in, and the way to change that. */
export const MaterialRow = ({ material }: { readonly material: MaterialView }) => {
  const words = useWords();
  const { t, pick } = words;
  const name = pick(material.name);
  return (
    <div>
      <dt>
        {name} <span className="review-source">{t('review.materials')}</span>
      </dt>
      <dd>{material.provided === null ? t('review.notHandedIn') : materialState(material, words)}</dd>
      <ReviewChange
        intent={{ name: 'changeMaterials' }}
        testId={`change-material-${material.code}`}
        what={name}
      />
    </div>
  );
};

/** Everything that was answered and is handed in, to be checked; to whom it goes; and the word that hands it in. */
export const ReviewScreen = ({ visit, snapshot }: ScreenProps<'review'>) => {
  const { t, pick, locale } = useWords();
  const { item, resident, provenance } = visit;
  const rows = rowsOf(visit);
  const { room, shown, ...pages } = useFittingPages(
    rows,
    (snapshot.seated ? answersSeated : answersAPage)[snapshot.elderMode ? 'elder' : 'normal'],
    `${locale} ${snapshot.elderMode}`,
  );
  const department = pick(item.department);
  return (
    <div className="screen review" ref={room}>
      <ScreenHeading title={t('review.title')} lead={[pick(item.officialName)]} />
      <div className="screen-body review-body">
        <dl className="card review-answers">
          <div>
            <dt>{t('consent.applicant')}</dt>
            <dd>
              {resident.maskedName} <span className="masked-number">{resident.maskedIdNumber}</span>
            </dd>
          </div>
          {shown.map((row) =>
            row.kind === 'answer' ? (
              <AnswerRow
                key={row.question.name}
                question={row.question}
                provenance={provenance[row.question.name] ?? ownAnswer}
              />
            ) : (
              <MaterialRow key={row.material.code} material={row.material} />
            ),
          )}
        </dl>
        <Pager {...pages} />
      </div>
      <ReviewActions
        pages={pages}
        consent={`${t('review.consent', { department })}${snapshot.line === 'offline' ? t('review.offline') : ''}`}
        submit={t('review.submit')}
      />
    </div>
  );
};
