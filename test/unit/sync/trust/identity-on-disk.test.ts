import { chownSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { generateKeyPairSync } from 'node:crypto';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openIdentity } from '../../../../electron/sync/trust/open-identity.ts';
import { readWrappingSecret } from '../../../../electron/sync/trust/wrapping-secret.ts';
import { kioskId } from './fake-platform.ts';
import {
  createEnrolledWorld,
  createIdentityWorld,
  type IdentityWorld,
  stationCode,
} from './identity-world.ts';

describe('an identity on the disk', () => {
  it('is none where nothing lies', async () => {
    const world = await createIdentityWorld();
    expect(world.load()).toEqual({ outcome: 'not-enrolled', notes: [] });
  });

  it.each<[string, (world: IdentityWorld) => void, object]>([
    ['a key that is missing', ({ files }) => rmSync(files.key), { reason: 'key-missing' }],
    [
      'half a key',
      ({ files }) => writeFileSync(files.key, readFileSync(files.key).subarray(0, 90)),
      { reason: 'key-damaged' },
    ],
    ['an empty key', ({ files }) => writeFileSync(files.key, ''), { reason: 'key-damaged' }],
    [
      'a key of another kind',
      ({ files }) =>
        writeFileSync(
          files.key,
          generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }),
        ),
      { reason: 'key-foreign' },
    ],
    [
      'the key of another kiosk',
      ({ files }) =>
        writeFileSync(
          files.key,
          generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({
            format: 'pem',
            type: 'pkcs8',
          }),
        ),
      { reason: 'key-mismatch' },
    ],
    [
      'a key behind a link',
      ({ files }) => {
        renameSync(files.key, `${files.key}.away`);
        symlinkSync(`${files.key}.away`, files.key);
      },
      { reason: 'not-a-file' },
    ],
    [
      'a folder in place of the key',
      ({ files }) => {
        rmSync(files.key);
        mkdirSync(files.key);
      },
      { reason: 'not-a-file' },
    ],
    [
      'half an enrolment',
      ({ files }) => writeFileSync(files.enrolment, '{"schemaVersion": 1, "ki'),
      { reason: 'enrolment-malformed' },
    ],
    [
      'an enrolment with a field too many',
      ({ files }) =>
        writeFileSync(
          files.enrolment,
          JSON.stringify({ ...JSON.parse(readFileSync(files.enrolment, 'utf8')), extra: 1 }),
        ),
      { reason: 'enrolment-malformed' },
    ],
    [
      'a huge enrolment',
      ({ files }) => writeFileSync(files.enrolment, ' '.repeat(100_000)),
      { reason: 'unreadable' },
    ],
    [
      'a record of a revocation that is broken',
      ({ files }) => writeFileSync(files.revocation, '{'),
      { reason: 'revocation-malformed' },
    ],
  ])('is told with its reason: %s', async (_what, spoil, expected) => {
    const world = await createEnrolledWorld();
    spoil(world);
    expect(world.load()).toMatchObject({ outcome: 'unusable', ...expected });
  });

  it.runIf(process.geteuid?.() === 0)('is not believed where another account has put it', async () => {
    const world = await createEnrolledWorld();
    chownSync(world.files.key, 12_345, 12_345);
    expect(world.load()).toMatchObject({ outcome: 'unusable', reason: 'foreign-owner' });
  });

  it('is told as another station’s or another platform’s', async () => {
    const world = await createEnrolledWorld();
    expect(world.load({ stationCode: 'qx-0002' })).toMatchObject({
      outcome: 'unusable',
      reason: 'other-station',
    });
    const other = await createIdentityWorld();
    mkdirSync(other.files.folder);
    for (const name of world.names()) {
      writeFileSync(join(other.files.folder, name), readFileSync(join(world.files.folder, name)), {
        mode: 0o600,
      });
    }
    expect(other.load()).toMatchObject({ outcome: 'unusable', reason: 'other-platform' });
  });

  it('never makes the start crash, whatever its files hold', async () => {
    const world = await createEnrolledWorld();
    const whole = new Map(world.names().map((name) => [name, readFileSync(join(world.files.folder, name))]));
    fc.assert(
      fc.property(
        fc.constantFrom(...whole.keys(), 'revoked.json', 'kiosk-key.next.pem'),
        fc.nat(400),
        fc.uint8Array({ maxLength: 40 }),
        (name, at, bytes) => {
          for (const [file, content] of whole) writeFileSync(join(world.files.folder, file), content);
          const original = whole.get(name) ?? Buffer.alloc(0);
          const spoilt = Buffer.concat([
            original.subarray(0, at),
            bytes,
            original.subarray(at + bytes.length),
          ]);
          writeFileSync(join(world.files.folder, name), spoilt, { mode: 0o600 });
          const { outcome } = world.load();
          expect(['enrolled', 'unusable', 'kiosk-revoked']).toContain(outcome);
          rmSync(join(world.files.folder, 'revoked.json'), { force: true });
          rmSync(join(world.files.folder, 'kiosk-key.next.pem'), { force: true });
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('at the start of the kiosk', () => {
  const open = (world: IdentityWorld, environment: Readonly<Record<string, string>> = {}) =>
    openIdentity({
      dataFolder: world.dataFolder,
      settings: { station: { code: stationCode }, platform: { rootKey: world.platform.authority.rootKey } },
      environment,
      platformNow: world.platform.platformNow,
    });

  it('the identity is there, or the reason why the kiosk cannot serve', async () => {
    const world = await createIdentityWorld();
    expect(open(world)).toMatchObject({ ok: false, reason: 'not-enrolled' });
    await world.enrol();
    const opened = open(world);
    expect(opened).toMatchObject({ ok: true, notes: [] });
    writeFileSync(world.files.key, '');
    expect(open(world)).toMatchObject({
      ok: false,
      reason: 'identity-unusable',
      detail: `key-damaged: ${world.files.key}`,
    });
    if (opened.ok) opened.identity.revoked();
    expect(open(world)).toMatchObject({
      ok: false,
      reason: 'kiosk-revoked',
      detail: `${kioskId}, 2026-11-20T04:00:00.000Z`,
    });
    rmSync(world.files.folder, { recursive: true });
    writeFileSync(world.files.folder, '');
    expect(open(world)).toMatchObject({ ok: false, reason: 'folder-not-writable' });
  });

  it('a key is wrapped under the credential, and a credential that cannot be used is not passed over', async () => {
    const world = await createEnrolledWorld();
    const credentials = join(world.dataFolder, 'credentials');
    mkdirSync(credentials);
    writeFileSync(join(credentials, 'yizhan-key-wrap'), 'a secret of this machine');
    const environment = { CREDENTIALS_DIRECTORY: credentials };
    expect(open(world, environment)).toMatchObject({ ok: true, notes: ['plain-key-wrapped'] });
    expect(open(world)).toMatchObject({ ok: false, reason: 'identity-unusable' });
    writeFileSync(join(credentials, 'yizhan-key-wrap'), 'short');
    expect(open(world, environment)).toMatchObject({ ok: false, reason: 'identity-unusable' });
  });
});

describe('a wrapped key', () => {
  it('is encrypted under the secret, also one that was plain before, and opens with nothing else', async () => {
    const world = await createEnrolledWorld();
    const { keyId } = world.identity().presentKey();
    world.wrapping = { passphrase: Buffer.from('a secret of this machine') };
    expect(world.load()).toMatchObject({ outcome: 'enrolled', notes: ['plain-key-wrapped'] });
    expect(readFileSync(world.files.key, 'utf8')).toContain('BEGIN ENCRYPTED PRIVATE KEY');
    expect(world.load()).toMatchObject({ outcome: 'enrolled', notes: [] });
    expect(world.identity().presentKey().keyId).toBe(keyId);
    world.wrapping = { passphrase: Buffer.from('the secret of another machine') };
    expect(world.load()).toMatchObject({ outcome: 'unusable', reason: 'key-locked' });
    world.wrapping = null;
    expect(world.load()).toMatchObject({ outcome: 'unusable', reason: 'key-locked' });
  });

  it('takes its secret from the credential that systemd hands over', async () => {
    const { dataFolder } = await createIdentityWorld();
    const environment = { CREDENTIALS_DIRECTORY: dataFolder };
    const file = join(dataFolder, 'yizhan-key-wrap');
    expect(readWrappingSecret({})).toEqual({ outcome: 'none' });
    expect(readWrappingSecret(environment)).toEqual({ outcome: 'none' });
    writeFileSync(file, 'sixteen bytes of it\n');
    expect(readWrappingSecret(environment)).toEqual({
      outcome: 'given',
      secret: { passphrase: Buffer.from('sixteen bytes of it') },
    });
    writeFileSync(file, 'too short\n');
    expect(readWrappingSecret(environment)).toMatchObject({ outcome: 'refused' });
    rmSync(file);
    mkdirSync(file);
    expect(readWrappingSecret(environment)).toMatchObject({ outcome: 'refused' });
  });
});
