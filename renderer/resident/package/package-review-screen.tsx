import type { ItemFace } from '../../../electron/contract/items.ts';
import type { MaterialView } from '../../../electron/contract/material.ts';
import type { QuestionView } from '../../../electron/contract/question.ts';
import { Pager } from '../../components/pager.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { usePages } from '../../components/use-pages.ts';
import { listOf } from '../../i18n/list-of.ts';
import { useWords } from '../../i18n/locale-context.tsx';
import { ReviewActions } from '../review/review-actions.tsx';
import { AnswerRow, MaterialRow, ownAnswer } from '../review/review-screen.tsx';
import type { ScreenProps } from '../screen-props.ts';

/** Room on one page, in rows of an answer; all of them are seen before anything is handed in. */
const rowsAPage = { normal: 6, elder: 3 } as const;
const rowsSeated = { normal: 3, elder: 1 } as const;
/** The head of a group takes so much of a row. */
const headRows = 0.75;

type Group = ScreenProps<'packageReview'>['visit']['groups'][number];

type Row =
  | { readonly kind: 'answer'; readonly question: QuestionView }
  | { readonly kind: 'material'; readonly material: MaterialView }
  /** An item that asks nothing of its own takes a row to say so. */
  | { readonly kind: 'nothing' };
const nothing: Row = { kind: 'nothing' };

/** The groups on pages of `room`; a group that goes on has its head on the next page, too. */
const pagesOf = (groups: readonly Group[], room: number): readonly (readonly Group[])[] => {
  const pages: Group[][] = [];
  let left = 0;
  for (const { items, answers, materials } of groups) {
    const rows: readonly Row[] = [
      ...answers.map((question): Row => ({ kind: 'answer', question })),
      ...materials.map((material): Row => ({ kind: 'material', material })),
    ];
    let current: { answers: QuestionView[]; materials: MaterialView[] } | null = null;
    for (const row of rows.length === 0 ? [nothing] : rows) {
      if (left < (current === null ? 1 + headRows : 1)) {
        pages.push([]);
        left = room;
        current = null;
      }
      if (current === null) {
        current = { answers: [], materials: [] };
        pages.at(-1)?.push({ items, ...current });
        left -= headRows;
      }
      if (row.kind === 'answer') current.answers.push(row.question);
      if (row.kind === 'material') current.materials.push(row.material);
      left -= 1;
    }
  }
  return pages;
};

const GroupHead = ({ items }: { readonly items: readonly ItemFace[] }) => {
  const { t, pick } = useWords();
  const [first, ...others] = items;
  if (first === undefined) return null;
  return (
    <div className="review-group">
      <h2>{others.length > 0 ? t('packageReview.shared') : pick(first.officialName)}</h2>
      <p>{others.length > 0 ? t('packageReview.sharedBy') : pick(first.department)}</p>
    </div>
  );
};

/** Everything that was answered, by the items that it goes to; and the one word that hands all of them in. */
export const PackageReviewScreen = ({ visit, snapshot }: ScreenProps<'packageReview'>) => {
  const { t, pick, locale } = useWords();
  const { resident, groups } = visit;
  const room = (snapshot.seated ? rowsSeated : rowsAPage)[snapshot.elderMode ? 'elder' : 'normal'];
  const {
    shown: [shown = []],
    ...pages
  } = usePages(pagesOf(groups, room), 1);
  const items = new Map(groups.flatMap((group) => group.items.map((item) => [item.code, item] as const)));
  const departments = new Set([...items.values()].map(({ department }) => pick(department)));
  return (
    <div className="screen review package-review">
      <ScreenHeading
        title={t('packageReview.title')}
        lead={[`${pick(visit.package.officialName)} · ${resident.maskedName} ${resident.maskedIdNumber}`]}
      />
      <div className="screen-body review-body">
        <div className="card review-sections">
          {shown.map(({ items: goesTo, answers, materials }) => (
            <section key={goesTo.map(({ code }) => code).join(' ')}>
              <GroupHead items={goesTo} />
              {answers.length === 0 && materials.length === 0 ? (
                <p>{t('packageReview.nothing')}</p>
              ) : (
                <dl className="review-answers">
                  {answers.map((question) => (
                    <AnswerRow
                      key={question.name}
                      question={question}
                      provenance={visit.provenance[question.name] ?? ownAnswer}
                    />
                  ))}
                  {materials.map((material) => (
                    <MaterialRow key={material.code} material={material} />
                  ))}
                </dl>
              )}
            </section>
          ))}
        </div>
        <Pager {...pages} />
      </div>
      <ReviewActions
        pages={pages}
        consent={`${t('packageReview.consent', {
          departments: listOf([...departments], locale),
          count: items.size,
        })}${snapshot.line === 'offline' ? t('review.offline') : ''}`}
        submit={t('packageReview.submit', { count: items.size })}
      />
    </div>
  );
};
