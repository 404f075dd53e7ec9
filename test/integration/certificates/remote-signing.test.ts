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
import { createSigningWorld, renderSigned, type SigningWorld, tryToSign } from './signing-world.ts';

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
      {
        certificateNumber: world.claims.certificateNumber,
        kioskId: 'K-7K3M9QXAB2',
        digest,
        signedAt: world.now,
      },
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
    ['the certificate of another kiosk', { kioskId: 'K-0000000002' }, 'not-found'],
    ['a digest of another length', { digest: randomBytes(20) }, 'digest-malformed'],
    ['an algorithm that is not there', { algorithm: 'sm2-sm3' as const }, 'algorithm-unavailable'],
  ])('refuses %s', async (_, changes, reason) => {
    expect(await world.order(changes)).toEqual(refused(reason));
    expect(world.signatures.size).toBe(0);
  });

  it('does not sign with a key that was ended since the issue', async () => {
    world.keyHasEnded = true;
    expect(await world.order()).toEqual(refused('revoked'));
    expect(world.signatures.size).toBe(0);
  });

  it('refuses what was issued long ago, has expired, or was revoked', async () => {
    const issued = world.issued.get(world.claims.certificateNumber);
    if (!issued) throw new Error('nothing was issued');
    world.now = issued.givenAt + signableFor + 1;
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

  it.each<[string, () => Promise<DocumentSigner>, string]>([
    ['of another root', async () => (await createSigningWorld()).departmentSigner, 'unknown-signer'],
    ['by a stranger’s key', async () => stranger(), 'bad-signature'],
    [
      'of a kiosk',
      async () => {
        if (world.kioskSigner === null) throw new Error('no signer');
        return world.kioskSigner;
      },
      'another-signer',
    ],
  ])('prints nothing with one %s', async (_, signer, detail) => {
    const by = await signer();
    world.remote = { sign: async (request) => ({ ok: true, signature: signDetached(request, by) }) };
    expect(await tryToSign(world)).toEqual({ ok: false, reason: 'signature-wrong', detail });
    expect(world.logged).toEqual([]);
  });

  it('prints nothing with one over another document, for another number, of another office, or with none', async () => {
    const { departmentSigner: signer, claims } = world;
    const { certificateNumber } = claims;
    const flipped = (bytes: Uint8Array): Uint8Array => {
      const altered = Uint8Array.from(bytes);
      altered[bytes.length - 5] = (altered[bytes.length - 5] ?? 0) ^ 1;
      return altered;
    };
    const answers: [(digest: Uint8Array) => Uint8Array, string][] = [
      [
        (digest) => signDetached({ digest: randomBytes(digest.length), certificateNumber }, signer),
        'digest-differs',
      ],
      [
        (digest) => signDetached({ digest, certificateNumber: 'ZF20261120-0000000043' }, signer),
        'another-certificate',
      ],
      [(digest) => signDetached({ digest, certificateNumber }, world.otherOffice()), 'signer-not-valid-then'],
      [(digest) => flipped(signDetached({ digest, certificateNumber }, signer)), 'bad-signature'],
      [() => randomBytes(1500), 'malformed'],
      [() => new Uint8Array(0), 'malformed'],
    ];
    for (const [answer, detail] of answers) {
      world.remote = { sign: async ({ digest }) => ({ ok: true, signature: answer(digest) }) };
      expect(await tryToSign(world)).toEqual({ ok: false, reason: 'signature-wrong', detail });
    }
    expect(world.logged).toEqual([]);
  });

  it('prints nothing with one by a key that was not the department’s when the certificate was issued', async () => {
    const [key] = world.trust.keySet.keys;
    if (!key) throw new Error('no key');
    world.trust = {
      ...world.trust,
      keySet: { keys: [{ ...key, notBefore: world.claims.issuedAt * 1000 + 1 }] },
    };
    expect(await tryToSign(world)).toEqual({
      ok: false,
      reason: 'signature-wrong',
      detail: 'signer-not-valid-then',
    });
  });

  it('prints nothing, and does not sign itself, where the department does not sign', async () => {
    world.now += signableFor * 2;
    expect(await tryToSign(world)).toEqual({ ok: false, reason: 'signature-refused', detail: 'too-late' });
  });

  it('does not sign itself with a certificate that has run out', async () => {
    world.remote = { sign: async () => ({ ok: false, reason: 'unavailable', detail: 'unreachable' }) };
    world.now += 7000 * 86_400_000;
    expect(await tryToSign(world)).toEqual({
      ok: false,
      reason: 'nobody-to-sign',
      detail: 'signer-not-valid-then',
    });
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
