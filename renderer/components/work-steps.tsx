import { Check, Circle, CircleDot } from 'lucide-react';
import { useSecondsSince } from '../bridge/use-seconds-since.ts';
import { useWords } from '../i18n/locale-context.tsx';
import { Icon } from './icon.tsx';

const icons = { done: Check, current: CircleDot, ahead: Circle } as const;

/** Progress of something that takes a while, in words: what is done, what is going on and for how long, what comes. */
export const WorkSteps = ({
  steps,
  current,
}: {
  readonly steps: readonly { readonly key: string; readonly text: string }[];
  readonly current: string;
}) => {
  const { t } = useWords();
  const seconds = useSecondsSince(current);
  const currentIndex = steps.findIndex(({ key }) => key === current);
  return (
    <ol className="work-steps">
      {steps.map(({ key, text }, index) => {
        const state = index < currentIndex ? 'done' : index === currentIndex ? 'current' : 'ahead';
        return (
          <li key={key} data-state={state} aria-current={state === 'current' ? 'step' : undefined}>
            <Icon of={icons[state]} />
            <span>{text}</span>
            {state === 'current' && (
              <span className="work-elapsed">{t('preparing.elapsed', { seconds })}</span>
            )}
          </li>
        );
      })}
    </ol>
  );
};
