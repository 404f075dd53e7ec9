import type { DiagnosticCheck, Verdict } from '../../../contract/diagnostics/diagnostic-checks.ts';
import type { Finding } from '../../../contract/diagnostics/finding.ts';
import type { FindingCode } from '../../../contract/diagnostics/finding-words.ts';

/** A finding of a check. */
export const finding =
  (check: DiagnosticCheck) =>
  (verdict: Verdict, code: FindingCode, detail = ''): Finding => ({ check, verdict, code, detail });
