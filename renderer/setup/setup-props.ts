import type { SetupBody, SetupView } from '../../electron/contract/setup/setup-view.ts';
import type { SetupStep } from '../../electron/contract/setup/setup-words.ts';

/** What a step of the wizard is drawn from. */
export interface SetupStepProps<Step extends SetupStep> {
  readonly body: Extract<SetupBody, { step: Step }>;
  readonly setup: SetupView;
}
