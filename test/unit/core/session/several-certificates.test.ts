import { describe, expect, it } from 'vitest';
import type { CatalogueItem } from '../../../../platform/contract/catalogue.ts';
import { preparingMilliseconds } from '../../../../electron/core/session/visit-setup.ts';
import { createVisitWorld, housingItem, type VisitWorld } from '../../../helpers/visit.ts';

const both = (text: string) => ({ 'zh-CN': text, en: text });
const fundItem: CatalogueItem = {
  ...housingItem,
  code: 'provident-fund',
  everydayName: both('公积金缴存证明'),
  purposes: [
    { code: 'loan', name: both('贷款') },
    { code: 'employment', name: both('求职') },
  ],
};
const bloodItem: CatalogueItem = {
  ...housingItem,
  code: 'blood-donation',
  everydayName: both('献血证'),
  assuranceLevel: 3,
  purposes: [{ code: 'loan', name: both('贷款') }],
};

const certificateOf = (itemCode: string) => ({
  requestId: `request-of-${itemCode}`,
  itemCode,
  certificateNumber: `NO-${itemCode.toUpperCase()}`,
  pdf: new Uint8Array([0x25, 0x50, 0x44, 0x46]),
  pages: 2,
  signedBy: 'department' as const,
});
const [housing, fund, blood] = ['housing-status', 'provident-fund', 'blood-donation'] as const;

/** A visit in which three certificates were ticked, all for a loan, and agreed to. */
const preparingThree = async (): Promise<VisitWorld> => {
  const world = createVisitWorld();
  world.around.items = [housingItem, fundItem, bloodItem];
  await world.walkTo('choose');
  world.act({ name: 'chooseItems', itemCodes: [housing, fund, blood] });
  world.act({ name: 'choosePurpose', purposeCode: 'loan' });
  world.act({ name: 'consent' });
  return world;
};

const issue = (world: VisitWorld, itemCode: string) =>
  world.settlePrepare({ ok: true, certificate: certificateOf(itemCode) });

