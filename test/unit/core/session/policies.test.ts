import { describe, expect, it } from 'vitest';
import type { Policy, PolicyMatch } from '../../../../platform/contract/policies.ts';
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

const matchTo = async (world: VisitWorld, matches: readonly PolicyMatch[]): Promise<void> => {
  await world.walkTo('choose');
  world.act({ name: 'matchPolicies' });
  world.act({ name: 'consent' });
  await world.settleMatching({ ok: true, matches });
};

describe('the shelf of policies', () => {
  it('groups them by life event and department, and opens a page, without anybody being identified', async () => {
    const world = createPolicyWorld();
    await world.walkTo('home');
    world.act({ name: 'openShelf', shelf: 'policies' });
    expect(world.view().visit).toMatchObject({ screen: 'shelf', shelf: 'policies' });
    world.act({ name: 'openShelf', shelf: 'policy-audience:enterprise' });
    expect(world.view().visit).toMatchObject({ name: { 'zh-CN': '企业和个体户' }, count: 3 });
    world.act({ name: 'openPolicy', policyCode: 'small-firm-rent' });
    expect(world.view().visit).toMatchObject({ screen: 'policy', canMatch: false });
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
