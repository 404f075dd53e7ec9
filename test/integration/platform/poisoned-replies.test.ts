import { randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { advance } from '../../../platform/applications/advance.ts';
import { queryProgress } from '../../../platform/applications/progress.ts';
import { timeOutOverdue } from '../../../platform/applications/time-out.ts';
import { loadWorkingCalendar } from '../../../platform/applications/working-days.ts';
import { feedbackNumber } from '../../../platform/contract/receipt-number.ts';
import { sealToPlatform } from '../../../platform/contract/sealing/index.ts';
import { demonstrationResident } from '../../../platform/seed/synthetic-population.ts';
import type { PlatformTransaction } from '../../../platform/store/open-store.ts';
import { openReplies } from '../../../platform/submissions/open-replies.ts';
import { listReplyAlerts, reopenReply } from '../../../platform/submissions/reply-alerts.ts';
import { claimLength } from '../../../platform/submissions/claim-applications.ts';
import { claimReply, keeperOf, replyTables } from '../../../platform/submissions/reply-openings.ts';
import { fillTestStore, testCatalogue, verifiedKiosk } from '../../helpers/platform-services.ts';
import {
  createSealingKey,
  createWorldOn,
  fileApplication,
  type SubmissionWorld,
  submissionTestNow,
} from '../../helpers/platform-submissions.ts';

const { idNumber, name, sex } = demonstrationResident;
const holder = { idNumber, name, sex };
const material = 'household-booklet';
const kinds = ['correction', 'supplement', 'feedback'] as const;
type Kind = (typeof kinds)[number];
/** Whatever is sealed to this key makes the worker fail that opens it. */
const poisonous = createSealingKey('sealing-poison');

describe.each(['embedded', 'PostgreSQL'] as const)('on the %s store', (store) => {
  let world: SubmissionWorld;
  let now = submissionTestNow;
  let isPoisonous = true;
  let attempts = 0;
  const calendar = loadWorkingCalendar();
  const context = () => ({ database: world.database, clock: { now: () => now }, calendar });
  beforeAll(async () => {
    world = await createWorldOn(store);
    await fillTestStore(world.database);
  });
  afterAll(() => world.close());

  test('a reply that takes long stays its worker’s: no other takes it, and no attempt is counted', async () => {
    const name = { kioskId: verifiedKiosk.kioskId, key: uuidv7() };
    let at = submissionTestNow;
    expect(await claimReply(world.database, name, at)).toBe(1);
    const keepClaim = keeperOf(world.database, name, { now: () => at });
    for (let piece = 0; piece < 6; piece += 1) {
      at += (claimLength * 3) / 4;
      await keepClaim();
      expect(await claimReply(world.database, name, at + 1)).toBeUndefined();
    }
    expect(await claimReply(world.database, name, at + claimLength)).toBe(2);
    await world.database.deleteFrom('reply_openings').where('key', '=', name.key).execute();
  });

  /** Opens what waits, and lets ten minutes pass. */
  const open = async (): Promise<void> => {
    const keyRing = {
      sealingPrivateKey: async (keyId: string) => {
        if (keyId !== poisonous.published.keyId || !isPoisonous) {
          return keyId === poisonous.published.keyId ? poisonous.privateKey : world.sealingKey.privateKey;
        }
        attempts += 1;
        throw new Error('whatever makes a worker fail');
      },
    };
    try {
      await openReplies({ ...context(), keyRing });
    } finally {
      now += 600_000;
    }
  };

  /** An application of which a department asks something, and to which a material is owed. */
  const asked = async (): Promise<string> => {
    const promised = { code: material, workingDays: 5, dueOn: '2026-11-27', agreedAt: now };
    const application = await fileApplication(world.sealingKey, { content: { promises: [promised] } });
    const { receiptNumber } = application;
    await world.submit([application]);
    await world.openWaiting();
    const taken = await advance(context(), {
      receiptNumber,
      move: { step: 'corrections-asked', reason: '电话打不通' },
      actor: { role: 'department', department: 'xiaoxiang-civil-affairs', clerk: 'C-017' },
    });
    expect(taken.outcome).toBe('advanced');
    return receiptNumber;
  };

  const identity = () => ({
    method: 'id-card',
    assuranceLevel: 2,
    identifiedAt: submissionTestNow,
    visitId: uuidv7(),
  });
  /** Hands a reply in; answers with its key. */
  const handIn = async (kind: Kind, isPoison = false): Promise<string> => {
    const common = { key: uuidv7(), filedAt: submissionTestNow };
    const { key } = common;
    const of = { applicant: holder, identity: identity(), consentedAt: submissionTestNow };
    const parts = {
      correction: async () => {
        const outside = { ...common, receiptNumber: await asked(), position: 3 };
        return [outside, { ...of, answers: { phone: '13907315566' } }, { assuranceLevel: 2 }] as const;
      },
      supplement: async () => {
        const outside = { ...common, receiptNumber: await asked(), material };
        const inside = { ...of, materials: [], certificate: material };
        return [outside, inside, { assuranceLevel: 2, materials: [] }] as const;
      },
      feedback: async () => {
        const number = feedbackNumber('QX-0007', submissionTestNow, randomBytes);
        const said = { feedback: 'praise', subject: { about: 'kiosk' }, text: '很好用' };
        return [
          { ...common, feedbackNumber: number },
          { ...said, callback: null, person: null },
          {},
        ] as const;
      },
    };
    const [outside, inside, beside] = await parts[kind]();
    const plain = JSON.stringify({ schemaVersion: 1, ...outside, ...inside });
    const sealTo = ({ published }: typeof poisonous) =>
      sealToPlatform(Buffer.from(plain), published, { key });
    const sealed = await sealTo(world.sealingKey);
    expect(await world.submit([{ kind, ...outside, ...beside, sealed }])).toMatchObject([
      { outcome: 'received' },
    ]);
    if (isPoison) {
      await world.database
        .updateTable(replyTables[kind] as 'feedback')
        .set({ sealed: await sealTo(poisonous) })
        .where('key', '=', key)
        .execute();
    }
    return key;
  };

  const stateOf = async (kind: Kind, key: string): Promise<string | undefined> =>
    (
      await world.database
        .selectFrom(replyTables[kind] as 'feedback')
        .select('state')
        .where('key', '=', key)
        .executeTakeFirst()
    )?.state;
  const claims = () => world.database.selectFrom('reply_openings').selectAll().execute();
  const goodState = { correction: 'taken', supplement: 'taken', feedback: 'opened' } as const;

  test.each(kinds)(
    'a %s on which the worker fails holds up no other reply, and is left to the staff after five times',
    async (kind) => {
      [isPoisonous, attempts] = [true, 0];
      const poison = await handIn(kind, true);
      const good: (readonly [Kind, string])[] = [];
      for (const each of kinds) good.push([each, await handIn(each)]);
      await expect(open()).rejects.toThrow('whatever makes a worker fail');
      for (const [each, key] of good)
        expect([each, await stateOf(each, key)]).toEqual([each, goodState[each]]);
      expect(await stateOf(kind, poison)).toBe('waiting');
      for (let round = 0; round < 9; round += 1) await open().catch(() => undefined);
      expect(attempts).toBe(5);
      expect(await stateOf(kind, poison)).toBe('not-opened');
      const alerts = await listReplyAlerts(world.database, 100);
      expect(alerts).toMatchObject([{ kind, key: poison, kioskId: 'K-0000000001' }]);

      // What made the worker fail is mended.
      isPoisonous = false;
      const lost = { kioskId: 'K-0000000001', key: poison };
      expect(await reopenReply(world.database, lost)).toBe(true);
      expect(await reopenReply(world.database, lost)).toBe(false);
      await open();
      expect(await stateOf(kind, poison)).toBe(goodState[kind]);
      expect([await listReplyAlerts(world.database, 100), await claims()]).toEqual([[], []]);
    },
  );

  test('for its applicant an answer that was left to the staff has come, and nothing times out by it', async () => {
    isPoisonous = true;
    const key = await handIn('correction', true);
    for (let round = 0; round < 10; round += 1) await open().catch(() => undefined);
    expect(await stateOf('correction', key)).toBe('not-opened');
    const query = { holder, assuranceLevel: 2 as const, askedAt: now, receiptNumbers: [] };
    const told = await queryProgress({ ...context(), catalogue: testCatalogue }, verifiedKiosk, query);
    const isAnswered =
      told.outcome === 'answered' && told.reply.applications.map(({ correction }) => correction?.isAnswered);
    expect(isAnswered).toContain(true);
    now += 60 * 86_400_000;
    await timeOutOverdue(context());
    const { state } = await world.database
      .selectFrom('applications')
      .innerJoin(
        'application_corrections',
        'application_corrections.receipt_number',
        'applications.receipt_number',
      )
      .select('applications.state')
      .where('application_corrections.key', '=', key)
      .executeTakeFirstOrThrow();
    expect(state).toBe('corrections-asked');
  });

  test('a reply during whose opening the store is gone for a while is not counted against', async () => {
    const key = await handIn('feedback');
    let failures = 20;
    const keyRing = {
      sealingPrivateKey: async () => {
        failures -= 1;
        if (failures < 0) return world.sealingKey.privateKey;
        throw Object.assign(new Error('terminating connection'), { code: '57P01' });
      },
    };
    for (let round = 0; round < 20; round += 1) {
      await expect(openReplies({ ...context(), keyRing })).rejects.toMatchObject({ code: '57P01' });
    }
    await openReplies({ ...context(), keyRing });
    expect(await stateOf('feedback', key)).toBe('opened');
    expect(await claims()).toEqual([]);
  });

  test('a reply that a worker has claimed is left alone until that worker’s time has run out', async () => {
    const key = await handIn('feedback');
    const died = (transaction: PlatformTransaction) =>
      transaction
        .insertInto('reply_openings')
        .values({ kiosk_id: 'K-0000000001', key, attempts: 1, claimed_until: new Date(now + 1) })
        .execute();
    await world.database.transaction().execute(died);
    await open();
    expect(await stateOf('feedback', key)).toBe('waiting');
    await open();
    expect(await stateOf('feedback', key)).toBe('opened');
  });
});
