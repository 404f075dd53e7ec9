import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CardRecord } from '../../../drivers/id-card-reader/card-record.ts';
import { createIdentifyByCard } from '../../../electron/core/identity/identify-by-card.ts';
import type { IdentifiedPerson } from '../../../electron/core/session/visit-types.ts';
import { idOf, openTestDatabase, type TestDatabase } from '../../helpers/database.ts';
import { lin } from '../../helpers/visit.ts';
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

const photoOf = () => new Uint8Array(1024).fill(7);

const identify = (
  change: Partial<CardRecord> = {},
  known: IdentifiedPerson | null = null,
  photo: Uint8Array | null = null,
) =>
  createIdentifyByCard({
    journal: createTestJournal(database.current()),
    clock: database.clock,
    log: silentLog,
    pseudonymOf: () => 'c'.repeat(64),
  })({ visitId: idOf(1), card: { record: { ...card, ...change } as CardRecord, photo }, known });

const visit = () => database.read(({ visits }) => visits.find(idOf(1)));

describe('identifying by card', () => {
  it('takes the person at assurance level 2, because nobody compared a face', async () => {
    expect(await identify()).toMatchObject({ ok: true, person: { name: '林晓岚', assuranceLevel: 2 } });
    expect(visit()).toMatchObject({ identifiedBy: 'id-card', assuranceLevel: 2 });
    expect(JSON.stringify(visit())).not.toContain('11010519491231002X');
  });

  it('hands on the photo of the chip, and keeps none of a card that it refuses', async () => {
    const photo = photoOf();
    expect(await identify({}, null, photo)).toMatchObject({ ok: true, photo: photoOf() });
    await identify({ validUntil: '2026-11-19' }, null, photo);
    expect(photo).toEqual(new Uint8Array(1024));
  });

  it('takes no other person than the one who came with a code', async () => {
    const byCode = { ...lin, assuranceLevel: 1, method: 'qr-identity', idNumber: card.idNumber } as const;
    expect(await identify({}, byCode)).toMatchObject({ ok: true, person: { assuranceLevel: 2 } });
    expect(await identify({}, { ...byCode, idNumber: '430199195803120026' })).toMatchObject({
      ok: false,
      problem: 'another-person',
    });
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

  it('asks a child below 16 to come with a parent', async () => {
    // The clock of the test stands at 20 November 2026.
    expect(await identify({ birthDate: '2010-11-21' })).toMatchObject({
      ok: false,
      problem: 'guardian-needed',
    });
    expect(await identify({ birthDate: '2010-11-20' })).toMatchObject({ ok: true });
  });
});
