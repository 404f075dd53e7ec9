import { describe, expect, it } from 'vitest';
import type { KnownAnswer } from '../../../../platform/contract/known-answers.ts';
import { readCatalogue } from '../../../../platform/contract/read-catalogue.ts';
import { seedCatalogue } from '../../../helpers/hall.ts';
import { linOfCard, subsidyItem } from '../../../helpers/subsidy-item.ts';
import { allowanceItem, createVisitWorld, type VisitWorld } from '../../../helpers/visit.ts';
import { createKnownDouble } from '../../../helpers/visit-known.ts';

const item = seedCatalogue.applications.find(({ code }) => code === 'senior-citizen-card') ?? allowanceItem;
const ofFiling = {
  earlierFiling: 'elderly-allowance',
  itemName: { 'zh-CN': '领高龄津贴', en: 'Old-age allowance' },
  filedOn: '2026-03-02',
} as const;
const ofBooklet = { certificate: 'household-booklet', validFrom: '2015-11-01' } as const;
const phone: KnownAnswer = { field: 'phone', value: '13974280451', source: ofFiling };
const address: KnownAnswer = { field: 'address', value: '潇湘市清溪区柳塘村三组18号', source: ofBooklet };

const choosing = async ({
  of = item,
  online = true,
  person = linOfCard as typeof linOfCard & object,
} = {}) => {
  const known = createKnownDouble();
  const world = createVisitWorld({ ...known.services, canAskKnownAnswers: () => online });
  world.around.applications = [of];
  await world.walkTo('identify');
  world.card()?.reading();
  world.card()?.read({});
  await world.settleIdentify({ ok: true, person, photo: null });
  world.act({ name: 'chooseItem', itemCode: of.code });
  return { world, known };
};

const screenOf = (world: VisitWorld) => world.view().visit;

const told = async (answers: readonly KnownAnswer[], of = item) => {
  const { world, known } = await choosing({ of });
  world.act({ name: 'consent' });
  await known.settle({ outcome: 'told', told: [{ item: of.code, answers }] });
  return world;
};

/** Answers what is asked until the field stands on the screen. */
const walkToField = (world: VisitWorld, field: string): void => {
  for (let touches = 0; touches < 20; touches += 1) {
    const visit = screenOf(world);
    if (visit.screen !== 'question' || visit.question.name === field) return;
    const { question } = visit;
    const value =
      question.kind === 'choice'
        ? (question.options[0]?.code ?? '')
        : question.kind === 'yes-no'
          ? true
          : question.kind === 'digits'
            ? '123456789012'
            : '长沙市天心区一号';
    world.act({ name: 'answer', field: question.name, value });
  }
};