describe('several certificates in one go', () => {
  it('ask for one consent, are prepared one after the other, and printed together', async () => {
    const world = await preparingThree();
    expect(world.view().visit).toMatchObject({
      screen: 'preparing',
      certificates: [{ state: 'current' }, { state: 'ahead' }, { state: 'ahead' }],
    });
    await issue(world, housing);
    expect(world.view().visit).toMatchObject({
      certificates: [{ state: 'ready' }, { state: 'current' }, { state: 'ahead' }],
    });
    await issue(world, fund);
    await issue(world, blood);
    expect(world.view().visit).toMatchObject({
      screen: 'preview',
      certificates: [
        { item: { code: housing }, certificateNumber: 'NO-HOUSING-STATUS', pages: 2 },
        { item: { code: fund } },
        { item: { code: blood } },
      ],
      missing: [],
    });
    expect(world.session.previewDocument('NO-PROVIDENT-FUND')).not.toBeNull();
    world.act({ name: 'print' });
    expect(world.view().visit).toMatchObject({ screen: 'printing', pages: 6 });
    await world.settlePrint({ outcome: 'completed' });
    expect(world.view().visit).toMatchObject({ screen: 'takePaper', pages: 6, missing: [] });
    world.act({ name: 'paperTaken' });
    world.act({ name: 'rate', level: 5 });
    expect(world.calls).toEqual([
      'prepare loan',
      'prepare loan',
      'prepare loan',
      'print NO-HOUSING-STATUS NO-PROVIDENT-FUND NO-BLOOD-DONATION',
      `rate 5 request-of-${housing} NO-HOUSING-STATUS`,
      `rate 5 request-of-${fund} NO-PROVIDENT-FUND`,
      `rate 5 request-of-${blood} NO-BLOOD-DONATION`,
      'end completed',
    ]);
  });

  it('each have a purpose of their own where the resident wants it', async () => {
    const world = createVisitWorld();
    world.around.items = [housingItem, fundItem];
    await world.walkTo('choose');
    world.act({ name: 'chooseItems', itemCodes: [fund, housing] });
    expect(world.act({ name: 'choosePurpose', purposeCode: 'school' })).toEqual({
      accepted: false,
      reason: 'unknown-choice',
    });
    world.act({ name: 'choosePurpose', purposeCode: 'school', itemCode: housing });
    expect(world.act({ name: 'consent' })).toEqual({ accepted: false, reason: 'not-now' });
    world.act({ name: 'choosePurpose', purposeCode: 'employment', itemCode: fund });
    expect(world.view().visit).toMatchObject({
      orders: [{ purposeCode: 'school' }, { purposeCode: 'employment' }],
    });
    world.act({ name: 'consent' });
    await issue(world, housing);
    expect(world.calls).toEqual(['prepare school', 'prepare employment']);
  });

  it('name what did not come, and print the rest', async () => {
    const world = await preparingThree();
    await issue(world, housing);
    await world.settlePrepare({ ok: false, problem: 'person-unknown', staffCode: 'unknown-person' });
    await issue(world, blood);
    expect(world.view().visit).toMatchObject({
      screen: 'preview',
      certificates: [{ item: { code: housing } }, { item: { code: blood } }],
      missing: [{ item: { code: fund }, problem: 'person-unknown' }],
    });
    world.act({ name: 'print' });
    await world.settlePrint({ outcome: 'completed' });
    expect(world.view().visit).toMatchObject({ screen: 'takePaper', missing: [{ code: fund }] });
  });

  it('are not asked for any more once the platform cannot be reached', async () => {
    const world = await preparingThree();
    await issue(world, housing);
    await world.settlePrepare({ ok: false, problem: 'platform-unreachable', staffCode: 'x' });
    expect(world.calls).toEqual(['prepare loan', 'prepare loan']);
    expect(world.view().visit).toMatchObject({
      screen: 'preview',
      missing: [{ item: { code: fund } }, { item: { code: blood } }],
    });
  });

  it('are a problem that can be tried again when not one came', async () => {
    const world = await preparingThree();
    await world.settlePrepare({ ok: false, problem: 'platform-unreachable', staffCode: 'x' });
    expect(world.view().visit).toMatchObject({
      screen: 'problem',
      problem: 'platform-unreachable',
      canRetry: true,
    });
    world.act({ name: 'retry' });
    expect(world.view().visit).toMatchObject({
      screen: 'preparing',
      certificates: [{ state: 'current' }, { state: 'ahead' }, { state: 'ahead' }],
    });
  });

  it('do not wait for ever for one of them, and keep what came before', async () => {
    const world = await preparingThree();
    await issue(world, housing);
    await world.clock.advance(preparingMilliseconds);
    expect(world.view().visit).toMatchObject({
      screen: 'preview',
      certificates: [{ item: { code: housing } }],
      missing: [{ item: { code: fund } }, { item: { code: blood } }],
    });
  });

  it('ask for the surest identification that one of them wants', async () => {
    const world = createVisitWorld();
    world.around.items = [housingItem, bloodItem];
    world.act({ name: 'start' });
    world.card()?.read({});
    await world.settleIdentify({
      ok: true,
      person: {
        name: '林晓岚',
        sex: '女',
        idNumber: '430199195803120026',
        assuranceLevel: 2,
        method: 'id-card',
        pseudonym: 'a'.repeat(64),
      },
      photo: null,
    });
    world.act({ name: 'chooseItems', itemCodes: [housing, blood] });
    expect(world.view().visit).toMatchObject({ screen: 'otherWay', item: { code: blood } });
  });

  it('print again only those that have not come out', async () => {
    const world = await preparingThree();
    for (const code of [housing, fund, blood]) await issue(world, code);
    world.act({ name: 'print' });
    await world.settlePrint({
      outcome: 'failed',
      problem: 'print-failed',
      staffCode: 'aborted-by-printer',
      printed: ['NO-HOUSING-STATUS'],
    });
    expect(world.view().visit).toMatchObject({
      screen: 'problem',
      canRetry: true,
      certificateNumbers: ['NO-PROVIDENT-FUND', 'NO-BLOOD-DONATION'],
    });
    world.act({ name: 'retry' });
    expect(world.calls.at(-1)).toBe('print NO-PROVIDENT-FUND NO-BLOOD-DONATION');
    expect(world.view().visit).toMatchObject({ screen: 'printing', pages: 4 });
  });

  it('are all overwritten when the visit ends', async () => {
    const world = await preparingThree();
    for (const code of [housing, fund, blood]) await issue(world, code);
    const documents = [housing, fund, blood].map((code) =>
      world.session.previewDocument(`NO-${code.toUpperCase()}`),
    );
    world.act({ name: 'endVisit' });
    expect(documents.map((document) => document?.every((byte) => byte === 0))).toEqual([true, true, true]);
  });
});

describe('what cannot be chosen', () => {
  it('is a certificate that is not offered, also beside one that is', async () => {
    const world = createVisitWorld();
    await world.walkTo('choose');
    expect(world.act({ name: 'chooseItems', itemCodes: [housing, 'passport'] })).toEqual({
      accepted: false,
      reason: 'unknown-choice',
    });
  });

  it('is one of which as many were printed today as one may have', async () => {
    const world = createVisitWorld();
    world.around.items = [housingItem, fundItem];
    world.around.printsToday = () => new Map([[housing, 3]]);
    await world.walkTo('choose');
    expect(world.view().visit).toMatchObject({ items: [{ printsLeft: 0 }, { printsLeft: 3 }] });
    expect(world.act({ name: 'chooseItem', itemCode: housing })).toEqual({
      accepted: false,
      reason: 'not-now',
    });
    expect(world.act({ name: 'chooseItems', itemCodes: [housing, fund] })).toEqual({
      accepted: false,
      reason: 'not-now',
    });
    expect(world.act({ name: 'chooseItem', itemCode: fund })).toEqual({ accepted: true });
  });
});
