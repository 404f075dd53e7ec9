import { describe, expect, it } from 'vitest';
import { faceAttempts } from '../../../../electron/core/session/assurance-types.ts';
import {
  lookingAtFaceMilliseconds,
  workingMilliseconds,
} from '../../../../electron/core/session/visit-setup.ts';
import { createVisitWorld, housingItem, lin, type VisitWorld } from '../../../helpers/visit.ts';

const byCode = { ...lin, assuranceLevel: 1, method: 'qr-identity' } as const;
const byCard = { ...lin, assuranceLevel: 2, method: 'id-card' } as const;
const byFace = { ...lin, assuranceLevel: 3, method: 'id-card-face' } as const;
const byStaff = { ...lin, assuranceLevel: 3, method: 'id-card-staff' } as const;

/** Somebody who is identified by card, and an item that asks for `level`. */
const atChoose = async (level: 1 | 2 | 3, changes: Partial<VisitWorld['around']> = {}) => {
  const world = createVisitWorld();
  Object.assign(world.around, { items: [{ ...housingItem, assuranceLevel: level }] }, changes);
  await world.walkTo('identify');
  return world;
};
const choose = (world: VisitWorld) => world.act({ name: 'chooseItem', itemCode: housingItem.code });
const comeByCard = async (world: VisitWorld, photo: Uint8Array | null = new Uint8Array(1024)) => {
  world.card()?.read({});
  await world.settleIdentify({ ok: true, person: byCard, photo });
};
const screen = (world: VisitWorld) => world.view().visit.screen;

describe('a visit that begins with a code', () => {
  it('goes straight on where level 1 is enough', async () => {
    const world = await atChoose(1);
    world.code()?.read('YZI1:…');
    expect(world.view().visit).toMatchObject({ screen: 'identify', step: 'checking' });
    await world.settleIdentify({ ok: true, person: byCode, photo: null });
    choose(world);
    expect(screen(world)).toBe('consent');
    expect(world.calls).toContain('identify by YZI1:…');
  });

  it('asks for the card where the item wants it, and goes on with what was chosen', async () => {
    const world = await atChoose(2);
    world.code()?.read('YZI1:…');
    await world.settleIdentify({ ok: true, person: byCode, photo: null });
    choose(world);
    expect(world.view().visit).toMatchObject({ screen: 'identify', raising: true, step: 'waiting' });
    world.card()?.reading();
    world.card()?.read({});
    expect(world.calls).toContain('identify again');
    await world.settleIdentify({ ok: true, person: byCard, photo: null });
    expect(screen(world)).toBe('consent');
  });

  it('stays with the first person when another card is laid, and may try again', async () => {
    const world = await atChoose(2);
    world.code()?.read('YZI1:…');
    await world.settleIdentify({ ok: true, person: byCode, photo: null });
    choose(world);
    world.card()?.read({});
    await world.settleIdentify({ ok: false, problem: 'another-person', staffCode: 'another-person' });
    expect(world.view().visit).toMatchObject({
      screen: 'problem',
      problem: 'another-person',
      canRetry: true,
    });
    world.act({ name: 'retry' });
    expect(world.view().visit).toMatchObject({ screen: 'identify', raising: true });
    world.act({ name: 'back' });
    expect(screen(world)).toBe('choose');
  });

  it('ignores a code that is shown while a card is being read', async () => {
    const world = await atChoose(1);
    world.card()?.reading();
    world.code()?.read('YZI1:…');
    expect(world.view().visit).toMatchObject({ screen: 'identify', step: 'reading' });
  });
});