describe('what is known for a form', () => {
  it('is asked once, after consent, and the consent names questions and places', async () => {
    const { world, known } = await choosing({ of: subsidyItem });
    expect(screenOf(world)).toMatchObject({
      screen: 'knownConsent',
      certificates: ['household-booklet'],
      earlierFilings: true,
      asking: false,
      questions: [{ 'zh-CN': '现在住在哪里' }, { 'zh-CN': '收款的卡号' }, { 'zh-CN': '联系电话' }],
    });
    expect(known.asked).toEqual([]);
    world.act({ name: 'consent' });
    expect(screenOf(world)).toMatchObject({ screen: 'knownConsent', asking: true });
    expect(known.asked).toMatchObject([
      { forms: [{ item: subsidyItem.code, formVersion: subsidyItem.form.version }] },
    ]);
    await known.settle({ outcome: 'told', told: [] });
    expect(screenOf(world)).toMatchObject({ screen: 'question', number: 1 });
  });

  it('is shown masked with its source, and carries it to the review where it is kept', async () => {
    const world = await told([phone]);
    walkToField(world, 'phone');
    expect(screenOf(world)).toMatchObject({
      prefilled: {
        masked: '139******51',
        source: { earlierFiling: ofFiling.itemName, filedOn: '2026-03-02' },
      },
      notLookedUp: false,
    });
    expect(JSON.stringify(world.view())).not.toContain(phone.value);
    world.act({ name: 'usePrefilled', field: 'phone' });
    expect(screenOf(world)).toMatchObject({
      screen: 'review',
      provenance: {
        phone: { source: { earlierFiling: ofFiling.itemName, filedOn: '2026-03-02' }, canChange: true },
      },
    });
  });

  it('goes into the application with its source; what was changed is the resident’s own', async () => {
    for (const [value, source] of [
      [phone.value, { earlierFiling: 'elderly-allowance', filedOn: '2026-03-02' }],
      ['13911112222', 'resident'],
    ] as const) {
      const world = await told([phone]);
      walkToField(world, 'phone');
      world.act({ name: 'showPrefilled' });
      expect(screenOf(world)).toMatchObject({ prefilled: null, question: { answer: phone.value } });
      world.act({ name: 'answer', field: 'phone', value });
      world.act({ name: 'submit' });
      expect(world.filed.at(-1)).toMatchObject({ answers: { phone: value }, sources: { phone: source } });
    }
  });

  it('comes from the first source of the field that says something fitting, the card at last', async () => {
    const seen = async (answers: readonly KnownAnswer[]) => {
      const world = await told(answers, subsidyItem);
      walkToField(world, 'address');
      const visit = screenOf(world);
      return visit.screen === 'question' ? visit.prefilled?.source : null;
    };
    expect(await seen([address])).toEqual(ofBooklet);
    expect(await seen([])).toBe('id-card');
    // What the field does not take, and what stands for a field that names no such source, is left aside.
    expect(await seen([{ ...address, value: '短' }])).toBe('id-card');
    expect(await seen([{ ...address, source: { ...ofBooklet, certificate: 'diploma' } }])).toBe('id-card');
  });

  it.each([
    ['the same as the card', linOfCard.idNumber],
    ['something else than the card', '430199195803120036'],
  ])('stands before what the card would settle, where a certificate says %s', async (_what, value) => {
    const insurance =
      seedCatalogue.applications.find(({ code }) => code === 'resident-medical-insurance') ?? item;
    const field = 'socialSecurityNumber';
    const source = { certificate: 'social-security-card', validFrom: '2017-11-01' } as const;
    const world = await told([{ field, value, source }], insurance);
    walkToField(world, field);
    expect(screenOf(world)).toMatchObject({ screen: 'question', prefilled: { source } });
    expect(JSON.stringify(world.view())).not.toContain(value);
  });

  it('is not looked for where the resident would rather fill in, and nobody asks again', async () => {
    const { world, known } = await choosing();
    world.act({ name: 'fillInMyself' });
    expect(screenOf(world)).toMatchObject({ screen: 'question' });
    expect(known.asked).toEqual([]);
    walkToField(world, 'phone');
    expect(screenOf(world)).toMatchObject({ prefilled: null, notLookedUp: false });
  });

  it('is said not to be looked up without a line, at the questions that it is about', async () => {
    const { world, known } = await choosing({ online: false });
    expect(screenOf(world)).toMatchObject({ screen: 'question', notLookedUp: false });
    walkToField(world, 'phone');
    expect(screenOf(world)).toMatchObject({ prefilled: null, notLookedUp: true });
    expect(known.asked).toEqual([]);
  });

  it('keeps nobody from applying where the platform does not say', async () => {
    for (const end of ['not-told', 'never'] as const) {
      const { world, known } = await choosing();
      world.act({ name: 'consent' });
      if (end === 'not-told') await known.settle({ outcome: 'not-told' });
      else await world.clock.advance(61_000);
      expect(screenOf(world).screen).toBe('question');
      walkToField(world, 'phone');
      expect(screenOf(world)).toMatchObject({ prefilled: null, notLookedUp: true });
    }
  });

  it('ends with a problem where it cannot be written down', async () => {
    const { world, known } = await choosing();
    world.act({ name: 'consent' });
    await known.settle({ outcome: 'failed', problem: 'could-not-record', staffCode: 'disk-full' });
    expect(screenOf(world)).toMatchObject({ screen: 'problem', problem: 'could-not-record' });
  });

  it('is not asked for an item without such fields', async () => {
    const { world, known } = await choosing({ of: allowanceItem });
    expect(screenOf(world).screen).toBe('question');
    expect(known.asked).toEqual([]);
  });

  it('is asked again for another form, and gone with the visit', async () => {
    const world = await told([phone]);
    world.act({ name: 'home' });
    world.act({ name: 'chooseItem', itemCode: item.code });
    expect(screenOf(world).screen).toBe('knownConsent');
    world.act({ name: 'endVisit' });
    expect(JSON.stringify(world.view())).not.toContain(phone.value);
  });
});

describe('the sources of a field', () => {
  const withFrom = (from: unknown) => ({
    ...seedCatalogue,
    applications: seedCatalogue.applications.map((one) =>
      one.code === item.code
        ? {
            ...one,
            form: {
              ...one.form,
              fields: one.form.fields.map((field) => (field.name === 'phone' ? { ...field, from } : field)),
            },
          }
        : one,
    ),
  });

  it.each([
    ['of a certificate that there is not', [{ certificate: 'membership', fact: 'number' }]],
    ['of no meaning', [{ earlierFiling: 'shoe-size' }]],
    ['named twice', [{ earlierFiling: 'telephone' }, { earlierFiling: 'telephone' }]],
    ['that digits never come from', ['card.address']],
    ['in an empty list', []],
  ])('leave out that item alone, reported: %s', (_what, from) => {
    const { catalogue, leftOut } = readCatalogue(withFrom(from));
    expect(leftOut).toMatchObject([{ item: item.code, detail: expect.stringContaining('from') }]);
    expect(catalogue.applications).toHaveLength(seedCatalogue.applications.length - 1);
  });
});
