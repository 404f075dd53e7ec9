import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  numberFacts,
  type PolicyCondition,
  policyConditionSchema,
  type PolicyFacts,
  textFacts,
  yesNoFacts,
} from '../../../platform/contract/policies.ts';
import { evaluateCondition } from '../../../platform/policies/evaluate-condition.ts';

const words = fc.record({ 'zh-CN': fc.string({ minLength: 1 }), en: fc.string({ minLength: 1 }) });
const bound = fc.integer({ min: 0, max: 2_000 });
const text = fc.string({ minLength: 1, maxLength: 60 });

const plain = fc.oneof(
  fc
    .record({
      fact: fc.constantFrom(...numberFacts),
      atLeast: fc.option(bound, { nil: undefined }),
      atMost: fc.option(bound, { nil: undefined }),
      words,
    })
    .filter(({ atLeast, atMost }) => atLeast !== undefined || atMost !== undefined),
  fc.record({ fact: fc.constantFrom(...yesNoFacts), is: fc.boolean(), words }),
  fc.record({
    fact: fc.constantFrom(...textFacts),
    isOneOf: fc.array(text, { minLength: 1, maxLength: 20 }),
    words,
  }),
);
const groupOf = (part: fc.Arbitrary<unknown>) => {
  const parts = fc.array(part, { minLength: 1, maxLength: 12 });
  return fc.oneof(fc.record({ all: parts }), fc.record({ any: parts }));
};
const shallow = fc.oneof(plain, groupOf(plain));
/** Anything that fits the schema. */
const condition: fc.Arbitrary<PolicyCondition> = fc
  .oneof(shallow, groupOf(shallow))
  .map((made) => policyConditionSchema.parse(made));

const facts: fc.Arbitrary<PolicyFacts> = fc.record(
  {
    ...Object.fromEntries(numberFacts.map((fact) => [fact, fc.integer({ min: -5, max: 3_000 })])),
    ...Object.fromEntries(yesNoFacts.map((fact) => [fact, fc.boolean()])),
    ...Object.fromEntries(textFacts.map((fact) => [fact, text])),
  },
  { requiredKeys: [] },
);

const wordsIn = (made: PolicyCondition): readonly unknown[] =>
  'all' in made ? made.all.flatMap(wordsIn) : 'any' in made ? made.any.flatMap(wordsIn) : [made.words];

describe('a condition of a policy', () => {
  test('that fits the schema is always decided, whatever is known, and its reasons are its own words', () => {
    fc.assert(
      fc.property(condition, facts, (made, known) => {
        const { verdict, reasons } = evaluateCondition(made, known);
        expect(['met', 'not-met', 'unknown']).toContain(verdict);
        expect(reasons.length > 0).toBe(verdict === 'met');
        for (const reason of reasons) expect(wordsIn(made)).toContain(reason);
      }),
    );
  });

  test('is never decided by what is not known', () => {
    fc.assert(
      fc.property(condition, (made) => {
        expect(evaluateCondition(made, {}).verdict).toBe('unknown');
      }),
    );
  });

  test('that is decided stays so when more becomes known', () => {
    fc.assert(
      fc.property(condition, facts, facts, (made, known, more) => {
        const { verdict } = evaluateCondition(made, known);
        fc.pre(verdict !== 'unknown');
        expect(evaluateCondition(made, { ...more, ...known }).verdict).toBe(verdict);
      }),
    );
  });

  test('that breaks the schema is refused: nothing said, a fact that nobody knows, groups three deep', () => {
    const said = { 'zh-CN': '一', en: 'one' };
    const leaf = { fact: 'age', atLeast: 1, words: said };
    for (const broken of [
      { fact: 'age', words: said },
      { fact: 'income', atLeast: 1, words: said },
      { all: [] },
      { all: [{ any: [{ all: [leaf] }] }] },
      { any: [leaf], all: [leaf] },
    ]) {
      expect(policyConditionSchema.safeParse(broken).success).toBe(false);
    }
    expect(policyConditionSchema.safeParse({ all: [{ any: [leaf] }, leaf] }).success).toBe(true);
  });
});
