import { describe, expect, it } from 'vitest';
import type { Receipt } from '../../../../electron/core/session/filing-types.ts';
import { goodbyeMilliseconds } from '../../../../electron/core/session/visit-setup.ts';
import { packageShelf } from '../../../../electron/core/packages/package-shelf.ts';
import { visitViewSchema } from '../../../../electron/contract/visit-view.ts';
import type { KnownPackage } from '../../../../platform/contract/packages/joint-form.ts';
import { judgePackage } from '../../../../platform/contract/packages/judge-package.ts';
import { itemOf, knownShop, shopAnswers, shopPackage, yesNoField } from '../../../helpers/packages.ts';
import { createVisitWorld, lin, receipt, type VisitWorld } from '../../../helpers/visit.ts';

const notNow = { accepted: false, reason: 'not-now' };
const unknownChoice = { accepted: false, reason: 'unknown-choice' };
const keys = ['019a9c00-0000-7000-8000-00000000aa01', '019a9c00-0000-7000-8000-00000000aa02'] as const;

/** In the hall, over the package of a shop. */
const overThePackage = async (
  identified: boolean,
  whole: KnownPackage = knownShop(),
): Promise<VisitWorld> => {
  const world = createVisitWorld();
  world.around.packages = packageShelf([whole]);
  if (identified) {
    await world.walkTo('choose');
    world.act({ name: 'openHall' });
  } else await world.walkTo('home');
  expect(world.act({ name: 'openPackage', packageCode: 'opening-shop' })).toEqual({ accepted: true });
  return world;
};
const fillIn = (world: VisitWorld): void => {
  for (let asked = 0; asked < 10; asked += 1) {
    const { visit } = world.view();
    if (visit.screen !== 'question') return;
    const field = visit.question.name;
    const value = shopAnswers[field as keyof typeof shopAnswers];
    expect(world.act({ name: 'answer', field, value })).toEqual({ accepted: true });
  }
};
const settle = (world: VisitWorld, promises: Receipt['promises'] = []) => {
  const parts = world.filed.at(-1)?.package?.parts ?? [];
  const [first, ...others] = parts.map(({ item }, index) => ({
    item,
    key: keys[index] ?? '',
    receiptNumber: `SL-QX-0007-20261120-000000000${index}`,
    promises: promises.filter((_, of) => of === index),
  }));
  if (!first) throw new Error('nothing was filed');
  return world.settleFiling({ outcome: 'filed', receipt: { ...receipt, parts: [first, ...others] } });
};

/** A lease that both items want and may follow, and a plan that the permit wants. */
const shopWithMaterials = (): KnownPackage => {
  const material = (code: string, name: string) => ({
    code,
    name: { 'zh-CN': name, en: code },
    required: true,
    ways: [{ way: 'later' as const, workingDays: 5 }],
  });
  const lease = material('lease', '租赁合同');
  const items = [
    itemOf('licence', [yesNoField('isLit')], { materials: [lease] }),
    itemOf('permit', [yesNoField('hasKitchen')], { materials: [lease, material('plan', '平面图')] }),
  ];
  const parts = items.map(({ code }) => ({ item: code, need: 'required', dependsOn: [] }));
  const judged = judgePackage(shopPackage({ parts }), items);
  if (!judged.ok) throw new Error(judged.fault);
  return judged.known;
};

