import type { DoctorCode } from '../words/doctor-words.ts';

/** What is looked at, in the order in which it is told. */
export const doctorChecks = [
  'kiosk',
  'settings',
  'data-folder',
  'database',
  'backup',
  'clock',
  'identity',
  'device',
  'platform',
  'queue',
  'memory',
  'restarts',
] as const;
export type DoctorCheck = (typeof doctorChecks)[number];

/** `warning`: the kiosk serves, somebody should look. `bad`: something does not work. */
export type Verdict = 'good' | 'warning' | 'bad';

/** What one check found. */
export interface Finding {
  readonly check: DoctorCheck;
  readonly verdict: Verdict;
  readonly code: DoctorCode;
  /** Figures, names of files and addresses; never data of a resident. */
  readonly detail: string;
}

/** A finding of a check. */
export const finding =
  (check: DoctorCheck) =>
  (verdict: Verdict, code: DoctorCode, detail = ''): Finding => ({ check, verdict, code, detail });
