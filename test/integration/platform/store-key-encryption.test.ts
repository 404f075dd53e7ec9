import { afterAll, beforeAll, expect, test } from 'vitest';
import { housingRequest, startTestPlatform } from '../../helpers/platform.ts';
import { type PostgresqlServer, startPostgresql } from '../../helpers/postgresql.ts';

const keyOf = (byte: number): string => Buffer.alloc(32, byte).toString('base64');
let server: PostgresqlServer;
let databaseUrl: string;

beforeAll(async () => {
  server = await startPostgresql();
  databaseUrl = await server.createDatabase();
});
afterAll(() => server.stop());

const storedKeys = () => server.query(databaseUrl, 'SELECT key_id, jwk, encrypted_private FROM signing_keys');

test('keys that lay in plain are encrypted at the first start with a key encryption key, and work on', async () => {
  const plain = await startTestPlatform({ store: { databaseUrl } });
  await plain.close();
  const before = await storedKeys();
  expect(before.every(({ jwk }) => 'd' in (jwk as object))).toBe(true);

  const encrypted = await startTestPlatform({ store: { databaseUrl }, keyEncryptionKey: keyOf(1) });
  expect((await encrypted.post('/v1/certificates', housingRequest())).status).toBe(200);
  const rotated = await encrypted.administration.rotateKeys('platform-sealing');
  await encrypted.close();
  expect(encrypted.rootKey).toEqual(plain.rootKey);
  const after = await storedKeys();
  expect(after.map(({ key_id }) => key_id).sort()).toEqual(
    [...before.map(({ key_id }) => key_id), rotated].sort(),
  );
  expect(after.some(({ jwk }) => 'd' in (jwk as object))).toBe(false);
  for (const { jwk } of before) {
    expect(JSON.stringify(after)).not.toContain((jwk as { d: string }).d);
  }
});

test('a store with encrypted keys is refused without the key, and with another', async () => {
  const refusal = { reason: 'key-encryption' };
  await expect(startTestPlatform({ store: { databaseUrl } })).rejects.toMatchObject(refusal);
  await expect(
    startTestPlatform({ store: { databaseUrl }, keyEncryptionKey: keyOf(2) }),
  ).rejects.toMatchObject(refusal);
});
