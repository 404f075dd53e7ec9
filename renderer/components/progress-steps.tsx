import { Check } from 'lucide-react';
import { useWords } from '../i18n/locale-context.tsx';
import { Icon } from './icon.tsx';

/** What a visit is about; `open` before anything was chosen. */
export type Business = 'open' | 'certificate' | 'application';

const steps = {
  open: ['identify', 'choose', 'check', 'done'],
  certificate: ['identify', 'choose', 'check', 'print'],
  application: ['identify', 'choose', 'fillIn', 'handIn'],
} as const satisfies Readonly<Record<Business, readonly string[]>>;

/** Number of a step of the visit, from one. */
export type StepNumber = 1 | 2 | 3 | 4;

/** Where one is in the visit. */
export const ProgressSteps = ({
  current,
  business,
}: {
  readonly current: StepNumber;
  readonly business: Business;
}) => {
  const { t } = useWords();
  return (
    <nav aria-label={t('steps.label', { step: current, steps: steps[business].length })}>
      <ol className="progress-steps">
        {steps[business].map((step, index) => {
          const number = index + 1;
          const state = number < current ? 'done' : number === current ? 'current' : 'ahead';
          return (
            <li key={step} data-state={state} aria-current={state === 'current' ? 'step' : undefined}>
              <span className="progress-dot">{state === 'done' ? <Icon of={Check} small /> : number}</span>
              <span>{t(`steps.${step}`)}</span>
            </li>
          );
        })}
      </ol>
    </nav>
  );
};
