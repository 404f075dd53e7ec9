import type { CheckResult } from './check.ts';

const marks: Readonly<Record<CheckResult['outcome'], string>> = {
  kept: 'kept  ',
  broken: 'BROKEN',
  'not-looked-at': '-     ',
};

const count = (results: readonly CheckResult[], outcome: CheckResult['outcome']): number =>
  results.filter((result) => result.outcome === outcome).length;

/** `incomplete`: nothing was broken, but not every clause was looked at. */
export type Verdict = 'kept' | 'broken' | 'incomplete';

export const verdictOf = (results: readonly CheckResult[]): Verdict => {
  if (count(results, 'broken') > 0) {
    return 'broken';
  }
  return count(results, 'not-looked-at') > 0 ? 'incomplete' : 'kept';
};

/** A line a check, a line more for what was found, the sum, and the verdict. */
export const table = (results: readonly CheckResult[]): string => {
  const lines = results.flatMap((result) => [
    `${marks[result.outcome]}  ${result.name}  [${result.clause}]`,
    ...(result.outcome === 'kept' ? [] : [`        ${result.finding}`]),
  ]);
  const sum = [
    `${count(results, 'kept')} kept`,
    `${count(results, 'broken')} broken`,
    `${count(results, 'not-looked-at')} not looked at`,
  ];
  return `${[...lines, '', `${verdictOf(results)}: ${sum.join(', ')}`].join('\n')}\n`;
};
