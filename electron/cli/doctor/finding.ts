import type { DoctorCheck, Verdict } from './doctor-checks.ts';
import type { DoctorCode } from '../words/doctor-words.ts';

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
