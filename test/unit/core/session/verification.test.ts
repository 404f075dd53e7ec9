import { describe, expect, it } from 'vitest';
import type { VerificationFinding } from '../../../../electron/core/verification/verification-types.ts';
import { certificateInWords } from '../../../../platform/contract/certificate/certificate-in-words.ts';
import { housingClaims } from '../../../helpers/platform.ts';
import { createVisitWorld } from '../../../helpers/visit.ts';

const claims = housingClaims();
const finding: VerificationFinding = {
  outcome: 'genuine',
  claims,
  words: certificateInWords(claims, undefined),
  revocations: 'current',
  clockBelieved: true,
};

const verifying = async (outcome = finding) => {
  const world = createVisitWorld();
  world.code()?.read('YZ1:ONE');
  await world.settleVerification({ ok: true, finding: outcome });
  return world;
};

describe('a certificate held to the scanner while nobody is served', () => {
  it('is verified without a visit, and shown with its holder masked', async () => {
    const world = createVisitWorld();
    expect(world.view().visit).toMatchObject({ screen: 'attract', takesCertificates: true });
    world.code()?.read('YZ1:ONE');
    expect(world.view().visit).toEqual({ screen: 'verified', result: null });
    await world.settleVerification({ ok: true, finding });
    expect(world.calls).toEqual(['verify YZ1:ONE']);
    const { visit, timeLeft } = world.view();
    expect(visit).toMatchObject({
      screen: 'verified',
      result: {
        outcome: 'genuine',
        claims: {
          certificateNumber: claims.certificateNumber,
          department: claims.department.name,
          maskedName: '林**',
          maskedIdNumber: '4****************9',
          issuedAt: claims.issuedAt * 1000,
          facts: null,
        },
      },
    });
    expect(timeLeft?.milliseconds).toBe(30_000);
    const shown = JSON.stringify(visit);
    for (const secret of [claims.holder.name, claims.holder.idNumber, claims.facts.period]) {
      expect(shown).not.toContain(secret);
    }
  });

  it('shows its facts only when somebody asks for them, and the holder masked even then', async () => {
    const world = await verifying();
    expect(world.act({ name: 'showFacts' })).toEqual({ accepted: true });
    const shown = JSON.stringify(world.view().visit);
    expect(shown).toContain(claims.facts.period);
    expect(shown).not.toContain(claims.holder.name);
  });

  it('is followed by the next one at once, whose facts are hidden again; the same one is not verified again', async () => {
    const world = await verifying();
    world.act({ name: 'showFacts' });
    world.code()?.read('YZ1:ONE');
    expect(world.view().visit).toMatchObject({ screen: 'verified', result: { outcome: 'genuine' } });
    world.code()?.read('YZ1:TWO');
    expect(world.view().visit).toEqual({ screen: 'verified', result: null });
    await world.settleVerification({ ok: true, finding });
    expect(world.view().visit).toMatchObject({ result: { claims: { facts: null } } });
    expect(world.calls).toEqual(['verify YZ1:ONE', 'verify YZ1:TWO']);
  });

  it('says so when the scanner could not read it, instead of leaving the one before on the screen', async () => {
    const world = await verifying();
    world.code()?.failed({ problem: 'code-unreadable', staffCode: 'binary' });
    expect(world.view().visit).toEqual({ screen: 'verified', result: null });
    await world.settleVerification({
      ok: true,
      finding: {
        outcome: 'unreadable',
        claims: null,
        reason: 'binary',
        revocations: 'kept',
        clockBelieved: true,
      },
    });
    expect(world.view().visit).toMatchObject({
      result: { outcome: 'unreadable', claims: null, staffCode: 'binary' },
    });
    world.code()?.failed({ problem: 'code-unreadable', staffCode: 'binary' });
    expect(world.calls).toEqual(['verify YZ1:ONE', 'verify binary']);
  });

  it.each(['endVisit', 'back'] as const)('is forgotten when it is left with %s', async (name) => {
    const world = await verifying();
    world.act({ name });
    expect(world.view().visit.screen).toBe('goodbye');
    await world.clock.advance(6_000);
    expect(world.view().visit.screen).toBe('attract');
    // Nothing of it is remembered: the same code is new.
    world.code()?.read('YZ1:ONE');
    expect(world.calls).toEqual(['verify YZ1:ONE', 'verify YZ1:ONE']);
  });

  it('is forgotten when nobody touches the screen any more', async () => {
    const world = await verifying();
    await world.clock.advance(30_000);
    expect(world.view().timeLeft?.warning).toBe(true);
    await world.clock.advance(30_000 + 6_000);
    expect(world.view().visit.screen).toBe('attract');
    expect(world.calls).toEqual(['verify YZ1:ONE']);
  });

  it('is not shown when it could not be written down', async () => {
    const world = createVisitWorld();
    world.code()?.read('YZ1:ONE');
    await world.settleVerification({ ok: false, problem: 'could-not-record', staffCode: 'disk-full' });
    expect(world.view().visit).toMatchObject({
      screen: 'problem',
      problem: 'could-not-record',
      canRetry: false,
    });
    world.act({ name: 'endVisit' });
    await world.clock.advance(6_000);
    expect(world.view().visit.screen).toBe('attract');
  });

  it('does not keep the kiosk waiting for ever', async () => {
    const world = createVisitWorld();
    world.code()?.read('YZ1:ONE');
    await world.clock.advance(60_000);
    expect(world.view().visit).toMatchObject({
      screen: 'problem',
      problem: 'verification-not-finished',
      staffCode: 'verification-never-ended',
    });
  });

  it('does not take codes once somebody is being served', async () => {
    const world = createVisitWorld();
    await world.walkTo('choose');
    expect(world.code()).toBeNull();
  });
});