describe('a package', () => {
  it('says what it brings together, how many questions that takes, and how long', async () => {
    const world = await overThePackage(false);
    expect(world.view()).toMatchObject({
      canGoBack: true,
      visit: {
        screen: 'package',
        questions: 3,
        separateQuestions: 5,
        promisedWorkingDays: 8,
        separatelyWorkingDays: 10,
        parts: [
          { item: { code: 'licence' }, isOptional: false, isTaken: true, after: [] },
          { item: { code: 'permit' }, isOptional: false, isTaken: true, after: [{ en: 'licence' }] },
          { item: { code: 'sign' }, isOptional: true, isTaken: false },
        ],
      },
    });
    expect(visitViewSchema.safeParse(world.view().visit).success).toBe(true);
  });

  it('takes along what is touched and leaves it out again; what everybody gets cannot be left out', async () => {
    const world = await overThePackage(false);
    expect(world.act({ name: 'takePart', itemCode: 'sign', on: true })).toEqual({ accepted: true });
    expect(world.view().visit).toMatchObject({ questions: 4, parts: [{}, {}, { isTaken: true }] });
    world.act({ name: 'takePart', itemCode: 'sign', on: false });
    expect(world.view().visit).toMatchObject({ questions: 3, parts: [{}, {}, { isTaken: false }] });
    expect(world.act({ name: 'takePart', itemCode: 'licence', on: false })).toEqual(unknownChoice);
    expect(world.act({ name: 'openPackage', packageCode: 'no-such-thing' })).toEqual(unknownChoice);
  });

  it('is begun before anybody is identified, and goes on with what was chosen after the card', async () => {
    const world = await overThePackage(false);
    world.act({ name: 'takePart', itemCode: 'sign', on: true });
    expect(world.act({ name: 'beginPackage' })).toEqual({ accepted: true });
    expect(world.view().visit.screen).toBe('identify');
    world.card()?.read({});
    await world.settleIdentify({ ok: true, person: lin, photo: null });
    expect(world.view().visit).toMatchObject({
      screen: 'question',
      questions: 4,
      item: { code: 'opening-shop' },
    });
  });

  it('is reviewed by what its items share and what each asks alone, handed in once, and rated once', async () => {
    const world = await overThePackage(true);
    world.act({ name: 'beginPackage' });
    fillIn(world);
    const { visit } = world.view();
    expect(visit).toMatchObject({
      screen: 'packageReview',
      groups: [
        {
          items: [{ code: 'licence' }, { code: 'permit' }],
          answers: [{ name: 'shopName' }, { name: 'phone' }],
        },
        { items: [{ code: 'licence' }], answers: [] },
        { items: [{ code: 'permit' }], answers: [{ name: 'hasKitchen' }] },
      ],
    });
    expect(visitViewSchema.safeParse(visit).success).toBe(true);
    for (const personal of [lin.name, lin.idNumber, shopAnswers.phone, shopAnswers.shopName]) {
      expect(JSON.stringify(visit)).not.toContain(personal);
    }
    world.act({ name: 'submit' });
    expect(world.act({ name: 'submit' })).toEqual(notNow);
    expect(world.filed).toMatchObject([
      { package: { parts: [{}, {}] }, answers: { phone: shopAnswers.phone } },
    ]);
    await settle(world);
    world.around.deliveryOf = (key) => (key === keys[0] ? 'received' : 'waiting');
    expect(world.view().visit).toMatchObject({
      screen: 'packageReceipt',
      receiptNumber: receipt.receiptNumber,
      parts: [{ delivery: 'received' }, { delivery: 'waiting', after: [{ en: 'licence' }] }],
    });
    expect(visitViewSchema.safeParse(world.view().visit).success).toBe(true);
    world.act({ name: 'finish' });
    world.act({ name: 'rate', level: 5 });
    expect(world.calls).toContain(`rate 5 ${receipt.key} ${receipt.receiptNumber}`);
  });

  it('asks for each material once, reviews it by its items, and says on the receipt what has to follow', async () => {
    const world = await overThePackage(true, shopWithMaterials());
    world.act({ name: 'beginPackage' });
    fillIn(world);
    for (const material of ['lease', 'plan']) {
      expect(world.act({ name: 'openMaterial', material })).toEqual({ accepted: true });
      world.act({ name: 'provideMaterial', way: 'later' });
      world.act({ name: 'agreePromise' });
    }
    expect(world.view().visit).toMatchObject({ screen: 'materials', complete: true });
    world.act({ name: 'materialsDone' });
    const { visit } = world.view();
    expect(visit).toMatchObject({
      screen: 'packageReview',
      groups: [
        {
          items: [{ code: 'licence' }, { code: 'permit' }],
          answers: [],
          materials: [{ code: 'lease', provided: 'later' }],
        },
        { items: [{ code: 'licence' }], answers: [{ name: 'isLit' }], materials: [] },
        {
          items: [{ code: 'permit' }],
          answers: [{ name: 'hasKitchen' }],
          materials: [{ code: 'plan', provided: 'later' }],
        },
      ],
    });
    expect(visitViewSchema.safeParse(visit).success).toBe(true);
    world.act({ name: 'changeMaterials' });
    expect(world.view().visit.screen).toBe('materials');
    world.act({ name: 'materialsDone' });
    world.act({ name: 'submit' });
    expect(world.filed).toMatchObject([{ promises: [{ code: 'lease' }, { code: 'plan' }] }]);
    const promised = (name: string) => ({
      name: { 'zh-CN': name, en: name },
      workingDays: 5,
      dueOn: '2026-11-27',
    });
    await settle(world, [promised('租赁合同'), promised('平面图')]);
    expect(world.view().visit).toMatchObject({
      screen: 'packageReceipt',
      promises: [{ name: { 'zh-CN': '租赁合同' }, dueOn: '2026-11-27' }, { name: { 'zh-CN': '平面图' } }],
    });
    world.around.deliveryOf = (key) => (key === keys[0] ? 'refused' : 'waiting');
    expect(world.view().visit).toMatchObject({ promises: [{ name: { 'zh-CN': '平面图' } }] });
    expect(visitViewSchema.safeParse(world.view().visit).success).toBe(true);
  });

  it('opens an answer from the review and leads back there', async () => {
    const world = await overThePackage(true);
    world.act({ name: 'beginPackage' });
    fillIn(world);
    world.act({ name: 'changeAnswer', field: 'hasKitchen' });
    expect(world.view().visit).toMatchObject({ screen: 'question', revising: true });
    world.act({ name: 'answer', field: 'hasKitchen', value: true });
    expect(world.view().visit.screen).toBe('packageReview');
  });

  it('that changed meanwhile is shown as it is now, with the answers that still fit', async () => {
    const world = await overThePackage(true);
    world.act({ name: 'beginPackage' });
    fillIn(world);
    world.act({ name: 'submit' });
    const [draft] = world.filed;
    if (!draft?.package) throw new Error('no package was filed');
    const fields = draft.item.form.fields.filter(({ name }) => name !== 'phone');
    await world.settleFiling({
      outcome: 'item-changed',
      item: { ...draft.item, form: { version: 1, fields } },
      package: draft.package,
    });
    expect(world.view().visit).toMatchObject({ screen: 'problem', problem: 'item-changed', canRetry: true });
    world.act({ name: 'retry' });
    expect(world.view().visit.screen).toBe('packageReview');
  });

  it('is gone at the goodbye, with everything that was answered', async () => {
    const world = await overThePackage(true);
    world.act({ name: 'beginPackage' });
    fillIn(world);
    world.act({ name: 'endVisit' });
    expect(world.view().visit.screen).toBe('goodbye');
    await world.clock.advance(goodbyeMilliseconds);
    world.act({ name: 'start' });
    expect(world.view().visit.screen).toBe('home');
    expect(world.act({ name: 'beginPackage' })).toEqual(notNow);
  });

  it('cannot be begun where it would not be kept, or nobody can be identified', async () => {
    const world = await overThePackage(false);
    world.around.filing = 'storage-cannot-keep';
    expect(world.act({ name: 'beginPackage' })).toEqual(notNow);
    world.around.filing = 'possible';
    world.around.readerProblem = { role: 'idCardReader', code: 'no-answer', actor: 'technician' };
    expect(world.act({ name: 'beginPackage' })).toEqual(notNow);
  });
});
