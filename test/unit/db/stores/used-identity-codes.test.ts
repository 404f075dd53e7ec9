import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { mostUsedCodes } from '../../../../db/stores/used-identity-codes.ts';
import { hashOf, openTestDatabase, type TestDatabase } from '../../../helpers/database.ts';

let database: TestDatabase;
beforeEach(() => {
  database = openTestDatabase();
});
afterEach(() => database.dispose());

const take = (code: string, forgetAt: number, now: number) =>
  database.write(({ usedIdentityCodes }) =>
    usedIdentityCodes.take({ codeHash: hashOf(code), forgetAt, now }),
  );
const used = { ok: false, reason: 'code-used' };

const kept = (): number => {
  let count = 0;
  database.tamper((connection) => {
    count = Number(connection.prepare('SELECT count(*) FROM used_identity_code').pluck().get());
  });
  return count;
};

test('a code is taken once, also after a restart, until its time is over', () => {
  expect(take('one', 100, 10)).toEqual({ ok: true });
  expect(take('one', 100, 20)).toEqual(used);
  database.reopen();
  expect(take('one', 100, 30)).toEqual(used);
  expect(take('another', 100, 30)).toEqual({ ok: true });
  // Another's visit clears away what has run out.
  expect(take('a third', 300, 100)).toEqual({ ok: true });
  expect(kept()).toBe(1);
});

test('no more than a bounded number is remembered, those that end last', () => {
  database.commit(({ usedIdentityCodes }) => {
    for (let number = 0; number <= mostUsedCodes; number += 1) {
      usedIdentityCodes.take({ codeHash: hashOf(`${number}`), forgetAt: 1_000 + number, now: 0 });
    }
  });
  expect(kept()).toBe(mostUsedCodes);
  expect(take(`${mostUsedCodes}`, 20_000, 0)).toEqual(used);
  expect(take('0', 20_000, 0)).toEqual({ ok: true });
});

test('whatever comes in whatever order, no code is taken twice before its time is over', () => {
  const moments = fc.array(fc.record({ code: fc.nat({ max: 5 }), later: fc.nat({ max: 40 }) }), {
    maxLength: 60,
  });
  let run = 0;
  fc.assert(
    fc.property(moments, fc.integer({ min: 1, max: 100 }), (shown, life) => {
      run += 1;
      let now = run * 1_000_000;
      const takenUntil = new Map<number, number>();
      for (const { code, later } of shown) {
        now += later;
        const isRemembered = (takenUntil.get(code) ?? 0) > now;
        const taken = take(`${run} ${code}`, now + life, now).ok;
        if (isRemembered) expect(taken).toBe(false);
        if (taken) takenUntil.set(code, now + life);
      }
    }),
    { numRuns: 20 },
  );
});
