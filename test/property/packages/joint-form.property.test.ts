import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answersThatFit, missingFields } from '../../../electron/core/applications/form-answers.ts';
import { orderedGroups } from '../../../electron/core/packages/ordered-groups.ts';
import { fieldsAsked } from '../../../platform/contract/application-form/conditions.ts';
import type { FormField } from '../../../platform/contract/catalogue.ts';
import {
  answersOfPart,
  chosenPackage,
  jointItem,
  partsAsking,
} from '../../../platform/contract/packages/joint-form.ts';
import { judgePackage } from '../../../platform/contract/packages/judge-package.ts';
import { itemOf, shopPackage, yesNoField } from '../../helpers/packages.ts';

const names = ['phone', 'shopName', 'address', 'isLit', 'account'] as const;
const both = (text: string) => ({ 'zh-CN': text, en: text });
const lengths = fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 8 }));

const fieldOf = (name: string): fc.Arbitrary<FormField> =>
  fc.oneof(
    fc.constant<FormField>({ kind: 'yes-no', name, label: both(name) }),
    fc.subarray(['one', 'two', 'three'], { minLength: 2 }).map(
      (codes): FormField => ({
        kind: 'choice',
        name,
        label: both(name),
        options: codes.map((code) => ({ code, label: both(code) })),
      }),
    ),
    fc.tuple(fc.constantFrom('digits' as const, 'text' as const), lengths).map(
      ([kind, [minimumLength, more]]): FormField => ({
        kind,
        name,
        label: both(name),
        minimumLength,
        maximumLength: minimumLength + more,
      }),
    ),
  );

/** Most fields of a name are alike, as in a city; some are not, and break their package. */
const catalogues = fc.tuple(...names.map((name) => fc.tuple(fieldOf(name), fieldOf(name)))).chain((kinds) =>
  fc.array(
    fc.record({
      fields: fc
        .uniqueArray(fc.tuple(fc.nat({ max: names.length - 1 }), fc.integer({ min: 0, max: 20 })), {
          minLength: 1,
          selector: ([name]) => name,
        })
        .map((picked) => picked.flatMap(([name, odd]) => kinds[name]?.[odd === 0 ? 1 : 0] ?? [])),
      /** Fields that are asked only who says yes to the first question. */
      conditional: fc.subarray([...names]),
      need: fc.constantFrom('required', 'chosen'),
      dependsOn: fc.uniqueArray(fc.nat({ max: 5 }), { maxLength: 2 }),
      renamed: fc.boolean(),
    }),
    { minLength: 2, maxLength: 6 },
  ),
);

const answerTo = (field: FormField): string | boolean => {
  switch (field.kind) {
    case 'choice':
      return field.options[0]?.code ?? '';
    case 'yes-no':
      return true;
    case 'digits':
      return '7'.repeat(field.minimumLength);
    case 'text':
      return '店'.repeat(field.minimumLength);
  }
};

describe('any package that passes the schema', () => {
  it('gives each field of each chosen item exactly one answer, which the item takes', () => {
    let passed = 0;
    fc.assert(
      fc.property(catalogues, fc.array(fc.nat({ max: 5 })), fc.boolean(), (drafts, picked, inNeed) => {
        const situation = yesNoField('inNeed');
        const items = drafts.map(({ fields, conditional }, index) =>
          itemOf(`item-${index}`, [
            situation,
            ...fields.map((field) =>
              conditional.some((name) => name === field.name)
                ? { ...field, when: [{ field: situation.name, is: [true] }] }
                : field,
            ),
          ]),
        );
        const judged = judgePackage(
          shopPackage({
            parts: drafts.map(({ need, dependsOn, renamed, fields }, index) => ({
              item: `item-${index}`,
              need,
              dependsOn: dependsOn.filter((other) => other < drafts.length).map((other) => `item-${other}`),
              asks: renamed && fields[0] ? { [fields[0].name]: `own${index}` } : {},
            })),
          }),
          items,
        );
        if (!judged.ok) return;
        const chosen = chosenPackage(
          judged.known,
          picked.map((index) => `item-${index}`),
        );
        if (chosen.parts.length === 0) return;
        passed += 1;
        const joint = jointItem(chosen);
        const questions = joint.form.fields.map(({ name }) => name);
        expect(new Set(questions).size).toBe(questions.length);
        let answers: Readonly<Record<string, string | boolean>> = {};
        for (const field of joint.form.fields) {
          if (!fieldsAsked(joint.form.fields, answers).includes(field)) continue;
          const value = field.kind === 'yes-no' ? inNeed : answerTo(field);
          answers = { ...answers, [field.name]: value };
        }
        expect(missingFields(joint, answers)).toEqual([]);
        for (const part of chosen.parts) {
          const own = answersThatFit(part.item, answersOfPart(part, answers));
          expect(Object.keys(own).toSorted()).toEqual(
            fieldsAsked(part.item.form.fields, own)
              .map(({ name }) => name)
              .toSorted(),
          );
        }
        // No question is asked for nothing.
        for (const question of questions) expect(partsAsking(chosen, question)).not.toEqual([]);
      }),
      { numRuns: 500 },
    );
    expect(passed).toBeGreaterThan(50);
  });

  it('puts what depends on each other into one group, behind its first, and nothing else', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.nat({ max: 7 }), { maxLength: 2 }), { minLength: 1, maxLength: 8 }),
        (edges) => {
          const parts = edges.map((before, index) => ({
            item: itemOf(`item-${index}`, []),
            dependsOn: [...new Set(before.filter((other) => other < index))].map((other) => `item-${other}`),
          }));
          const groups = orderedGroups(parts);
          const linked = new Map(parts.map(({ item }) => [item.code, new Set([item.code])]));
          for (const { item, dependsOn } of parts) {
            for (const code of dependsOn) {
              const joined = new Set([...(linked.get(item.code) ?? []), ...(linked.get(code) ?? [])]);
              for (const one of joined) linked.set(one, joined);
            }
          }
          for (const { item } of parts) {
            const members = parts.filter((other) => linked.get(item.code)?.has(other.item.code));
            expect(groups.get(item.code)).toBe(members[0]?.item.code);
          }
        },
      ),
    );
  });
});