describe('an item that asks for a face', () => {
  it('is had by the same face, and the photo is overwritten when the visit ends', async () => {
    const photo = new Uint8Array(1024).fill(9);
    const world = await atChoose(3, { faceObstacle: null });
    await comeByCard(world, photo);
    choose(world);
    expect(world.view().visit).toMatchObject({ screen: 'face', wish: null, attempt: 1 });
    world
      .face()
      ?.progress({ look: 1, comparedWith: 'card-photo', stage: 'blink', hindrance: null, progress: 0.5 });
    expect(world.view().visit).toMatchObject({ wish: { stage: 'blink' } });
    world.face()?.done({ outcome: 'same-person', person: byFace });
    expect(screen(world)).toBe('consent');
    world.act({ name: 'endVisit' });
    expect(photo).toEqual(new Uint8Array(1024));
  });

  it('is tried three times, each time with the reason; then there is the other way', async () => {
    const world = await atChoose(3, { faceObstacle: null, staffCanVouch: () => true });
    await comeByCard(world);
    choose(world);
    for (let attempt = 1; attempt < faceAttempts; attempt += 1) {
      world.face()?.done({ outcome: 'not-verified', reason: 'not-clear-enough' });
      expect(world.view().visit).toMatchObject({
        screen: 'faceAgain',
        reason: 'not-clear-enough',
        attemptsLeft: faceAttempts - attempt,
      });
      world.act({ name: 'retry' });
    }
    world.face()?.done({ outcome: 'not-verified', reason: 'another-face' });
    expect(world.view().visit).toMatchObject({
      screen: 'otherWay',
      reason: 'another-face',
      staffCanVouch: true,
      canRetry: false,
    });
    expect(world.act({ name: 'retry' })).toEqual({ accepted: false, reason: 'not-now' });
    // Choosing the item again does not begin to count anew.
    world.act({ name: 'back' });
    choose(world);
    expect(screen(world)).toBe('otherWay');
  });

  it('can be done without a face at any time, and nobody looks any more', async () => {
    const world = await atChoose(3, { faceObstacle: null, staffCanVouch: () => true });
    await comeByCard(world);
    choose(world);
    world.act({ name: 'otherWay' });
    expect(screen(world)).toBe('otherWay');
    expect(world.face()).toBeNull();
  });

  it('says so where faces are not compared, and leads back to what else there is', async () => {
    const world = await atChoose(3);
    await comeByCard(world);
    choose(world);
    expect(world.view().visit).toMatchObject({
      screen: 'otherWay',
      reason: 'not-fitted',
      staffCanVouch: false,
    });
    expect(world.act({ name: 'callStaff' })).toEqual({ accepted: false, reason: 'not-now' });
    world.act({ name: 'back' });
    expect(screen(world)).toBe('choose');
  });

  it('says so where the card has no photo, or none that can be decoded', async () => {
    const without = await atChoose(3, { faceObstacle: null });
    await comeByCard(without, null);
    choose(without);
    expect(without.view().visit).toMatchObject({ screen: 'otherWay', reason: 'no-photo', canRetry: false });
    const undecodable = await atChoose(3, { faceObstacle: null });
    await comeByCard(undecodable);
    choose(undecodable);
    undecodable.face()?.done({ outcome: 'impossible', obstacle: 'no-photo' });
    expect(undecodable.view().visit).toMatchObject({
      screen: 'otherWay',
      reason: 'no-photo',
      canRetry: false,
    });
  });

  it('goes the other way when a look never ends', async () => {
    const world = await atChoose(3, { faceObstacle: null });
    await comeByCard(world);
    choose(world);
    await world.clock.advance(lookingAtFaceMilliseconds);
    expect(world.view().visit).toMatchObject({ screen: 'otherWay', reason: 'engine-unusable' });
  });

  it('takes twice as long in elder mode, as each of its steps may', async () => {
    const world = await atChoose(3, { faceObstacle: null });
    await comeByCard(world);
    world.act({ name: 'setElderMode', on: true });
    choose(world);
    await world.clock.advance(2 * lookingAtFaceMilliseconds - 1);
    expect(screen(world)).toBe('face');
    await world.clock.advance(1);
    expect(screen(world)).toBe('otherWay');
  });
});

describe('a member of staff who vouches', () => {
  const atVouch = async () => {
    const world = await atChoose(3, { staffCanVouch: () => true });
    await comeByCard(world);
    choose(world);
    world.act({ name: 'callStaff' });
    return world;
  };

  it('lays the own card, enters the PIN, and the resident goes on', async () => {
    const world = await atVouch();
    expect(world.view().visit).toMatchObject({ screen: 'vouch', step: 'card' });
    world.card()?.read({});
    await world.settleStaffCard({ outcome: 'staff' });
    expect(world.view().visit).toMatchObject({ screen: 'vouch', step: 'pin', refusal: null });
    world.act({ name: 'staffPin', pin: '024680' });
    await world.settleVouch({ outcome: 'vouched', person: byStaff });
    expect(screen(world)).toBe('consent');
    expect(world.calls).toContain('vouch 024680');
  });

  it('is asked for the PIN again when it was wrong, and for the card when that is locked', async () => {
    const world = await atVouch();
    world.card()?.read({});
    await world.settleStaffCard({ outcome: 'staff' });
    world.act({ name: 'staffPin', pin: '000000' });
    await world.settleVouch({ outcome: 'refused', reason: 'wrong-pin' });
    expect(world.view().visit).toMatchObject({ step: 'pin', refusal: { reason: 'wrong-pin' } });
    world.act({ name: 'staffPin', pin: '000001' });
    await world.settleVouch({ outcome: 'refused', reason: 'locked', lockedUntil: 5 });
    expect(world.view().visit).toMatchObject({ step: 'card', refusal: { reason: 'locked', lockedUntil: 5 } });
  });

  it('is refused with a card that is not of the staff', async () => {
    const world = await atVouch();
    world.card()?.read({});
    await world.settleStaffCard({ outcome: 'refused', reason: 'not-staff' });
    expect(world.view().visit).toMatchObject({ step: 'card', refusal: { reason: 'not-staff' } });
  });

  it('lays it again when it was not read', async () => {
    const world = await atVouch();
    world.card()?.failed({ problem: 'card-removed-too-early', staffCode: 'card-lost' });
    expect(world.view().visit).toMatchObject({ step: 'card', refusal: { reason: 'card-not-read' } });
    expect(world.card()).not.toBeNull();
  });
});

