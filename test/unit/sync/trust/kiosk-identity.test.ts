import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { rotateKey } from '../../../../electron/sync/trust/rotate-key.ts';
import { createExchangeWorld } from './exchange-world.ts';
import { anyHealthReport, kioskId, noAnswer, platformStart } from './fake-platform.ts';
import { createEnrolledWorld, type IdentityWorld } from './identity-world.ts';

/** The calls of the kiosk whose identity lies on the disk now. */
const startKiosk = async (world: IdentityWorld) => {
  const identity = world.identity();
  const { client, platformTime } = await createExchangeWorld({ platform: world.platform, signer: identity });
  return {
    identity,
    client,
    rotate: () => rotateKey({ identity, client, platformTime }),
    speaks: async () => (await client.reportHealth(anyHealthReport)).ok,
  };
};

describe('changing the key', () => {
  it('puts a new one in place and goes on with it, also after a restart', async () => {
    const world = await createEnrolledWorld();
    const kiosk = await startKiosk(world);
    const before = kiosk.identity.presentKey().keyId;
    const events: string[] = [];
    kiosk.identity.onEvent(({ type }) => events.push(type));
    const outcome = await kiosk.rotate();
    const after = kiosk.identity.presentKey().keyId;
    expect(outcome).toEqual({ outcome: 'changed', keyId: after });
    expect(after).not.toBe(before);
    expect(events).toEqual(['key-changed']);
    world.platform.kiosks.delete(before);
    expect(await kiosk.speaks()).toBe(true);
    expect(world.names()).toEqual(['enrolment.json', 'kiosk-key.pem']);
    expect(await (await startKiosk(world)).speaks()).toBe(true);
  });

  it('is tried again with the same key where the answer was lost', async () => {
    const world = await createEnrolledWorld();
    const kiosk = await startKiosk(world);
    expect(await kiosk.speaks()).toBe(true);
    const before = kiosk.identity.presentKey().keyId;
    world.platform.line = () => noAnswer;
    expect(await kiosk.rotate()).toMatchObject({
      outcome: 'not-changed',
      failure: { reason: 'unreachable' },
    });
    world.platform.line = (outcome) => outcome;
    expect(kiosk.identity.presentKey().keyId).toBe(before);
    expect(await kiosk.speaks()).toBe(true);
    const restarted = await startKiosk(world);
    expect(restarted.identity.isKeyChangeUnderWay()).toBe(true);
    const known = world.platform.kiosks.size;
    expect(await restarted.rotate()).toMatchObject({ outcome: 'changed' });
    expect(world.platform.kiosks.size).toBe(known);
    expect(restarted.identity.isKeyChangeUnderWay()).toBe(false);
  });

  it('dates its proof anew where it is told the time only by the refusal of the first', async () => {
    const world = await createEnrolledWorld();
    world.platform.clock.jumpTo(platformStart + 365 * 86_400_000);
    const kiosk = await startKiosk(world);
    expect(await kiosk.rotate()).toMatchObject({ outcome: 'changed' });
    expect(await kiosk.speaks()).toBe(true);
  });

  it('leaves a kiosk that can talk, wherever the power goes', async () => {
    const world = await createEnrolledWorld();
    const kiosk = await startKiosk(world);
    const { files, platform } = world;
    const picture = (): Map<string, Uint8Array> =>
      new Map(
        [files.enrolment, files.key, files.nextKey]
          .filter((file) => existsSync(file))
          .map((file) => [file, readFileSync(file)]),
      );
    const before = picture();
    const formerKeyId = kiosk.identity.presentKey().keyId;
    kiosk.identity.nextKey();
    const asked = picture();
    await kiosk.rotate();
    const after = picture();
    // Between the two renames: the enrolment names the new key already, the old file is still in its place.
    const between = new Map([...asked, [files.enrolment, after.get(files.enrolment) ?? Buffer.alloc(0)]]);
    const steps: readonly [Map<string, Uint8Array>, 'knows the present key' | 'has heard the next key'][] = [
      [before, 'knows the present key'],
      [asked, 'knows the present key'],
      [asked, 'has heard the next key'],
      [between, 'knows the present key'],
      [between, 'has heard the next key'],
      [after, 'has heard the next key'],
    ];
    const bothKeys = new Map(platform.kiosks);
    expect(bothKeys.size).toBe(2);
    for (const [found, then] of steps) {
      rmSync(files.folder, { recursive: true });
      mkdirSync(files.folder, { mode: 0o700 });
      for (const [file, content] of found) writeFileSync(file, content, { mode: 0o600 });
      for (const [keyId, key] of bothKeys) platform.kiosks.set(keyId, key);
      if (then === 'has heard the next key') platform.kiosks.delete(formerKeyId);
      const restarted = await startKiosk(world);
      expect(await restarted.speaks(), `${found.size} files, ${then}`).toBe(true);
    }
  });

  it('is found out where the platform has taken the next key and forgotten the present one', async () => {
    const world = await createEnrolledWorld();
    const kiosk = await startKiosk(world);
    const before = kiosk.identity.presentKey().keyId;
    world.platform.line = (outcome, { url }) => (url.pathname.endsWith('/self/keys') ? noAnswer : outcome);
    await kiosk.rotate();
    world.platform.kiosks.delete(before);
    const restarted = await startKiosk(world);
    expect(await restarted.speaks()).toBe(true);
    expect(restarted.identity.presentKey().keyId).not.toBe(before);
    expect(world.names()).toEqual(['enrolment.json', 'kiosk-key.pem']);
  });
});

describe('a revocation', () => {
  it('destroys the key, is recorded, and is said at once at the next start', async () => {
    const world = await createEnrolledWorld();
    const kiosk = await startKiosk(world);
    const events: string[] = [];
    kiosk.identity.onEvent(({ type }) => events.push(type));
    world.platform.kiosks.set(kiosk.identity.presentKey().keyId, null);
    expect(await kiosk.speaks()).toBe(false);
    expect(kiosk.identity.isRevoked()).toBe(true);
    expect(events).toEqual(['revoked']);
    expect(world.names()).toEqual(['enrolment.json', 'revoked.json']);
    const loaded = world.load();
    expect(loaded).toMatchObject({ outcome: 'kiosk-revoked', kioskId });
    const at = loaded.outcome === 'kiosk-revoked' ? loaded.revokedAt : 0;
    expect(Math.abs(at - platformStart)).toBeLessThan(1_000);
  });

  it('is finished by the next start where the power went before the key was gone', async () => {
    const world = await createEnrolledWorld();
    const key = readFileSync(world.files.key);
    const kiosk = await startKiosk(world);
    kiosk.identity.revoked();
    writeFileSync(world.files.key, key, { mode: 0o600 });
    expect(world.load()).toMatchObject({ outcome: 'kiosk-revoked', notes: ['revocation-finished'] });
    expect(world.names()).toEqual(['enrolment.json', 'revoked.json']);
  });
});
