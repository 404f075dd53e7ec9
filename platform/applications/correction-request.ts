import type { ApplicationItem, FormField } from '../contract/catalogue.ts';
import type { CorrectionRequest } from '../contract/progress.ts';
import type { StepRow } from './course-rows.ts';

/** Asked where a department names no field, or none that the form still has. */
export const inOwnWords: FormField = {
  kind: 'text',
  name: 'reply',
  label: { 'zh-CN': '您的答复', en: 'Your answer' },
  minimumLength: 1,
  maximumLength: 100,
};

/** What the applicant is asked for now; null where nothing is. `item` as the catalogue has it, if it does. */
export const correctionRequestOf = (
  steps: readonly StepRow[],
  item: ApplicationItem | undefined,
  isAnswered: boolean,
): CorrectionRequest | null => {
  const last = steps.at(-1);
  if (last?.step !== 'corrections-asked') {
    return null;
  }
  const { reason = '', fields = [] } = last.detail ?? {};
  const known = item?.form.fields.filter(({ name }) => fields.includes(name)) ?? [];
  return { position: last.position, reason, fields: known.length === 0 ? [inOwnWords] : known, isAnswered };
};
