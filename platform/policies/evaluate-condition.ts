import type { LocalizedText } from '../contract/catalogue.ts';
import type { PlainCondition, PolicyCondition, PolicyFacts } from '../contract/policies.ts';

/** Whether a condition holds; `unknown` where a fact that it turns on is not known. */
export interface ConditionResult {
  readonly verdict: 'met' | 'not-met' | 'unknown';
  /** What of it holds, in words. */
  readonly reasons: readonly LocalizedText[];
}

const isWithin = (
  value: number,
  { atLeast, atMost }: { atLeast?: number | undefined; atMost?: number | undefined },
) => value >= (atLeast ?? Number.NEGATIVE_INFINITY) && value <= (atMost ?? Number.POSITIVE_INFINITY);

const holds = (condition: PlainCondition, facts: PolicyFacts): boolean | undefined => {
  if ('is' in condition) {
    const value = facts[condition.fact];
    return value === undefined ? undefined : value === condition.is;
  }
  if ('isOneOf' in condition) {
    const value = facts[condition.fact];
    return value === undefined ? undefined : condition.isOneOf.includes(value);
  }
  const value = facts[condition.fact];
  return value === undefined ? undefined : isWithin(value, condition);
};

const unknown: ConditionResult = { verdict: 'unknown', reasons: [] };
const notMet: ConditionResult = { verdict: 'not-met', reasons: [] };

/**
 * Holds a condition against what is known: three-valued, as Kleene has it, so that what is not known never decides in
 * anybody's favour, nor against where something else decides. Takes every condition that fits the contract.
 */
export const evaluateCondition = (condition: PolicyCondition, facts: PolicyFacts): ConditionResult => {
  if ('all' in condition) {
    const results = condition.all.map((part) => evaluateCondition(part, facts));
    if (results.some(({ verdict }) => verdict === 'not-met')) return notMet;
    if (results.some(({ verdict }) => verdict === 'unknown')) return unknown;
    return { verdict: 'met', reasons: results.flatMap(({ reasons }) => reasons) };
  }
  if ('any' in condition) {
    const results = condition.any.map((part) => evaluateCondition(part, facts));
    const met = results.filter(({ verdict }) => verdict === 'met');
    if (met.length > 0) return { verdict: 'met', reasons: met.flatMap(({ reasons }) => reasons) };
    return results.some(({ verdict }) => verdict === 'unknown') ? unknown : notMet;
  }
  const result = holds(condition, facts);
  if (result === undefined) return unknown;
  return result ? { verdict: 'met', reasons: [condition.words] } : notMet;
};
