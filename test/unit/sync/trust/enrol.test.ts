import { chmodSync, chownSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readEnrolmentCode } from '../../../../electron/sync/trust/enrol.ts';
import { movePrivateFile } from '../../../../electron/sync/trust/private-file.ts';
import { createCertificateAuthority } from '../../../helpers/certificate-authority.ts';
import { kioskId, noAnswer, platformStart, problem } from './fake-platform.ts';
import { code, createIdentityWorld } from './identity-world.ts';

const year = 365 * 86_400_000;

describe('enrolling', () => {
  it('makes the kiosk known and leaves a private identity', async () => {
    const world = await createIdentityWorld();
    const outcome = await world.enrol();
    const { keyId } = world.identity().presentKey();
    expect(outcome).toEqual({ outcome: 'enrolled', kioskId, keyId });
    expect(world.platform.kiosks.has(keyId)).toBe(true);
    expect(world.names()).toEqual(['enrolment.json', 'kiosk-key.pem']);
    expect(statSync(world.files.folder).mode & 0o777).toBe(0o700);
    for (const file of [world.files.key, world.files.enrolment]) {
      expect(statSync(file).mode & 0o777).toBe(0o600);
    }
  });

  it.each([year, -year, 30 * year, -50 * year])(
    'works with a wall clock that is %d ms off',
    async (error) => {
      const world = await createIdentityWorld(error);
      expect(await world.enrol()).toMatchObject({ outcome: 'enrolled' });
      expect(world.platform.seen.map(({ result }) => result)).toEqual(['clock-skew', 'ok']);
      const enrolment = JSON.parse(readFileSync(world.files.enrolment, 'utf8'));
      expect(Math.abs(enrolment.enrolledAt - platformStart)).toBeLessThan(2_000);
    },
  );

  it('comes to the same kiosk when the answer was lost and the code is sent again', async () => {
    const world = await createIdentityWorld();
    const { platform } = world;
    platform.line = (outcome, { url }) => (url.pathname === '/v1/enrolments' ? noAnswer : outcome);
    expect(await world.enrol()).toEqual({ outcome: 'unreachable', detail: 'ECONNRESET' });
    expect(world.load().outcome).toBe('not-enrolled');
    platform.line = (outcome) => outcome;
    expect(await world.enrol()).toMatchObject({ outcome: 'enrolled', kioskId });
    expect(platform.kiosks.size).toBe(1);
  });

  it('keeps the key of a code while another code is tried', async () => {
    const world = await createIdentityWorld();
    const { platform } = world;
    platform.line = (outcome, { url }) => (url.pathname === '/v1/enrolments' ? noAnswer : outcome);
    await world.enrol();
    platform.line = (outcome) => outcome;
    expect(await world.enrol({ code: '00000-00000-00000-00000' })).toEqual({ outcome: 'code-invalid' });
    expect(await world.enrol()).toMatchObject({ outcome: 'enrolled' });
    expect(platform.kiosks.size).toBe(1);
    expect(world.names()).toEqual(['enrolment.json', 'kiosk-key.pem']);
  });

  it('takes another key for another code: the platform has the first one already', async () => {
    const world = await createIdentityWorld();
    const { platform } = world;
    platform.line = (outcome, { url }) => (url.pathname === '/v1/enrolments' ? noAnswer : outcome);
    await world.enrol();
    platform.line = (outcome) => outcome;
    platform.codes.set('AAAAA-AAAAA-AAAAA-AAAAA', null);
    expect(await world.enrol({ code: 'AAAAA-AAAAA-AAAAA-AAAAA' })).toMatchObject({ outcome: 'enrolled' });
    expect(world.names()).toEqual(['enrolment.json', 'kiosk-key.pem']);
  });

  it('leaves a kiosk that is enrolled alone', async () => {
    const world = await createIdentityWorld();
    const first = await world.enrol();
    const requests = world.platform.seen.length;
    expect(await world.enrol({ code: '00000-00000-00000-00000' })).toEqual({
      ...first,
      outcome: 'already-enrolled',
    });
    expect(world.platform.seen).toHaveLength(requests);
  });

  it('finishes at the next start what a power cut left between the two renames', async () => {
    const world = await createIdentityWorld();
    await world.enrol();
    const { keyId } = world.identity().presentKey();
    const waiting = `${world.files.folder}/kiosk-key.enrolling-0123456789abcdef.pem`;
    writeFileSync(waiting, readFileSync(world.files.key), { mode: 0o600 });
    rmSync(world.files.key);
    expect(world.load()).toMatchObject({ outcome: 'enrolled', notes: ['key-change-finished'] });
    expect(world.identity().presentKey().keyId).toBe(keyId);
  });

  it('takes no answer of somebody who is not the platform', async () => {
    const world = await createIdentityWorld();
    const { platform } = world;
    const stranger = await createCertificateAuthority(platformStart);
    const jws = await stranger.signedKeySet();
    platform.line = (outcome, request) =>
      outcome.outcome === 'answered' && request.url.pathname === '/v1/keys'
        ? { ...outcome, answer: platform.answer({ status: 200, body: { jws } }, request) }
        : outcome;
    expect(await world.enrol()).toMatchObject({ outcome: 'not-genuine' });
    platform.line = (outcome, request) => {
      if (outcome.outcome !== 'answered' || request.url.pathname !== '/v1/enrolments') return outcome;
      const { 'signature-input': _, signature: __, ...headers } = outcome.answer.headers;
      return { ...outcome, answer: { ...outcome.answer, headers } };
    };
    expect(await world.enrol()).toMatchObject({ outcome: 'not-genuine' });
    expect(world.load().outcome).toBe('not-enrolled');
  });

  it.each([
    ['enrolment-code-invalid', { outcome: 'code-invalid' }],
    ['station-mismatch', { outcome: 'station-mismatch' }],
    ['busy', { outcome: 'refused', problem: 'busy' }],
  ] as const)('tells %s', async (reason, expected) => {
    const world = await createIdentityWorld();
    const { platform } = world;
    platform.line = (outcome, request) =>
      outcome.outcome === 'answered' && request.url.pathname === '/v1/enrolments'
        ? { ...outcome, answer: platform.answer(problem(403, reason), request) }
        : outcome;
    expect(await world.enrol()).toEqual(expected);
  });

  it('says what the disk said where nothing can be written', async () => {
    const world = await createIdentityWorld();
    writeFileSync(world.files.folder, 'a file in its place');
    expect(await world.enrol()).toMatchObject({ outcome: 'storage', reason: 'folder-not-writable' });
    expect(world.platform.seen).toEqual([]);
  });

  it('enrols anew after a revocation, with another key', async () => {
    const world = await createIdentityWorld();
    await world.enrol();
    const first = world.identity();
    const { keyId } = first.presentKey();
    world.platform.kiosks.set(keyId, null);
    first.revoked();
    expect(world.load()).toMatchObject({ outcome: 'kiosk-revoked', kioskId });
    world.platform.codes.set('AAAAA-AAAAA-AAAAA-AAAAA', null);
    expect(await world.enrol({ code: 'AAAAA-AAAAA-AAAAA-AAAAA' })).toMatchObject({ outcome: 'enrolled' });
    expect(world.identity().presentKey().keyId).not.toBe(keyId);
    expect(world.names()).toEqual(['enrolment.json', 'kiosk-key.pem']);
    // The power went before the record of the earlier life was removed.
    const record = { schemaVersion: 1, kioskId, keyId, revokedAt: platformStart };
    writeFileSync(world.files.revocation, JSON.stringify(record), { mode: 0o600 });
    expect(world.load().outcome).toBe('enrolled');
    expect(world.names()).toEqual(['enrolment.json', 'kiosk-key.pem']);
  });

  it('enrols anew where what lies there is broken, and never touches what it cannot read', async () => {
    const world = await createIdentityWorld();
    await world.enrol();
    writeFileSync(world.files.key, 'half a k');
    world.platform.codes.set('AAAAA-AAAAA-AAAAA-AAAAA', null);
    expect(await world.enrol({ code: 'AAAAA-AAAAA-AAAAA-AAAAA' })).toMatchObject({ outcome: 'enrolled' });

    world.wrapping = { passphrase: Buffer.from('a secret of this machine') };
    world.identity();
    world.wrapping = null;
    const locked = readFileSync(world.files.key, 'utf8');
    expect(await world.enrol()).toMatchObject({ outcome: 'identity-unusable', reason: 'key-locked' });
    expect(readFileSync(world.files.key, 'utf8')).toBe(locked);
  });

  it.runIf(process.geteuid?.() === 0)('leaves the folder of another account alone', async () => {
    const world = await createIdentityWorld();
    chownSync(world.dataFolder, 12_345, 12_345);
    expect(await world.enrol()).toEqual({ outcome: 'wrong-account', detail: world.dataFolder });
    expect(world.platform.seen).toEqual([]);
  });

  it('is not hurt by a core that finishes the same enrolment at the same moment', async () => {
    const world = await createIdentityWorld();
    await world.enrol();
    movePrivateFile(`${world.files.folder}/kiosk-key.enrolling-0123456789abcdef.pem`, world.files.key);
    expect(world.load().outcome).toBe('enrolled');
    expect(() => movePrivateFile(`${world.files.folder}/a`, `${world.files.folder}/b`)).toThrow('ENOENT');
  });

  it('never sends or shows the private key', async () => {
    const world = await createIdentityWorld();
    const outcome = await world.enrol();
    const key = readFileSync(world.files.key, 'utf8');
    const secret = key.split('\n')[1] ?? '';
    expect(secret.length).toBeGreaterThan(40);
    const shown = JSON.stringify([outcome, world.platform.seen, world.load()]);
    expect(shown).not.toContain(secret);
    expect(shown).not.toMatch(/"d":/);
  });

  it('repairs modes that let others in, and says so', async () => {
    const world = await createIdentityWorld();
    await world.enrol();
    chmodSync(world.files.folder, 0o755);
    chmodSync(world.files.key, 0o644);
    expect(world.load()).toMatchObject({
      outcome: 'enrolled',
      notes: ['folder-mode-repaired', 'file-mode-repaired'],
    });
    expect(statSync(world.files.folder).mode & 0o777).toBe(0o700);
    expect(statSync(world.files.key).mode & 0o777).toBe(0o600);
  });
});

describe('a code', () => {
  it('is read as people type it', () => {
    expect(readEnrolmentCode(' o1234-56789-abcde-fghjk ')).toBe(code);
    expect(readEnrolmentCode('0I23456789ABCDEFGHJK')).toBe(code);
    expect(readEnrolmentCode('01234-56789-ABCDE-FGHJ')).toBeNull();
    expect(readEnrolmentCode('01234-56789-ABCDE-FGHJU')).toBeNull();
    expect(readEnrolmentCode('')).toBeNull();
  });

  it('is its own reading, and nothing else throws', () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        const read = readEnrolmentCode(typed);
        expect(read === null || readEnrolmentCode(read) === read).toBe(true);
      }),
    );
  });
});