it('a check that never ends becomes a problem that may be tried again', async () => {
  const world = await atChoose(2);
  world.card()?.read({});
  await world.clock.advance(workingMilliseconds);
  expect(world.view().visit).toMatchObject({
    screen: 'problem',
    problem: 'identity-not-assured',
    canRetry: true,
  });
  world.act({ name: 'retry' });
  expect(screen(world)).toBe('identify');
});

describe('a card whose photo cannot be read', () => {
  const compared = { faceObstacle: null, platformCompares: true, staffCanVouch: () => true };
  const atConsent = async (changes: Partial<VisitWorld['around']> = {}) => {
    const world = await atChoose(3, { ...compared, ...changes });
    await comeByCard(world, null);
    choose(world);
    return world;
  };

  it('leads to the platform with a consent of its own, and the look is the usual one', async () => {
    const world = await atConsent();
    expect(world.view()).toMatchObject({ visit: { screen: 'faceConsent' }, canGoBack: true });
    expect(world.calls).not.toContain('look at face for the platform');
    world.act({ name: 'consent' });
    expect(world.view().visit).toMatchObject({ screen: 'face', attempt: 1 });
    expect(world.calls).toContain('look at face for the platform');
    world
      .face()
      ?.progress({ look: 1, comparedWith: 'register', stage: 'comparing', hindrance: null, progress: 1 });
    expect(world.view().visit).toMatchObject({ wish: { stage: 'comparing' } });
    world.face()?.done({ outcome: 'same-person', person: byFace });
    expect(screen(world)).toBe('consent');
  });

  it('is found out by the look: the photo is there, and nothing can decode it', async () => {
    const world = await atChoose(3, compared);
    const photo = new Uint8Array(1024).fill(9);
    await comeByCard(world, photo);
    choose(world);
    world.face()?.done({ outcome: 'impossible', obstacle: 'no-photo' });
    expect(screen(world)).toBe('faceConsent');
    expect(photo).toEqual(new Uint8Array(1024));
  });

  it('is asked once in a visit: another look needs no other consent', async () => {
    const world = await atConsent();
    world.act({ name: 'consent' });
    world.face()?.done({ outcome: 'not-verified', reason: 'not-clear-enough' });
    world.act({ name: 'retry' });
    expect(world.view().visit).toMatchObject({ screen: 'face', attempt: 2 });
  });

  it('is another way where the resident does not agree, or has no line; back leads to the choice', async () => {
    const world = await atConsent();
    world.act({ name: 'otherWay' });
    expect(world.view().visit).toMatchObject({ screen: 'otherWay', reason: 'no-photo', canRetry: true });
    world.act({ name: 'retry' });
    expect(screen(world)).toBe('faceConsent');
    world.act({ name: 'back' });
    expect(screen(world)).toBe('choose');
    const offline = await atConsent({ platformCompares: false });
    expect(offline.view().visit).toMatchObject({ screen: 'otherWay', reason: 'no-photo', canRetry: false });
  });

  it.each(['no-reference', 'too-many-tries'] as const)(
    'is not tried again when the platform says %s',
    async (obstacle) => {
      const world = await atConsent();
      world.act({ name: 'consent' });
      world.face()?.done({ outcome: 'impossible', obstacle });
      expect(world.view().visit).toMatchObject({ screen: 'otherWay', reason: obstacle, canRetry: false });
      expect(world.act({ name: 'retry' })).toEqual({ accepted: false, reason: 'not-now' });
    },
  );

  it('is tried again when the line was down for a moment', async () => {
    const world = await atConsent();
    world.act({ name: 'consent' });
    world.face()?.done({ outcome: 'impossible', obstacle: 'platform-unreachable' });
    expect(world.view().visit).toMatchObject({ screen: 'otherWay', canRetry: true });
    world.act({ name: 'retry' });
    expect(screen(world)).toBe('face');
  });

  it('ends by itself when nobody answers the question, and the next resident is asked anew', async () => {
    const world = await atConsent();
    expect(world.view().timeLeft).not.toBeNull();
    world.act({ name: 'consent' });
    world.act({ name: 'endVisit' });
    await world.clock.advance(10_000);
    await world.walkTo('identify');
    await comeByCard(world, null);
    choose(world);
    expect(screen(world)).toBe('faceConsent');
  });
});
