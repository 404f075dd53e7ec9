import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApplicationSubmission } from '../../../platform/contract/submissions.ts';
import {
  type ApplicationChanges,
  createSealingKey,
  createWorldOn,
  fileApplication,
  rate,
  type SubmissionWorld,
} from '../../helpers/platform-submissions.ts';

/** Puts more ciphertext into a compact JWE; nobody can open it then. */
const enlarge = (jwe: string, characters: number): string => {
  const [header = '', key = '', iv = '', ciphertext = '', tag = ''] = jwe.split('.');
  return [header, key, iv, ciphertext + 'A'.repeat(characters), tag].join('.');
};

describe.each(['embedded', 'PostgreSQL'] as const)('%s:', (name) => {
  let world: SubmissionWorld;

  beforeAll(async () => {
    world = await createWorldOn(name);
  });

  afterAll(() => world.close());

  const file = (changes?: ApplicationChanges): Promise<ApplicationSubmission> =>
    fileApplication(world.sealingKey, changes);

  const applicationOf = ({ receiptNumber }: { readonly receiptNumber: string }) =>
    world.database
      .selectFrom('applications')
      .selectAll()
      .where('receipt_number', '=', receiptNumber)
      .executeTakeFirst();

  const stepsOf = async ({ receiptNumber }: { readonly receiptNumber: string }) =>
    (
      await world.database
        .selectFrom('application_steps')
        .select('step')
        .where('receipt_number', '=', receiptNumber)
        .orderBy('position')
        .execute()
    ).map(({ step }) => step);

  const outcomesOf = async (messages: readonly unknown[], kioskId?: string): Promise<string[]> =>
    (await world.submit(messages, kioskId)).map((result) =>
      result.outcome === 'refused' ? result.reason : result.outcome,
    );

  test('an application under a number of another station is refused', async () => {
    const receiptNumber = 'SL-QX-0008-20261120-7K3M9QXAB2';
    expect(await outcomesOf([await file({ outside: { receiptNumber } })])).toEqual(['malformed-message']);
    expect(await applicationOf({ receiptNumber })).toBeUndefined();
  });

  describe('an application that is handed in', () => {
    test('is kept sealed, with kiosk, station and the first step of its course', async () => {
      const submission = await file();
      const [result] = await world.submit([submission], 'K-00000000A1');
      expect(result).toMatchObject({ key: submission.key, outcome: 'received' });
      expect(await applicationOf(submission)).toMatchObject({
        kiosk_id: 'K-00000000A1',
        key: submission.key,
        station_code: 'QX-0007',
        item: 'elderly-allowance',
        form_version: 1,
        assurance_level: 2,
        state: 'received',
        filed_at: new Date(submission.filedAt),
      });
      const body = await world.database
        .selectFrom('sealed_applications')
        .select(['sealed', 'materials'])
        .where('receipt_number', '=', submission.receiptNumber)
        .executeTakeFirstOrThrow();
      expect(body).toEqual({ sealed: submission.sealed, materials: [] });
      expect(await stepsOf(submission)).toEqual(['received']);
    });

    test('again, later, is answered with the first time and kept once', async () => {
      const submission = await file();
      const first = await world.submit([submission]);
      world.advance(3_600_000);
      expect(await world.submit([submission])).toEqual(first);
      expect(await stepsOf(submission)).toEqual(['received']);
    });

    test('twice in one batch is kept once and answered twice', async () => {
      const submission = await file();
      const [first, second] = await world.submit([submission, submission]);
      expect(first).toMatchObject({ outcome: 'received' });
      expect(second).toEqual(first);
    });

    test('sixteen times at once is kept once and answered alike', async () => {
      const submission = await file();
      const answers = await Promise.all(Array.from({ length: 16 }, () => world.submit([submission])));
      expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
      expect(await stepsOf(submission)).toEqual(['received']);
    });

    test('with an earlier version of the form that is still taken is received', async () => {
      expect(await outcomesOf([await file({ outside: { formVersion: 2 } })])).toEqual(['received']);
    });

    test('keeps its form when its body is a quarter of a megabyte', async () => {
      const submission = await file({ content: { answers: { story: '字'.repeat(1_300) } } });
      const large = { ...submission, sealed: enlarge(submission.sealed, 200_000) };
      expect(await outcomesOf([large])).toEqual(['received']);
      const { sealed } = await world.database
        .selectFrom('sealed_applications')
        .select('sealed')
        .where('receipt_number', '=', large.receiptNumber)
        .executeTakeFirstOrThrow();
      expect(sealed).toBe(large.sealed);
    });
  });

  describe('a message that cannot be taken', () => {
    test.each<[string, ApplicationChanges]>([
      ['unknown-item', { outside: { item: 'no-such-item' } }],
      ['form-version-unsupported', { outside: { formVersion: 9 } }],
      ['assurance-level-too-low', { outside: { assuranceLevel: 1 } }],
      ['malformed-message', { outside: { filedAt: -1 } }],
    ])('is refused for good: %s', async (reason, changes) => {
      const submission = await file(changes);
      const first = await world.submit([submission]);
      expect(first).toMatchObject([{ key: submission.key, outcome: 'refused', reason }]);
      world.advance(1_000);
      expect(await world.submit([submission])).toEqual(first);
      expect(await applicationOf(submission)).toBeUndefined();
    });

    test('because it is sealed to a key that is not the platform’s is refused', async () => {
      const submission = await fileApplication(createSealingKey('sealing-of-others'));
      expect(await outcomesOf([submission])).toEqual(['unknown-sealing-key']);
    });

    test('does not keep the others of its batch from being taken', async () => {
      const good = [await file(), await file()];
      expect(
        await outcomesOf([good[0], 'noise', await file({ outside: { item: 'x1' } }), good[1], null]),
      ).toEqual(['received', 'malformed-message', 'unknown-item', 'received', 'malformed-message']);
    });

    test('is answered without a key when it has none, and not recorded', async () => {
      const [result] = await world.submit([{ kind: 'application' }]);
      expect(result).toMatchObject({ key: '', outcome: 'refused', reason: 'malformed-message' });
    });
  });

  describe('a key', () => {
    test('that comes with another message is refused, and the first result stands', async () => {
      const submission = await file();
      const first = await world.submit([submission]);
      const other = await file({ key: submission.key });
      expect(await outcomesOf([other])).toEqual(['key-reused']);
      expect(await outcomesOf([{ ...submission, formVersion: 2 }])).toEqual(['key-reused']);
      expect(await world.submit([submission])).toEqual(first);
      expect(await applicationOf(other)).toBeUndefined();
    });

    test('that comes with two messages in one batch belongs to the first', async () => {
      const key = uuidv7();
      const [one, two] = [await file({ key }), await file({ key })];
      expect(await outcomesOf([one, two])).toEqual(['received', 'key-reused']);
      expect(await outcomesOf([two, one])).toEqual(['key-reused', 'received']);
    });

    test('of one kiosk is free for another', async () => {
      const key = uuidv7();
      expect(await outcomesOf([await file({ key })], 'K-0000000001')).toEqual(['received']);
      expect(await outcomesOf([await file({ key })], 'K-0000000002')).toEqual(['received']);
    });
  });

  describe('a message that comes again under another identity of its station', () => {
    const enrol = async (kioskId: string, stationCode: string): Promise<void> => {
      const now = new Date();
      await world.database
        .insertInto('stations')
        .values({ station_code: stationCode, created_at: now })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      await world.database
        .insertInto('kiosks')
        .values({
          kiosk_id: kioskId,
          station_code: stationCode,
          app_version: '0.1.0',
          enrolled_at: now,
          revoked_at: null,
          revocation_reason: null,
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    };
    const former = 'K-00000000F1';
    const anew = 'K-00000000F2';
    const elsewhere = 'K-00000000F3';
    beforeAll(async () => {
      await enrol(former, 'QX-0007');
      await enrol(anew, 'QX-0007');
      await enrol(elsewhere, 'QX-0008');
    });

    test('is answered as it was the first time, and kept once', async () => {
      const submission = await file();
      const first = await world.submit([submission], former);
      expect(first).toMatchObject([{ outcome: 'received' }]);
      world.advance(3_600_000);
      expect(await world.submit([submission], anew)).toEqual(first);
      expect(await world.submit([submission], anew)).toEqual(first);
      expect(await applicationOf(submission)).toMatchObject({ kiosk_id: former });
      expect(await stepsOf(submission)).toEqual(['received']);
    });

    test('and is a rating counts once', async () => {
      const rating = rate({ level: 'satisfied' });
      await world.submit([rating], former);
      expect(await outcomesOf([rating], anew)).toEqual(['received']);
      const rows = await world.database
        .selectFrom('ratings')
        .select('kiosk_id')
        .where('key', '=', rating.key)
        .execute();
      expect(rows).toEqual([{ kiosk_id: former }]);
    });

    test('is refused again where it was refused', async () => {
      const submission = await file({ outside: { item: 'no-such-item' } });
      expect(await outcomesOf([submission], former)).toEqual(['unknown-item']);
      expect(await outcomesOf([submission], anew)).toEqual(['unknown-item']);
    });

    test('is another message when it says something else, or comes from another station', async () => {
      const submission = await file();
      await world.submit([submission], former);
      const { key, receiptNumber } = submission;
      expect(await outcomesOf([await file({ key })], anew)).toEqual(['received']);
      expect(await outcomesOf([await file({ key, outside: { receiptNumber } })], anew)).toEqual([
        'key-reused',
      ]);
      const foreign = rate({ level: 'satisfied' });
      await world.submit([foreign], elsewhere);
      expect(await outcomesOf([foreign], anew)).toEqual(['received']);
      const rows = await world.database
        .selectFrom('ratings')
        .select('kiosk_id')
        .where('key', '=', foreign.key)
        .orderBy('kiosk_id')
        .execute();
      expect(rows).toEqual([{ kiosk_id: anew }, { kiosk_id: elsewhere }]);
    });

    test('that was never received under the former one is received now', async () => {
      expect(await outcomesOf([await file(), rate({ level: 'satisfied' })], anew)).toEqual([
        'received',
        'received',
      ]);
    });
  });

  describe('a receipt number', () => {
    test('that is taken is refused to another application, of another kiosk too', async () => {
      const submission = await file();
      await world.submit([submission]);
      const outside = { receiptNumber: submission.receiptNumber };
      const again = await file({ outside });
      const first = await world.submit([again]);
      expect(first).toMatchObject([{ outcome: 'refused', reason: 'receipt-number-taken' }]);
      expect(await world.submit([again])).toEqual(first);
      expect(await outcomesOf([await file({ outside })], 'K-0000000009')).toEqual(['receipt-number-taken']);
      expect(await applicationOf(submission)).toMatchObject({ key: submission.key });
    });

    test('that comes twice in one batch goes to one of the two', async () => {
      const one = await file();
      const two = await file({ outside: { receiptNumber: one.receiptNumber } });
      const outcomes = await outcomesOf([one, two]);
      expect(outcomes.toSorted()).toEqual(['receipt-number-taken', 'received']);
      expect(await applicationOf(one)).toMatchObject({
        key: outcomes[0] === 'received' ? one.key : two.key,
      });
    });
  });

  describe('a rating', () => {
    test('of the visit as a whole is kept', async () => {
      const rating = rate({ level: 'dissatisfied' });
      expect(await outcomesOf([rating])).toEqual(['received']);
      const row = await world.database
        .selectFrom('ratings')
        .select(['level', 'subject', 'station_code'])
        .where('key', '=', rating.key)
        .executeTakeFirst();
      expect(row).toEqual({ level: 'dissatisfied', subject: null, station_code: 'QX-0007' });
    });

    test('of an application in the same batch is kept', async () => {
      const submission = await file();
      expect(await outcomesOf([rate({ subject: submission.receiptNumber }), submission])).toEqual([
        'received',
        'received',
      ]);
    });

    test('of what the platform does not know is refused for good', async () => {
      const rating = rate({ subject: 'SL-QX-0007-20261120-0000000000' });
      const first = await world.submit([rating]);
      expect(first).toMatchObject([{ outcome: 'refused', reason: 'unknown-subject' }]);
      expect(await world.submit([rating])).toEqual(first);
    });
  });

  describe('the intake', () => {
    test('answers five hundred messages in their order', async () => {
      const messages = Array.from({ length: 500 }, () => rate());
      const results = await world.submit(messages);
      expect(results.map(({ key }) => key)).toEqual(messages.map(({ key }) => key));
      expect(new Set(results.map(({ outcome }) => outcome))).toEqual(new Set(['received']));
    });

    test('says that it is busy when too much waits, and takes nothing of it', async () => {
      const late = rate();
      const crowd = Array.from({ length: 41 }, () =>
        world.submit(Array.from({ length: 500 }, () => rate())).then(
          () => 'answered',
          (error: Error) => error.message,
        ),
      );
      const outcomes = await Promise.all(crowd);
      expect(outcomes).toContain('busy');
      expect(outcomes).toContain('answered');
      expect(await outcomesOf([late])).toEqual(['received']);
    });
  });
});
