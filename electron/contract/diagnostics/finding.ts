import { z } from 'zod';
import { diagnosticChecks, verdicts } from './diagnostic-checks.ts';
import { type FindingCode, findingWords } from './finding-words.ts';

const codes = Object.keys(findingWords) as [FindingCode, ...FindingCode[]];

/** What one check found. */
export const findingSchema = z.strictObject({
  check: z.enum(diagnosticChecks),
  verdict: z.enum(verdicts),
  code: z.enum(codes),
  /** Figures, names of files and addresses; never data of a resident. */
  detail: z.string(),
});
export type Finding = Readonly<z.infer<typeof findingSchema>>;
