import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { takeInstanceLock } from '../../../../db/instance-lock.ts';
import { unknownAfter } from '../../../../electron/sync/trust/kiosk-identity.ts';
import { rotateKey } from '../../../../electron/sync/trust/rotate-key.ts';
import { createExchangeWorld } from './exchange-world.ts';
import { anyHealthReport, kioskId, noAnswer } from './fake-platform.ts';
import { createEnrolledWorld, createIdentityWorld, type IdentityWorld } from './identity-world.ts';

const secondCode = 'AAAAA-AAAAA-AAAAA-AAAAA';

/** A world whose kiosk is enrolled, with another code of its station. */
const createWorldWithSecondCode = async (): Promise<IdentityWorld> => {
  const world = await createEnrolledWorld();
  world.platform.codes.set(secondCode, null);
  return world;
};

/** The calls of the kiosk whose identity lies on the disk now, and what it tells of itself. */
const startKiosk = async (world: IdentityWorld) => {
  const identity = world.identity();
  const events: string[] = [];
  identity.onEvent(({ type }) => events.push(type));
  const { client, platformTime } = await createExchangeWorld({ platform: world.platform, signer: identity });
  return {
    identity,
    events,
    client,
    platformTime,
    speak: () => client.reportHealth(anyHealthReport),
  };
};

describe('enrolling anew', () => {
  it('gives a sound kiosk another key, and nothing is left of the old one', async () => {
    const world = await createWorldWithSecondCode();
    const before = world.identity().presentKey().keyId;
    expect(await world.enrol({ code: secondCode })).toMatchObject({ outcome: 'already-enrolled' });
    expect(await world.enrol({ code: secondCode, anew: true })).toMatchObject({ outcome: 'enrolled' });
    expect(world.identity().presentKey().keyId).not.toBe(before);
    expect(world.names()).toEqual(['enrolment.json', 'kiosk-key.pem']);
  });

  it('leaves the old identity whole until the platform has taken the new one', async () => {
    const world = await createWorldWithSecondCode();
    const before = readFileSync(world.files.key, 'utf8');
    expect(await world.enrol({ code: '00000-00000-00000-00000', anew: true })).toEqual({
      outcome: 'code-invalid',
    });
    world.platform.line = (outcome, { url }) => (url.pathname === '/v1/enrolments' ? noAnswer : outcome);
    expect(await world.enrol({ code: secondCode, anew: true })).toMatchObject({ outcome: 'unreachable' });
    expect(readFileSync(world.files.key, 'utf8')).toBe(before);
    expect(world.load().outcome).toBe('enrolled');
    world.platform.line = (outcome) => outcome;
    expect(await world.enrol({ code: secondCode, anew: true })).toMatchObject({ outcome: 'enrolled' });
    expect(world.platform.kiosks.size).toBe(2);
  });

  it('is seen by a kiosk that runs, which writes nothing over the new identity', async () => {
    const world = await createWorldWithSecondCode();
    const running = await startKiosk(world);
    expect(running.identity.isReplaced()).toBe(false);
    await world.enrol({ code: secondCode, anew: true });
    const { keyId } = world.identity().presentKey();
    expect(await rotateKey(running)).toMatchObject({ outcome: 'storage' });
    running.identity.revoked();
    expect(running.identity.isReplaced()).toBe(true);
    expect(running.events).toEqual(['replaced', 'revoked', 'not-kept']);
    expect(world.identity().presentKey().keyId).toBe(keyId);
    expect(existsSync(world.files.revocation)).toBe(false);
  });
});

describe('enrolling while somebody else is at the identity', () => {
  it('is done by one of two, and what lies there is one identity', async () => {
    const world = await createIdentityWorld();
    world.platform.codes.set(secondCode, null);
    const outcomes = await Promise.all([world.enrol(), world.enrol(), world.enrol({ code: secondCode })]);
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual([
      'enrolled',
      'enrolment-under-way',
      'enrolment-under-way',
    ]);
    expect(world.load().outcome).toBe('enrolled');
    expect(world.platform.kiosks.size).toBe(1);
    expect(await world.enrol({ code: secondCode })).toMatchObject({ outcome: 'already-enrolled' });
  });

  it('is not judged by a core that starts in the middle: what was revoked stays, what is new is not destroyed', async () => {
    const world = await createWorldWithSecondCode();
    const first = world.identity();
    world.platform.kiosks.set(first.presentKey().keyId, null);
    first.revoked();
    const enrolling = takeInstanceLock(world.files.folder);
    expect(world.load()).toMatchObject({ outcome: 'storage', reason: 'locked-by-another-process' });
    if (enrolling.ok) enrolling.lock.release();
    expect(world.load()).toMatchObject({ outcome: 'kiosk-revoked', kioskId });
    await world.enrol({ code: secondCode });
    expect(world.load().outcome).toBe('enrolled');
  });
});

describe('a kiosk that the platform does not know', () => {
  it('knows it when it was told so more than once in a row', async () => {
    const world = await createEnrolledWorld();
    const kiosk = await startKiosk(world);
    world.platform.kiosks.clear();
    for (let told = 1; told < unknownAfter; told += 1) await kiosk.speak();
    expect(kiosk.identity.isUnknown()).toBe(false);
    await kiosk.speak();
    await kiosk.speak();
    expect(kiosk.identity.isUnknown()).toBe(true);
    expect(kiosk.events).toEqual(['unknown']);
    // Its key is still there: whoever said so had not verified the request.
    expect(world.load().outcome).toBe('enrolled');
  });

  it('is known again with the first answer that knows it, and counts anew from there', async () => {
    const world = await createEnrolledWorld();
    const kiosk = await startKiosk(world);
    const known = new Map(world.platform.kiosks);
    const forget = () => world.platform.kiosks.clear();
    const remember = () => {
      for (const [keyId, key] of known) world.platform.kiosks.set(keyId, key);
    };
    forget();
    for (let told = 0; told < unknownAfter; told += 1) await kiosk.speak();
    remember();
    expect((await kiosk.speak()).ok).toBe(true);
    expect(kiosk.identity.isUnknown()).toBe(false);
    expect(kiosk.events).toEqual(['unknown', 'known-again']);
    forget();
    await kiosk.speak();
    expect(kiosk.identity.isUnknown()).toBe(false);
  });

  it('is enrolled anew with a new code and speaks again', async () => {
    const world = await createWorldWithSecondCode();
    world.platform.kiosks.clear();
    expect(await world.enrol({ code: secondCode, anew: true })).toMatchObject({ outcome: 'enrolled' });
    expect((await (await startKiosk(world)).speak()).ok).toBe(true);
  });
});
