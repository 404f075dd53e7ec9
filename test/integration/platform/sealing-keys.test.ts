import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { KeySet, SealingKey } from '../../../platform/contract/api.ts';
import { openKeyRing, type KeyRing } from '../../../platform/signing/key-ring.ts';
import { openStore, type Store } from '../../../platform/store/open-store.ts';
import { submissionTestNow } from '../../helpers/platform-submissions.ts';

const day = 86_400_000;
/** For how long a kiosk can file without having heard of the platform. */
const withoutLine = 360;

let store: Store;
let keyRing: KeyRing;
let now = submissionTestNow;

beforeAll(async () => {
  store = await openStore('memory');
  keyRing = await openKeyRing(store.database, [], { now: () => now });
});

afterAll(() => store.close());

/** The key to which a kiosk with this key set seals at a time: the newest that is good. */
const chosen = ({ sealingKeys }: KeySet, time: number): SealingKey | undefined =>
  sealingKeys
    .filter(({ notBefore, notAfter }) => notBefore <= time && time < notAfter)
    .toSorted((a, b) => b.notBefore - a.notBefore)[0];

describe('a kiosk that has lost its line', () => {
  test('can seal on each of the next 360 days, whenever it fetched the key set, and all of it is opened years later', async () => {
    const used = new Set<string>();
    for (let age = 0; age <= 5 * 365; age += 15) {
      now = submissionTestNow + age * day;
      const keySet = await keyRing.publicKeySet();
      for (let ahead = 0; ahead < withoutLine; ahead += 1) {
        const key = chosen(keySet, now + ahead * day);
        expect(key, `day ${ahead} after day ${age}`).toBeDefined();
        used.add(key?.keyId ?? '');
      }
    }
    // Keys follow each other twice a year, not faster: a key set has room for twenty.
    expect(used.size).toBeGreaterThan(8);
    expect(used.size).toBeLessThan(16);
    now += 20 * 365 * day;
    for (const keyId of used) {
      expect(await keyRing.sealingPrivateKey(keyId), keyId).toBeDefined();
    }
  });
});
