import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  type DocumentSigner,
  findSignatureAlgorithm,
  prepareSignature,
  reservedSignatureBytes,
  signDetached,
  verifyDetached,
  verifyPdfSignature,
} from '../../../platform/contract/pdf-signature/index.ts';
import { signableFor } from '../../../platform/signing/pdf/sign-certificate-document.ts';
import { sampleClaims } from '../../unit/certificates/rendering/sample-certificate.ts';
import { createSigningWorld, renderSigned, type SigningWorld } from './signing-world.ts';

let world: SigningWorld;
beforeEach(async () => {
  world = await createSigningWorld();
});

const refused = (reason: string) => ({ outcome: 'refused', reason });

describe('the department’s remote signer', () => {
  it('signs once for a certificate, and gives the same signature to the same question', async () => {
    const digest = randomBytes(32);
    const first = await world.order({ digest });
    expect(first).toMatchObject({ outcome: 'signed' });
    expect(await world.order({ digest })).toEqual(first);
    expect(await world.order({ digest: randomBytes(32) })).toEqual(refused('already-signed'));
    expect([...world.signatures.values()]).toMatchObject([
      { certificateNumber: world.claims.certificateNumber, kioskId: 'kiosk-1', digest, signedAt: world.now },
    ]);
  });

  it('repeats a signature also when it would not make one any more', async () => {
    const digest = randomBytes(32);
    const first = await world.order({ digest });
    world.now += signableFor * 2;
    expect(await world.order({ digest })).toEqual(first);
  });

  it('gives one of two questions at the same time the signature', async () => {
    const outcomes = await Promise.all([world.order(), world.order()]);
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['refused', 'signed']);
  });

  it.each([
    ['a number that was never issued', { certificateNumber: 'ZF20261120-9999999999' }, 'not-found'],
    [
      'the certificate of another station',
      { kiosk: { kioskId: 'kiosk-2', stationCode: 'XX-0002' } },
      'not-found',
    ],
    ['a digest of another length', { digest: randomBytes(20) }, 'digest-malformed'],
    ['an algorithm that is not there', { algorithm: 'sm2-sm3' as const }, 'algorithm-unavailable'],
  ])('refuses %s', async (_, changes, reason) => {
    expect(await world.order(changes)).toEqual(refused(reason));
    expect(world.signatures.size).toBe(0);
  });

  it('refuses a second kiosk of the station the signature of the first', async () => {
    const digest = randomBytes(32);
    await world.order({ digest });
    const kiosk = { ...world.kiosk, kioskId: 'kiosk-9' };
    expect(await world.order({ digest, kiosk })).toEqual(refused('already-signed'));
  });

  it('refuses what was issued long ago, has expired, or was revoked', async () => {
    const issued = world.issued.get(world.claims.certificateNumber);
    if (!issued) throw new Error('nothing was issued');
    world.now = issued.issuedAt + signableFor + 1;
    expect(await world.order()).toEqual(refused('too-late'));
    world.now = issued.expiresAt;
    expect(await world.order()).toEqual(refused('expired'));
    world.issued.set(issued.certificateNumber, { ...issued, revoked: true });
    expect(await world.order()).toEqual(refused('revoked'));
    expect(world.signatures.size).toBe(0);
  });

  it('has SM2 behind the same port, and says that it is not there', () => {
    expect(findSignatureAlgorithm('sm2-sm3')).toEqual({ ok: false, reason: 'algorithm-unavailable' });
  });
});

