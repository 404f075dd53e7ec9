import { describe, expect, it } from 'vitest';
import type { Policy, PolicyMatch } from '../../../../platform/contract/policies.ts';
import type { IdentifiedPerson } from '../../../../electron/core/session/visit-types.ts';
import type { RepresentedEnterprise } from '../../../../electron/core/session/policy-types.ts';
import { createPolicyLibrary } from '../../../../electron/core/policies/policy-library.ts';
import { loadPolicies } from '../../../../platform/seed/load-policies.ts';
import { seedCatalogue } from '../../../helpers/hall.ts';
import { createVisitWorld, identifiedAt, lin, receipt, type VisitWorld } from '../../../helpers/visit.ts';

const seeded = loadPolicies(seedCatalogue);
const fits: PolicyMatch = {
  policy: 'senior-health-check',
  period: '2026',
  reasons: [{ 'zh-CN': '您年满 65 岁', en: 'You are 65 or older' }],
  state: 'open',
};

const createPolicyWorld = (policies: readonly Policy[] = seeded, now = identifiedAt): VisitWorld => {
  const world = createVisitWorld();
  world.around.policies = createPolicyLibrary({ documents: { policies: () => policies }, now: () => now });
  return world;
};

const matchTo = async (
  world: VisitWorld,
  matches: readonly PolicyMatch[],
  enterprises: readonly RepresentedEnterprise[] = [],
): Promise<void> => {
  await world.walkTo('choose');
  world.act({ name: 'matchPolicies' });
  world.act({ name: 'consent' });
  await world.settleMatching({ ok: true, matches, enterprises });
};

describe('the shelf of policies', () => {
  it('groups them by life event and department, and opens a page, without anybody being identified', async () => {
    const world = createPolicyWorld();
    await world.walkTo('home');
    world.act({ name: 'openShelf', shelf: 'policies' });
    expect(world.view().visit).toMatchObject({ screen: 'shelf', shelf: 'policies' });
    world.act({ name: 'openShelf', shelf: 'policy-audience:enterprise' });
    expect(world.view().visit).toMatchObject({ name: { 'zh-CN': '企业和个体户' }, count: 5 });
    world.act({ name: 'openPolicy', policyCode: 'small-firm-rent' });
    expect(world.view().visit).toMatchObject({ screen: 'policy', canMatch: true });
    world.act({ name: 'back' });
    expect(world.view().visit).toMatchObject({ screen: 'shelf' });
    expect(world.calls).toEqual([]);
  });

  it('is searched by initials, and leaves out what has ended', async () => {
    const world = createPolicyWorld(seeded, Date.UTC(2028, 0, 1));
    await world.walkTo('home');
    world.act({ name: 'searchPolicies' });
    world.act({ name: 'search', text: 'gljt' });
    expect(world.view().visit).toMatchObject({
      among: 'policies',
      entries: [{ code: 'old-age-allowance-auto', use: 'policy' }],
    });
    world.act({ name: 'openPolicy', policyCode: 'small-firm-rent' });
    expect(world.view().visit).toMatchObject({ screen: 'search' });
  });
});

