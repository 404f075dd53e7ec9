import { CircleCheck, CircleDot, Clock } from 'lucide-react';
import { useNow } from '../../bridge/use-now.ts';
import { Icon } from '../../components/icon.tsx';
import { timeInWords } from '../../components/time-words.ts';
import { useWords } from '../../i18n/locale-context.tsx';

export interface StepTaken {
  readonly words: string;
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
}

/** The newest steps of an application with their times, oldest first. */
export const CourseSteps = ({
  steps,
  waiting,
  upright,
}: {
  readonly steps: readonly StepTaken[];
  /** What it still waits for before its next step, in words; null: the last step is where it stands. */
  readonly waiting: string | null;
  /** How many of them a screen that stands upright has room for; absent: all. */
  readonly upright?: number;
}) => {
  const { t, locale } = useWords();
  const now = useNow();
  return (
    <ol className="card course-steps" aria-label={t('progressDetail.steps')} data-upright={upright}>
      {steps.map((step, index) => {
        const isLast = index === steps.length - 1 && waiting === null;
        return (
          <li key={`${step.at}-${step.words}`} data-current={isLast}>
            <Icon of={isLast ? CircleDot : CircleCheck} small />
            <span>{step.words}</span>
            <time dateTime={new Date(step.at).toISOString()}>{timeInWords(step.at, now, locale)}</time>
          </li>
        );
      })}
      {waiting !== null && (
        <li data-current="true">
          <Icon of={Clock} small />
          <span>{waiting}</span>
        </li>
      )}
    </ol>
  );
};