describe('a kiosk that gets a signature', () => {
  const stranger = (): DocumentSigner => ({
    ...world.departmentSigner,
    privateKey: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey,
  });

  it.each([
    [
      'of another root',
      async () => (await createSigningWorld()).departmentSigner,
      'signature unknown-signer',
    ],
    ['by a stranger’s key', async () => stranger(), 'signature bad-signature'],
    ['of another kiosk', async () => world.kioskSigner, 'signature for another certificate'],
  ])('does not put in one %s', async (_, signer, reason) => {
    const by = await signer();
    if (by === null) throw new Error('no signer');
    world.remote = { sign: async (request) => ({ ok: true, signature: signDetached(request, by) }) };
    const pdf = await renderSigned(world);
    expect(verifyPdfSignature(pdf, world.trust)).toMatchObject({ outcome: 'genuine', signedBy: 'kiosk' });
    expect(world.logged).toEqual([`certificate-signed-by-kiosk ${reason}`]);
  });

  it('does not put in one over another document, for another number, of another office, or no signature', async () => {
    const { departmentSigner: signer, claims } = world;
    const { certificateNumber } = claims;
    const otherOffice = await createSigningWorld({
      claims: sampleClaims(1, { department: { code: 'other', name: '另一部门' } }),
    });
    const answers = [
      (digest: Uint8Array) => signDetached({ digest: randomBytes(digest.length), certificateNumber }, signer),
      (digest: Uint8Array) => signDetached({ digest, certificateNumber: 'ZF20261120-0000000043' }, signer),
      (digest: Uint8Array) => signDetached({ digest, certificateNumber }, otherOffice.departmentSigner),
      () => randomBytes(1500),
      () => new Uint8Array(0),
    ];
    for (const answer of answers) {
      world.remote = { sign: async ({ digest }) => ({ ok: true, signature: answer(digest) }) };
      const pdf = await renderSigned(world);
      expect(verifyPdfSignature(pdf, world.trust)).toMatchObject({ outcome: 'genuine', signedBy: 'kiosk' });
    }
    expect(world.logged.map((line) => line.replace('certificate-signed-by-kiosk ', ''))).toEqual([
      'signature digest-differs',
      'signature for another certificate',
      'signature unknown-signer',
      'signature malformed',
      'signature malformed',
    ]);
  });

  it('has the same document signed when it asks again: rendering is the same, byte for byte', async () => {
    const first = await renderSigned(world);
    expect(await renderSigned(world)).toEqual(first);
  });
});

describe('a signed document', () => {
  const forge = (number: string): Uint8Array => {
    // What a kiosk in wrong hands can get: a signature for its own number over whatever digest it sends.
    const unsigned = world.lastUnsigned;
    if (unsigned === null) throw new Error('nothing was rendered');
    const prepared = prepareSignature(unsigned);
    const embedded = prepared.embed(
      signDetached({ digest: prepared.digest, certificateNumber: number }, world.departmentSigner),
    );
    if (!embedded.ok) throw new Error(embedded.reason);
    return embedded.pdf;
  };

  it('is not believed with the signature that was got for another certificate', async () => {
    await renderSigned(world);
    expect(verifyPdfSignature(forge(world.claims.certificateNumber), world.trust).outcome).toBe('genuine');
    expect(verifyPdfSignature(forge('ZF20261120-0000000043'), world.trust)).toEqual({
      outcome: 'claims-differ',
    });
  });

  it('is not believed when the department’s key was not good at the time, or is not its key', async () => {
    const pdf = await renderSigned(world);
    const [key] = world.trust.keySet.keys;
    if (!key) throw new Error('no key');
    const issuedAt = world.claims.issuedAt * 1000;
    for (const changed of [
      { ...key, notAfter: issuedAt },
      { ...key, notBefore: issuedAt + 1 },
      { ...key, department: 'other' },
    ]) {
      const trust = { ...world.trust, keySet: { keys: [changed] } };
      expect(verifyPdfSignature(pdf, trust)).toEqual({ outcome: 'signer-not-valid-then' });
    }
  });

  it('is not believed under another root', async () => {
    const { trust } = await createSigningWorld();
    const pdf = await renderSigned(world);
    expect(verifyPdfSignature(pdf, { ...world.trust, rootKey: trust.rootKey })).toEqual({
      outcome: 'unknown-signer',
    });
  });

  it('has room for one signature, and for none that is longer', async () => {
    await renderSigned(world);
    const unsigned = world.lastUnsigned ?? new Uint8Array();
    expect(prepareSignature(unsigned).embed(randomBytes(reservedSignatureBytes + 1))).toEqual({
      ok: false,
      reason: 'signature-too-long',
    });
    expect(() => prepareSignature(Buffer.concat([unsigned, unsigned]))).toThrow('exactly one signature');
    expect(() => prepareSignature(Buffer.from('%PDF-1.7'))).toThrow('exactly one signature');
  });

  it('carries a signature over a digest and no other', () => {
    const digest = randomBytes(32);
    const { rootKey } = world.trust;
    const cms = signDetached({ digest, certificateNumber: 'ZF20261120-0000000042' }, world.departmentSigner);
    const rootPublicKey = world.rootPublicKey;
    expect(rootKey.kty).toBe('EC');
    expect(verifyDetached(cms, digest, rootPublicKey)).toMatchObject({
      outcome: 'good',
      signer: { role: 'department', code: 'xiaoxiang-real-estate' },
      certificateNumber: 'ZF20261120-0000000042',
    });
    expect(verifyDetached(cms, randomBytes(32), rootPublicKey)).toEqual({ outcome: 'digest-differs' });
    expect(verifyDetached(Buffer.concat([cms, Buffer.from([0])]), digest, rootPublicKey)).toEqual({
      outcome: 'malformed',
    });
  });
});