describe('which policies fit', () => {
  it('is asked only after identification and consent', async () => {
    const world = createPolicyWorld();
    await world.walkTo('home');
    world.act({ name: 'openShelf', shelf: 'policies' });
    world.act({ name: 'matchPolicies' });
    expect(world.view().visit.screen).toBe('identify');
    world.card()?.read({});
    await world.settleIdentify({ ok: true, person: lin, photo: null });
    expect(world.view().visit).toMatchObject({
      screen: 'policyConsent',
      resident: { maskedName: '林**' },
    });
    expect(world.calls).toEqual([]);
    world.act({ name: 'consent' });
    expect(world.calls).toEqual(['match policies']);
  });

  it('wants the card of who came with a code', async () => {
    const world = createPolicyWorld();
    await world.walkTo('identify');
    world.code()?.read('a code');
    const byCode = { ...lin, assuranceLevel: 1, method: 'qr-identity' } as const;
    await world.settleIdentify({ ok: true, person: byCode, photo: null });
    world.act({ name: 'matchPolicies' });
    expect(world.view().visit).toMatchObject({ screen: 'identify', raising: true });
  });

  it('is taken with one touch: an application without a question, once', async () => {
    const world = createPolicyWorld();
    await matchTo(world, [fits]);
    expect(world.view().visit).toMatchObject({ matches: [{ code: fits.policy, confirm: 'here' }] });
    expect(world.act({ name: 'confirmPolicy', policyCode: fits.policy })).toEqual({ accepted: true });
    expect(world.act({ name: 'confirmPolicy', policyCode: fits.policy })).toMatchObject({ accepted: false });
    expect(world.filed).toMatchObject([
      { answers: {}, grant: { policy: fits.policy, period: '2026' }, item: { code: fits.policy } },
    ]);
    await world.settleFiling({ outcome: 'filed', receipt });
    expect(world.view().visit).toMatchObject({ screen: 'receipt', item: { code: fits.policy } });
  });

  it('is not taken where it was confirmed, is unknown here, or the kiosk could not keep it', async () => {
    const world = createPolicyWorld();
    await matchTo(world, [
      { ...fits, state: 'confirmed' },
      { ...fits, policy: 'student-aid' },
    ]);
    for (const policyCode of [fits.policy, 'student-aid', 'senior-transit']) {
      expect(world.act({ name: 'confirmPolicy', policyCode })).toMatchObject({ accepted: false });
    }
    const full = createPolicyWorld();
    full.around.filing = 'storage-cannot-keep';
    await matchTo(full, [fits]);
    expect(full.act({ name: 'confirmPolicy', policyCode: fits.policy })).toMatchObject({ accepted: false });
    expect([...world.filed, ...full.filed]).toEqual([]);
  });

  it.each([
    [{ outcome: 'policy-confirmed' }, 'policy-confirmed', false],
    [{ outcome: 'not-recorded', reason: 'disk-full' }, 'application-not-recorded', true],
    [{ outcome: 'item-changed', item: null }, 'item-withdrawn', false],
  ] as const)('says what became of %j', async (outcome, problem, canRetry) => {
    const world = createPolicyWorld();
    await matchTo(world, [fits]);
    world.act({ name: 'confirmPolicy', policyCode: fits.policy });
    await world.settleFiling(outcome);
    expect(world.view().visit).toMatchObject({ screen: 'problem', problem, canRetry });
    if (canRetry) {
      world.act({ name: 'retry' });
      expect(world.filed).toHaveLength(2);
    }
  });

  it('tells what went wrong with asking, and asks again', async () => {
    const world = createPolicyWorld();
    await world.walkTo('choose');
    world.act({ name: 'matchPolicies' });
    world.act({ name: 'consent' });
    await world.settleMatching({ ok: false, problem: 'platform-unreachable', staffCode: 'x' });
    expect(world.view().visit).toMatchObject({ problem: 'platform-unreachable', canRetry: true });
    world.act({ name: 'retry' });
    expect(world.calls).toEqual(['match policies', 'match policies']);
  });

  it('is forgotten at the goodbye', async () => {
    const world = createPolicyWorld();
    await matchTo(world, [fits]);
    world.act({ name: 'endVisit' });
    world.act({ name: 'stillHere' });
    expect(JSON.stringify(world.view())).not.toContain('65');
  });
});

