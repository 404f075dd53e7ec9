import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CardRecord } from '../../../drivers/id-card-reader/card-record.ts';
import { createFaceVerifier } from '../../../electron/core/identity/face-verification.ts';
import { createIdentifyByCard } from '../../../electron/core/identity/identify-by-card.ts';
import { idOf, openTestDatabase, type TestDatabase } from '../../helpers/database.ts';
import { createTestJournal, silentLog } from '../../helpers/journal.ts';

const card: CardRecord = {
  kind: 'resident',
  name: '林晓岚',
  sex: '女',
  birthDate: '1958-03-12',
  validFrom: '2020-01-01',
  validUntil: 'long-term',
  idNumber: '11010519491231002X',
  nationCode: '01',
  address: '潇湘市清溪镇',
  issuer: '潇湘市公安局',
};

let database: TestDatabase;
beforeEach(() => {
  database = openTestDatabase();
  database.commit(({ visits }) => visits.begin({ id: idOf(1), locale: 'zh-CN', elderMode: false }));
});
afterEach(() => database.dispose());

const identify = (
  change: Partial<CardRecord> = {},
  setting: 'required' | 'demo-stand-in' = 'demo-stand-in',
) =>
  createIdentifyByCard({
    faceVerifier: createFaceVerifier(setting),
    journal: createTestJournal(database.current()),
    clock: database.clock,
    log: silentLog,
    pseudonymOf: () => 'c'.repeat(64),
  })(idOf(1), { ...card, ...change } as CardRecord);

const visit = () => database.read(({ visits }) => visits.find(idOf(1)));

describe('identifying by card', () => {
  it('takes the person at assurance level 2, because nobody compared a face', async () => {
    expect(await identify()).toMatchObject({ ok: true, person: { name: '林晓岚', assuranceLevel: 2 } });
    expect(visit()).toMatchObject({ identifiedBy: 'id-card-demo-check', assuranceLevel: 2 });
    expect(JSON.stringify(visit())).not.toContain('11010519491231002X');
  });

  it('lets nobody through where a face check is required and none is installed', async () => {
    expect(await identify({}, 'required')).toEqual({
      ok: false,
      problem: 'identity-not-assured',
      staffCode: 'face-verification-not-installed',
    });
    expect(visit()?.identifiedAt).toBeNull();
  });

  it.each([
    [{ validUntil: '2026-11-19' }, 'card-expired'],
    [{ validFrom: '2026-11-21' }, 'card-not-yet-valid'],
  ] as const)('refuses a card of another time: %j', async (term, problem) => {
    expect(await identify(term)).toMatchObject({ ok: false, problem });
    expect(database.read(({ audit }) => audit.find(audit.head().sequence))).toMatchObject({
      action: 'visit.identity-refused',
      reason: problem,
    });
  });
});
