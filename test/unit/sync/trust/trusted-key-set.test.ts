import { describe, expect, it } from 'vitest';
import type { PlatformOutcome } from '../../../../electron/sync/platform-client.ts';
import { createTrustedKeySet } from '../../../../electron/sync/trust/trusted-key-set.ts';
import { createCertificateAuthority } from '../../../helpers/certificate-authority.ts';

const now = Date.UTC(2026, 10, 20, 4);

const createWorld = async () => {
  const authority = await createCertificateAuthority(now);
  const world = {
    authority,
    fetched: 0,
    jws: await authority.signedKeySet(),
    newer: [] as number[],
    outcome: null as PlatformOutcome<never> | null,
  };
  const keys = createTrustedKeySet({
    rootKey: authority.rootKey,
    fetchKeySet: async () => {
      world.fetched += 1;
      return world.outcome ?? { ok: true, value: { jws: world.jws } };
    },
  });
  keys.onNewer(({ issuedAt }) => world.newer.push(issuedAt));
  return { world, keys };
};

describe('the platform’s key set', () => {
  it('is empty until one came that the root has signed', async () => {
    const { world, keys } = await createWorld();
    expect(keys.current()).toEqual([]);
    expect(await keys.take(await (await createCertificateAuthority(now)).signedKeySet())).toBe(false);
    expect(await keys.take('a.b.c')).toBe(false);
    expect(keys.current()).toEqual([]);
    expect(await keys.take(world.jws)).toBe(true);
    expect(keys.keySet()).toEqual(world.authority.keySet);
    expect(world.newer).toEqual([now]);
  });

  it('is fetched once for all who ask at the same time', async () => {
    const { world, keys } = await createWorld();
    await Promise.all([keys.refresh(), keys.refresh(), keys.refresh()]);
    expect(world.fetched).toBe(1);
    await keys.refresh();
    expect(world.fetched).toBe(2);
    expect(world.newer).toEqual([now]);
  });

  it('never goes back to an older one, which would bring a withdrawn key back', async () => {
    const { world, keys } = await createWorld();
    await keys.refresh();
    world.jws = await world.authority.signedKeySet({
      ...world.authority.keySet,
      issuedAt: now - 1,
      keys: [],
    });
    expect(await keys.refresh()).toMatchObject({ ok: true, value: { issuedAt: now } });
    expect(keys.keySet().keys).toHaveLength(1);
    world.jws = await world.authority.signedKeySet({
      ...world.authority.keySet,
      issuedAt: now + 1,
      keys: [],
    });
    await keys.refresh();
    expect(keys.keySet().keys).toHaveLength(0);
    expect(world.newer).toEqual([now, now + 1]);
  });

  it('stays as it is where the line is down', async () => {
    const { world, keys } = await createWorld();
    await keys.refresh();
    world.outcome = { ok: false, reason: 'unreachable', detail: '' };
    expect(await keys.refresh()).toEqual(world.outcome);
    expect(keys.keySet()).toEqual(world.authority.keySet);
  });
});
