import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { visitViewSchema, type VisitView } from '../../../electron/contract/visit-view.ts';
import { applicationFindings } from '../../../platform/contract/application-form/application-findings.ts';
import { type ApplicationItem, applicationItemSchema } from '../../../platform/contract/catalogue.ts';
import type { KnownAnswer } from '../../../platform/contract/known-answers.ts';
import { jpegPage, linOfCard } from '../../helpers/subsidy-item.ts';
import { allowanceItem, createVisitWorld, type VisitWorld } from '../../helpers/visit.ts';

const label = { 'zh-CN': '问', en: 'Ask' };

/** A condition: one that fits the fields before, or now and then (`wild`) one that names any field, or none there is. */
const anyCondition = fc.option(
  fc.record({ field: fc.nat(7), yes: fc.boolean(), wild: fc.nat(9).map((number) => number === 0) }),
  { freq: 1 },
);

/** A field of any kind. */
const anyField = fc.record({
  kind: fc.constantFrom('choice', 'yes-no', 'digits', 'text', 'prefilled'),
  from: fc.subarray(
    [
      { earlierFiling: 'telephone' },
      { certificate: 'household-booklet', fact: 'address' },
      'card.name',
      'card.idNumber',
      'card.birthDate',
      'card.address',
    ] as const,
    { minLength: 1, maxLength: 4 },
  ),
  on: anyCondition,
});

type AnyField = typeof anyField extends fc.Arbitrary<infer Field> ? Field : never;

const whenOf = (
  { on }: Pick<AnyField, 'on'>,
  earlier: readonly AnyField[],
): { readonly when?: readonly unknown[] } => {
  if (on === null) return {};
  if (on.wild) return { when: [{ field: `f${on.field}`, is: [on.yes] }] };
  const deciding = earlier.flatMap(({ kind }, index) =>
    kind === 'choice' || kind === 'yes-no' ? [{ kind, name: `f${index}` }] : [],
  );
  const one = deciding[on.field % Math.max(1, deciding.length)];
  if (!one) return {};
  return { when: [{ field: one.name, is: [one.kind === 'yes-no' ? on.yes : on.yes ? 'one' : 'two'] }] };
};

const fieldOf = (field: AnyField, index: number, fields: readonly AnyField[]): unknown => {
  const shared = { name: `f${index}`, label, ...whenOf(field, fields.slice(0, index)) };
  switch (field.kind) {
    case 'choice':
      return { ...shared, kind: 'choice', options: ['one', 'two'].map((code) => ({ code, label })) };
    case 'yes-no':
      return { ...shared, kind: 'yes-no' };
    case 'digits': {
      const from = field.from.filter((source) => typeof source !== 'string');
      const sources = from.length === 0 ? {} : { from };
      return { ...shared, kind: 'digits', minimumLength: 1, maximumLength: 12, ...sources };
    }
    case 'text':
      return { ...shared, kind: 'text', minimumLength: 1, maximumLength: 30 };
    default:
      return { ...shared, kind: 'text', minimumLength: 1, maximumLength: 30, from: field.from };
  }
};

const anyMaterial = fc.record({
  required: fc.boolean(),
  ways: fc.subarray(
    [{ way: 'certificate', kind: 'id-card' }, { way: 'capture' }, { way: 'later', workingDays: 5 }],
    { minLength: 1 },
  ),
  on: anyCondition,
});

/** Forms as they are delivered, whole or broken. */
const anyItem = fc
  .record({
    fields: fc.array(anyField, { minLength: 1, maxLength: 7 }),
    materials: fc.array(anyMaterial, { maxLength: 3 }),
  })
  .map(({ fields, materials }) => ({
    ...allowanceItem,
    form: { version: 1, fields: fields.map(fieldOf) },
    materials: materials.map(({ required, ways, ...rest }, index) => ({
      code: `m${index}x`,
      name: label,
      required,
      ways,
      ...whenOf(rest, fields),
    })),
  }));

/** What the platform tells: values that fields take, and any other text, for fields that there are or not. */
const anyKnown: fc.Arbitrary<readonly KnownAnswer[]> = fc.array(
  fc.record({
    field: fc.nat(7).map((number) => `f${number}`),
    value: fc.oneof(
      fc.constantFrom('13974280451', '柳塘村三组18号'),
      fc.string({ unit: 'binary', minLength: 1 }),
    ),
    source: fc.constantFrom({ certificate: 'household-booklet', validFrom: '2015-11-01' } as const, {
      earlierFiling: 'elderly-allowance',
      itemName: null,
      filedOn: '2026-03-02',
    }),
  }),
  { maxLength: 8 },
);