describe('the policies of enterprises', () => {
  const actedFor: IdentifiedPerson = {
    ...lin,
    agency: {
      agent: { ...lin, idNumber: '430199197207051155', pseudonym: 'c'.repeat(64) },
      way: 'principal-card',
      authorisation: null,
      items: null,
      services: [],
    },
  };
  const rent: PolicyMatch = {
    policy: 'small-firm-rent',
    period: '2026',
    reasons: [{ 'zh-CN': '企业开办不满三年', en: 'The enterprise is less than three years old' }],
    state: 'open',
  };
  const tax: PolicyMatch = { ...rent, policy: 'small-firm-tax', period: 'once' };
  const farm: RepresentedEnterprise = {
    creditCode: '91430199MA4L0A174E',
    name: '潇湘市海峰生态农业发展有限公司',
    pseudonym: 'f'.repeat(64),
    matches: [tax, rent],
  };
  const shop: RepresentedEnterprise = {
    creditCode: '92430199MA4T5U085T',
    name: '潇湘市向记米粉店',
    pseudonym: 'e'.repeat(64),
    matches: [],
  };

  /** Came from the page of a policy of enterprises, and agreed. */
  const askFor = async (world: VisitWorld, enterprises: readonly RepresentedEnterprise[]): Promise<void> => {
    await world.walkTo('choose');
    world.act({ name: 'openHall' });
    world.act({ name: 'openShelf', shelf: 'policies' });
    world.act({ name: 'openPolicy', policyCode: rent.policy });
    expect(world.view().visit).toMatchObject({ screen: 'policy', canMatch: true });
    world.act({ name: 'matchPolicies' });
    expect(world.view().visit).toMatchObject({ screen: 'policyConsent', withEnterprises: true });
    world.act({ name: 'consent' });
    await world.settleMatching({ ok: true, matches: [fits], enterprises });
  };

  it('are one more choice for who represents some, and no step for who represents none', async () => {
    const world = createPolicyWorld();
    await matchTo(world, [fits], [farm, shop]);
    expect(world.view().visit).toEqual({
      screen: 'policyBeneficiaries',
      own: { maskedName: '林**', fitting: 1, open: 1 },
      enterprises: [
        { name: farm.name, fitting: 2, open: 1 },
        { name: shop.name, fitting: 0, open: 0 },
      ],
      asked: null,
    });
    world.act({ name: 'choosePoliciesOf', enterprise: null });
    expect(world.view().visit).toMatchObject({ enterprise: null, matches: [{ code: fits.policy }] });
    world.act({ name: 'back' });
    expect(world.act({ name: 'choosePoliciesOf', enterprise: 2 })).toMatchObject({ accepted: false });
    world.act({ name: 'choosePoliciesOf', enterprise: 0 });
    expect(world.view().visit).toMatchObject({
      enterprise: farm.name,
      matches: [
        { code: tax.policy, confirm: 'elsewhere' },
        { code: rent.policy, confirm: 'here', reasons: rent.reasons },
      ],
    });
    const without = createPolicyWorld();
    await matchTo(without, [fits]);
    expect(without.view().visit).toMatchObject({ screen: 'policyMatches', enterprise: null });
  });

  it('are confirmed with one touch for the enterprise that was chosen, and for it alone', async () => {
    const world = createPolicyWorld();
    await matchTo(world, [fits], [farm, shop]);
    world.act({ name: 'choosePoliciesOf', enterprise: 0 });
    expect(world.act({ name: 'confirmPolicy', policyCode: fits.policy })).toMatchObject({ accepted: false });
    expect(world.act({ name: 'confirmPolicy', policyCode: tax.policy })).toMatchObject({ accepted: false });
    expect(world.act({ name: 'confirmPolicy', policyCode: rent.policy })).toEqual({ accepted: true });
    const { matches: _matches, ...enterprise } = farm;
    expect(world.filed).toMatchObject([{ grant: { policy: rent.policy, period: '2026', enterprise } }]);
    await world.settleFiling({
      outcome: 'filed',
      receipt: { ...receipt, enterprise: { name: farm.name, creditCode: farm.creditCode } },
    });
    expect(world.view().visit).toMatchObject({ screen: 'receipt', enterprise: farm.name });
  });

  it('lead from the page of one straight to the only enterprise, and that policy stands first', async () => {
    const world = createPolicyWorld();
    await askFor(world, [farm]);
    expect(world.view().visit).toMatchObject({
      screen: 'policyMatches',
      enterprise: farm.name,
      matches: [{ code: rent.policy }, { code: tax.policy }],
    });
    world.act({ name: 'back' });
    expect(world.view().visit).toMatchObject({ screen: 'policyBeneficiaries' });
    world.act({ name: 'back' });
    expect(world.view().visit).toMatchObject({ screen: 'policy' });
  });

  it('say who can ask, and where, to who represents none', async () => {
    const world = createPolicyWorld();
    await askFor(world, []);
    expect(world.view().visit).toMatchObject({
      screen: 'policyBeneficiaries',
      enterprises: [],
      asked: { department: { 'zh-CN': '潇湘市市场监督管理局' } },
    });
    world.act({ name: 'home' });
    world.act({ name: 'matchPolicies' });
    world.act({ name: 'consent' });
    await world.settleMatching({ ok: true, matches: [fits], enterprises: [] });
    expect(world.view().visit).toMatchObject({ screen: 'policyMatches' });
  });

  it('are asked for by nobody who acts for another', async () => {
    const world = createPolicyWorld();
    await world.walkTo('choose');
    world.act({ name: 'helpAnother' });
    world.act({ name: 'helpByCard' });
    world.card()?.read({});
    await world.settleAgency({ ok: true, person: actedFor });
    world.act({ name: 'openHall' });
    world.act({ name: 'openPolicy', policyCode: rent.policy });
    expect(world.view().visit).toMatchObject({ screen: 'policy', canMatch: false });
    world.act({ name: 'home' });
    world.act({ name: 'matchPolicies' });
    expect(world.view().visit).toMatchObject({ screen: 'policyConsent', withEnterprises: false });
  });

  it('run out while nobody chooses, and are forgotten at the goodbye', async () => {
    const world = createPolicyWorld();
    await matchTo(world, [fits], [farm, shop]);
    expect(world.view().timeLeft).not.toBeNull();
    world.act({ name: 'endVisit' });
    expect(world.view().visit).toMatchObject({ screen: 'goodbye' });
    const seen = JSON.stringify(world.view());
    expect(seen).not.toContain(farm.name);
    expect(seen).not.toContain(farm.creditCode);
  });
});
