import { submissionBatchReplySchema } from '../../../platform/contract/submissions.ts';
import { answer, at, textOf } from './altered-answers.ts';
import type { Breach } from './breach.ts';
import type { Misconduct } from './broken-platform.ts';
import { receivesInsteadOf } from './submission-misconducts.ts';

/** Knows reports as data alone. */
const knowsNoPaper: Misconduct = at('POST', /^\/v1\/submissions$/, (given, request) => {
  if (!textOf(request).includes('"readiness-report-pdf"')) {
    return given;
  }
  const { results } = submissionBatchReplySchema.parse(JSON.parse(textOf(given)));
  return answer(200, {
    results: results.map(({ key }) => ({
      key,
      outcome: 'refused',
      reason: 'malformed-message',
      refusedAt: Date.now(),
    })),
  });
});

export const kioskDocumentBreaches: readonly Breach[] = [
  {
    what: 'takes no report on paper',
    misconduct: knowsNoPaper,
    found: ['A log and a readiness report, as data and on paper, are received once their chunks are there'],
  },
  {
    what: 'takes reports on paper of any length',
    misconduct: receivesInsteadOf('malformed-message'),
    found: ['A readiness report on paper that says it is larger than it may be is refused'],
  },
];