const begin = async (item: ApplicationItem, answers: readonly KnownAnswer[]): Promise<VisitWorld> => {
  const world = createVisitWorld({
    canAskKnownAnswers: () => true,
    askKnownAnswers: async () => ({ outcome: 'told', told: [{ item: item.code, answers }] }),
  });
  world.around.applications = [item];
  await world.walkTo('identify');
  world.card()?.reading();
  world.card()?.read({});
  await world.settleIdentify({ ok: true, person: linOfCard, photo: null });
  world.act({ name: 'chooseItem', itemCode: item.code });
  world.act({ name: 'consent' });
  await new Promise((resolve) => setImmediate(resolve));
  return world;
};

/** One touch at this screen, as `pick` has it; sometimes a step back, or another answer from the review. */
const touch = (world: VisitWorld, visit: VisitView, pick: number, mayWander: boolean): void => {
  if (mayWander && pick % 5 === 0) {
    world.act({ name: 'back' });
    return;
  }
  switch (visit.screen) {
    case 'question': {
      const { question } = visit;
      if (visit.prefilled !== null && pick % 2 === 0) {
        world.act({ name: 'usePrefilled', field: question.name });
        return;
      }
      const value = {
        choice: pick % 3 === 0 ? 'one' : 'two',
        'yes-no': pick % 2 === 0,
        digits: String(pick),
        text: `路 ${pick} 号`,
      }[question.kind];
      expect(world.act({ name: 'answer', field: question.name, value })).toEqual({ accepted: true });
      return;
    }
    case 'materials': {
      const open = visit.materials.find(({ required, provided }) => required && provided === null);
      if (open) world.act({ name: 'openMaterial', material: open.code });
      else expect(world.act({ name: 'materialsDone' })).toEqual({ accepted: true });
      return;
    }
    case 'material':
      world.act({ name: 'provideMaterial', way: visit.ways[pick % visit.ways.length]?.way ?? 'later' });
      return;
    case 'capture':
      if (visit.step === 'taken') world.act({ name: 'usePage' });
      else world.session.captureReport({ type: 'captureTaken', look: visit.look, jpeg: jpegPage() });
      return;
    case 'promise':
      world.act({ name: 'agreePromise' });
      return;
    case 'review': {
      const changeable = Object.entries(visit.provenance).find(([, { canChange }]) => canChange);
      if (mayWander && changeable) world.act({ name: 'changeAnswer', field: changeable[0] });
      return;
    }
    case 'knownConsent':
      // Who has turned back once fills in without.
      world.act({ name: 'fillInMyself' });
      return;
    case 'choose':
      world.act({ name: 'chooseItem', itemCode: allowanceItem.code });
  }
};

describe('any form that fits the contract', () => {
  it('can be walked to its review whatever is answered, and what is filed fits it', async () => {
    let walked = 0;
    await fc.assert(
      fc.asyncProperty(
        anyItem,
        fc.array(fc.nat(1_000), { maxLength: 15 }),
        fc.nat(1_000),
        anyKnown,
        async (candidate, wandering, last, known) => {
          const parsed = applicationItemSchema.safeParse(candidate);
          if (!parsed.success) return;
          walked += 1;
          const world = await begin(parsed.data, known);
          const visitNow = (): VisitView => {
            const { visit } = world.view();
            expect(visitViewSchema.parse(visit)).toEqual(visit);
            return visit;
          };
          for (const pick of wandering) touch(world, visitNow(), pick, true);
          // From here on nobody turns back: so many touches are enough for the longest form.
          for (let step = 0; step < 60 && visitNow().screen !== 'review'; step += 1) {
            touch(world, visitNow(), last + step, false);
          }
          expect(visitNow().screen).toBe('review');
          world.act({ name: 'submit' });
          const draft = world.filed.at(-1);
          expect(draft && applicationFindings(parsed.data, draft)).toEqual([]);
        },
      ),
      { numRuns: 20 },
    );
    expect(walked).toBeGreaterThan(3);
  });
});
