import type { DeadlineView, ProgressState } from '../../../electron/contract/progress-view.ts';
import { LightBadge } from '../../components/light-badge.tsx';
import { useWords } from '../../i18n/locale-context.tsx';
import { deadlineInWords } from './progress-words.ts';

/** How far an application is, its light, and until when what has to happen. */
export const CourseNow = ({
  state,
  deadline,
}: {
  readonly state: ProgressState;
  readonly deadline: DeadlineView | null;
}) => {
  const words = useWords();
  return (
    <>
      <p className="progress-now">
        <strong data-testid="course-state" data-state={state}>
          {words.t(`course.${state}`)}
        </strong>
        <LightBadge light={deadline?.light ?? null} />
      </p>
      {deadline && <p>{deadlineInWords(deadline, words)}</p>}
    </>
  );
};
