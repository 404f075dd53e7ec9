import type { Finding } from '../../contract/diagnostics/finding.ts';
import type { SetupResult } from '../../contract/setup/setup-words.ts';
import type { SetupState } from './setup-state.ts';

/** What the wizard knows beside what it keeps. */
export interface SetupMoment {
  readonly state: SetupState;
  readonly working: boolean;
  readonly result: { readonly code: SetupResult; readonly detail: string } | null;
  readonly findings: readonly Finding[];
  readonly codeTyped: boolean;
  /** The one-time code was shown in this sitting: enrolled with it, or typed once more. */
  readonly authorised: boolean;
  readonly kioskId: string | null;
  /** Everything is written that the kiosk needs to start. */
  readonly settingsWritten: boolean;
  readonly members: number;
  readonly firstMember: string | null;
}
