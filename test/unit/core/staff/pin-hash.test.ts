import { describe, expect, it } from 'vitest';
import {
  hashPin,
  isPin,
  pinProblem,
  pinsOfCard,
  readsAsDate,
} from '../../../../electron/core/staff/pin-hash.ts';

describe('a PIN', () => {
  it('is known by its hash, which tells nothing of it and is another one each time', async () => {
    const [one, other] = [await hashPin('482915'), await hashPin('482915')];
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(other);
    expect(await isPin('482915', one)).toBe(true);
    expect(await isPin('482916', one)).toBe(false);
  });

  it('is Argon2id as others compute it', async () => {
    const hash = await hashPin('482915', (length) => new Uint8Array(length).fill(7));
    const { argon2Sync } = await import('node:crypto');
    const reference = argon2Sync('argon2id', {
      message: '482915',
      nonce: new Uint8Array(16).fill(7),
      parallelism: 1,
      tagLength: 32,
      memory: 19_456,
      passes: 2,
    });
    expect(hash.endsWith(reference.toString('base64').replace(/=+$/, ''))).toBe(true);
  });

  it.each([
    ['12345', 'not-six-digits'],
    ['1234567', 'not-six-digits'],
    ['12a456', 'not-six-digits'],
    ['１２３４５６', 'not-six-digits'],
    ['111111', 'too-easy'],
    ['123456', 'too-easy'],
    ['987654', 'too-easy'],
    ['567890', 'too-easy'],
    ['482915', null],
  ])('%s may be chosen or not', (pin, problem) => {
    expect(pinProblem(pin)).toBe(problem);
  });

  it('that is the birth date of any card can be told without the card', () => {
    for (let day = Date.UTC(1900, 0, 1); day < Date.UTC(2030, 0, 1); day += 86_400_000) {
      const birthDate = new Date(day).toISOString().slice(0, 10);
      const dates = pinsOfCard({ idNumber: '43019919800101001X', birthDate }).slice(0, 4);
      expect(dates.filter((pin) => !readsAsDate(pin))).toEqual([]);
    }
    expect(['593817', '482915', '000000', '321399'].filter(readsAsDate)).toEqual([]);
  });

  it('is nobody’s where the hash is none', async () => {
    for (const broken of ['', '$argon2id$', '$argon2i$v=19$m=19456,t=2,p=1$AAAA$BBBB', 'x'.repeat(200)]) {
      expect(await isPin('482915', broken)).toBe(false);
    }
  });
});
