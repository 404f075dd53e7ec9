import { readFileSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { PublicJwk } from '../../../../platform/contract/api.ts';
import { signDetached, verifySignatureAt } from '../../../../platform/contract/pdf-signature/index.ts';
import { isChainOf } from '../../../../electron/sync/trust/kiosk-chain.ts';
import { generateKioskKey } from '../../../../electron/sync/trust/kiosk-key.ts';
import { rotateKey } from '../../../../electron/sync/trust/rotate-key.ts';
import { createCertificateAuthority } from '../../../helpers/certificate-authority.ts';
import { createExchangeWorld } from './exchange-world.ts';
import { noAnswer, platformStart, stationCode } from './fake-platform.ts';
import { createEnrolledWorld, createIdentityWorld, type IdentityWorld } from './identity-world.ts';

const digest = new Uint8Array(32).fill(7);
const certificateNumber = 'ZF20261120-0000000042';

/** Who a signature of the kiosk, as it is after a start, says it is by, to somebody who knows the root alone. */
const signerAfterStart = (world: IdentityWorld): string => {
  const signer = world.identity().documentSigner();
  if (signer === null) return 'nobody';
  const trust = { rootKey: world.platform.authority.rootKey, keySet: { keys: [] } };
  const cms = signDetached({ digest, certificateNumber }, signer);
  const verified = verifySignatureAt(cms, digest, platformStart, trust);
  return verified.outcome === 'good' ? `${verified.signer.role} ${verified.signer.code}` : verified.outcome;
};

/** Changes the key of the kiosk whose identity lies on the disk. */
const changeKey = async (world: IdentityWorld) => {
  const identity = world.identity();
  const { client, platformTime } = await createExchangeWorld({ platform: world.platform, signer: identity });
  return { identity, outcome: await rotateKey({ identity, client, platformTime }) };
};

/** A platform that vouches for another key than the one that it took. */
const vouchForAnother = (world: IdentityWorld): void => {
  const { authority } = world.platform;
  world.platform.chainOf = () => authority.kioskChain(stationCode, generateKioskKey().publicJwk);
};

describe('the certificates of a kiosk’s key', () => {
  it('come with the enrolment, are kept for the account of the kiosk alone, and make it sign', async () => {
    const world = await createEnrolledWorld();
    expect(signerAfterStart(world)).toBe(`kiosk ${stationCode}`);
    expect(readFileSync(world.files.enrolment, 'utf8')).toContain('"chains"');
    expect(statSync(world.files.enrolment).mode & 0o777).toBe(0o600);
  });

  it('are those of the new key once the key was changed, and the old ones are gone', async () => {
    const world = await createEnrolledWorld();
    const before = JSON.parse(readFileSync(world.files.enrolment, 'utf8')).chains;
    const { outcome, identity } = await changeKey(world);
    expect(outcome).toMatchObject({ outcome: 'changed' });
    expect(identity.documentSigner()).not.toBeNull();
    expect(signerAfterStart(world)).toBe(`kiosk ${stationCode}`);
    const { chains, keyId } = JSON.parse(readFileSync(world.files.enrolment, 'utf8'));
    expect(chains).toHaveLength(1);
    expect(chains[0].keyId).toBe(keyId);
    expect(chains).not.toEqual(before);
  });

  it('are on the disk before the new key signs: a power cut in between costs none of the two', async () => {
    const world = await createEnrolledWorld();
    const identity = world.identity();
    const next = identity.nextKey();
    if (!next.ok) throw new Error(next.reason);
    expect(identity.keepNextChain(world.platform.chainOf(next.key.publicJwk))).toEqual({ ok: true });
    expect(signerAfterStart(world)).toBe(`kiosk ${stationCode}`);
    const restarted = world.identity();
    restarted.accepted(next.key.keyId);
    expect(restarted.documentSigner()?.privateKey).toBe(restarted.signingKeys()[0]?.privateKey);
    expect(signerAfterStart(world)).toBe(`kiosk ${stationCode}`);
  });

  it('are missing where the answer that brought them was lost and the platform goes by the new key', async () => {
    const world = await createEnrolledWorld();
    const before = world.identity().presentKey().keyId;
    world.platform.line = () => noAnswer;
    expect((await changeKey(world)).outcome).toMatchObject({ outcome: 'not-changed' });
    world.platform.line = (outcome) => outcome;
    const restarted = world.identity();
    const next = restarted.nextKey();
    if (!next.ok) throw new Error(next.reason);
    restarted.accepted(next.key.keyId);
    expect(world.identity().presentKey().keyId).not.toBe(before);
    expect(signerAfterStart(world)).toBe('nobody');
    expect((await changeKey(world)).outcome).toMatchObject({ outcome: 'changed' });
    expect(signerAfterStart(world)).toBe(`kiosk ${stationCode}`);
  });

  it('make no difference to a kiosk that was revoked: it signs nothing', async () => {
    const world = await createEnrolledWorld();
    const identity = world.identity();
    identity.revoked();
    expect(identity.documentSigner()).toBeNull();
  });

  it('of another key are not taken: neither at the enrolment nor with a change', async () => {
    const fresh = await createIdentityWorld();
    vouchForAnother(fresh);
    expect(await fresh.enrol()).toEqual({
      outcome: 'malformed-reply',
      detail: 'certificates of another key',
    });
    expect(fresh.load()).toMatchObject({ outcome: 'not-enrolled' });

    const world = await createEnrolledWorld();
    vouchForAnother(world);
    expect((await changeKey(world)).outcome).toMatchObject({
      outcome: 'not-changed',
      failure: { detail: 'certificates of another key' },
    });
    expect(signerAfterStart(world)).toBe(`kiosk ${stationCode}`);
  });

  it('are told from those of another station, another root, a department, and from no certificates', async () => {
    const authority = await createCertificateAuthority(platformStart);
    const stranger = await createCertificateAuthority(platformStart);
    const key = generateKioskKey();
    const isOwn = (chain: { kiosk: string; root: string }, rootKey: PublicJwk = authority.rootKey): boolean =>
      isChainOf(chain, key, { stationCode, rootKey });
    const own = authority.kioskChain(stationCode, key.publicJwk);
    expect(isOwn(own)).toBe(true);
    expect(isOwn(own, stranger.rootKey)).toBe(false);
    expect(isOwn({ ...own, root: stranger.kioskChain(stationCode, key.publicJwk).root })).toBe(false);
    expect(isOwn(authority.kioskChain('qx-0002', key.publicJwk))).toBe(false);
    expect(isOwn({ kiosk: own.root, root: own.root })).toBe(false);
    expect(isOwn({ kiosk: 'AAAA', root: own.root })).toBe(false);
    expect(isOwn({ kiosk: '', root: '' })).toBe(false);
  });
});
