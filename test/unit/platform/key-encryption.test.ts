import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createKeyEncryption } from '../../../platform/signing/key-encryption.ts';

const keyOf = (byte: number): string => Buffer.alloc(32, byte).toString('base64');
const encryption = createKeyEncryption(keyOf(1));

describe('key encryption', () => {
  test('gives back what it encrypted, whatever it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, keyId) => {
        expect(encryption.decrypt(encryption.encrypt(text, keyId), keyId)).toBe(text.toWellFormed());
      }),
    );
  });

  test('never encrypts alike twice, and shows nothing of the text', () => {
    const secret = 'a-private-part-of-a-key';
    const [one, other] = [encryption.encrypt(secret, 'k'), encryption.encrypt(secret, 'k')];
    expect(one).not.toBe(other);
    expect(Buffer.from(one, 'base64url').includes(secret)).toBe(false);
  });

  test('opens nothing under another key or for another key id', () => {
    const encrypted = encryption.encrypt('secret', 'k-1');
    expect(createKeyEncryption(keyOf(2)).decrypt(encrypted, 'k-1')).toBeUndefined();
    expect(encryption.decrypt(encrypted, 'k-2')).toBeUndefined();
  });

  test('opens nothing of which a bit was changed or an end cut off', () => {
    const encrypted = Buffer.from(encryption.encrypt('secret', 'k'), 'base64url');
    for (let bit = 0; bit < encrypted.length * 8; bit += 1) {
      const changed = Buffer.from(encrypted);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(encryption.decrypt(changed.toString('base64url'), 'k')).toBeUndefined();
    }
    for (let length = 0; length < encrypted.length; length += 1) {
      expect(encryption.decrypt(encrypted.subarray(0, length).toString('base64url'), 'k')).toBeUndefined();
    }
  });

  test.each([
    ['nothing', ''],
    ['31 bytes', randomBytes(31).toString('base64')],
    ['33 bytes', randomBytes(33).toString('base64')],
    ['hexadecimal digits', randomBytes(32).toString('hex')],
    ['base64url', Buffer.alloc(32, 0xfb).toString('base64url')],
  ])('refuses %s for a key, without repeating it', (_what, text) => {
    expect(() => createKeyEncryption(text)).toThrow(RangeError);
    expect(() => createKeyEncryption(text)).toThrow(/^The key encryption key must be 32 bytes as base64$/);
  });
});
