import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SealedApplication } from '../../../platform/contract/sealed-application.ts';
import type { ApplicationSubmission } from '../../../platform/contract/submissions.ts';
import {
  listApplicationAlerts,
  reopenApplication,
} from '../../../platform/submissions/application-alerts.ts';
import { openWaiting } from '../../../platform/submissions/open-applications.ts';
import { startSubmissionWorkers } from '../../../platform/submissions/submission-workers.ts';
import { createFakeClock } from '../../helpers/fake-clock.ts';
import {
  type ApplicationChanges,
  createSealingKey,
  createWorldOn,
  fileApplication,
  sealMaterial,
  type SubmissionWorld,
  submissionTestNow,
} from '../../helpers/platform-submissions.ts';

describe.each(['embedded', 'PostgreSQL'] as const)('%s:', (name) => {
  let world: SubmissionWorld;

  beforeAll(async () => {
    world = await createWorldOn(name);
  });

  afterAll(() => world.close());

  const handIn = async (changes?: ApplicationChanges): Promise<ApplicationSubmission> => {
    const submission = await fileApplication(world.sealingKey, changes);
    const [result] = await world.submit([submission]);
    expect(result).toMatchObject({ outcome: 'received' });
    return submission;
  };

  const stateOf = async ({ receiptNumber }: ApplicationSubmission) => {
    const { state } = await world.database
      .selectFrom('applications')
      .select('state')
      .where('receipt_number', '=', receiptNumber)
      .executeTakeFirstOrThrow();
    const steps = await world.database
      .selectFrom('application_steps')
      .select('step')
      .where('receipt_number', '=', receiptNumber)
      .orderBy('position')
      .execute();
    return { state, steps: steps.map(({ step }) => step) };
  };

  const contentOf = async ({ receiptNumber }: ApplicationSubmission) =>
    world.database
      .selectFrom('application_contents')
      .select(['applicant_id_number', 'content'])
      .where('receipt_number', '=', receiptNumber)
      .executeTakeFirst();

  const alertOf = async ({ receiptNumber }: ApplicationSubmission) =>
    (
      await world.database
        .selectFrom('application_alerts')
        .select('reason')
        .where('receipt_number', '=', receiptNumber)
        .executeTakeFirst()
    )?.reason;

  const accepted = { state: 'accepted-for-review', steps: ['received', 'accepted-for-review'] };
  const setAside = { state: 'unreadable', steps: ['received', 'unreadable'] };

  test('an application that waits is opened, once, and handed to review', async () => {
    const submission = await handIn();
    expect(await world.openWaiting()).toEqual({ opened: 1, unreadable: 0 });
    expect(await world.openWaiting()).toEqual({ opened: 0, unreadable: 0 });
    expect(await stateOf(submission)).toEqual(accepted);
    expect(await contentOf(submission)).toMatchObject({
      applicant_id_number: '430199195803120429',
      content: {
        receiptNumber: submission.receiptNumber,
        answers: { cardKind: 'social-security-card', phone: '13900000000', receivesPension: true },
      },
    });
    expect(await alertOf(submission)).toBeUndefined();
  });

  test('materials of several chunks are opened and compared', async () => {
    const key = uuidv7();
    const material = await sealMaterial(world.sealingKey, key, [randomBytes(3_000), randomBytes(500)]);
    await world.putAll(material);
    const submission = await handIn({ key, materials: [material] });
    await world.openWaiting();
    expect(await stateOf(submission)).toEqual(accepted);
  });

  test('what a resident typed is kept, whatever characters it holds', async () => {
    const answers = { story: 'a\u0000b\ud800c\u202e𠮷"\\' };
    const submission = await handIn({ content: { answers } });
    await world.openWaiting();
    expect(await stateOf(submission)).toEqual(accepted);
    expect((await contentOf(submission))?.content.answers).toEqual(answers);
  });

  test.each<[string, Partial<SealedApplication>]>([
    ['receipt number', { receiptNumber: 'SL-QX-0007-20261120-0000000000' }],
    ['key', { key: uuidv7() }],
    ['item', { item: 'disability-subsidies' }],
    ['version of the form', { formVersion: 2 }],
    ['time', { filedAt: submissionTestNow }],
    [
      'assurance level',
      {
        identity: {
          method: 'id-card-face',
          assuranceLevel: 3,
          identifiedAt: submissionTestNow,
          visitId: uuidv7(),
        },
      },
    ],
  ])('an application whose halves differ in %s is set aside with an alert', async (_, content) => {
    const submission = await handIn({ content });
    expect(await world.openWaiting()).toEqual({ opened: 0, unreadable: 1 });
    expect(await stateOf(submission)).toEqual(setAside);
    expect(await alertOf(submission)).toBe('halves-differ');
    expect(await contentOf(submission)).toBeUndefined();
  });

  test('an application whose content does not fit the contract is set aside', async () => {
    const submission = await handIn({ content: { applicant: { idNumber: 'x', name: '', sex: '男' } } });
    await world.openWaiting();
    expect(await stateOf(submission)).toEqual(setAside);
    expect(await alertOf(submission)).toBe('content-malformed');
  });

  test('an application that was changed on its way is set aside', async () => {
    const { sealed, ...envelope } = await fileApplication(world.sealingKey);
    const parts = sealed.split('.');
    const flipped = parts.with(
      3,
      (parts[3] ?? '').replace(/^./, (first) => (first === 'A' ? 'B' : 'A')),
    );
    const submission = { ...envelope, sealed: flipped.join('.') };
    await world.submit([submission]);
    await world.openWaiting();
    expect(await stateOf(submission)).toEqual(setAside);
    expect(await alertOf(submission)).toBe('not-genuine');
  });

  test('a material that is not what was filed is told', async () => {
    const key = uuidv7();
    const material = await sealMaterial(world.sealingKey, key, [randomBytes(100)]);
    await world.putAll(material);
    const other = { ...material, said: { ...material.said, digest: 'A'.repeat(43) } };
    const submission = await handIn({ key, materials: [other] });
    await world.openWaiting();
    expect(await stateOf(submission)).toEqual(setAside);
    expect(await alertOf(submission)).toBe('material-differs');
  });

  test('one that cannot be opened does not hold up the others', async () => {
    const bad = await handIn({ content: { formVersion: 2 } });
    const good = await handIn();
    expect(await world.openWaiting()).toEqual({ opened: 1, unreadable: 1 });
    expect(await stateOf(bad)).toEqual(setAside);
    expect(await stateOf(good)).toEqual(accepted);
  });

  test('a sealing key that the process has not looked up yet is looked up without holding the store', async () => {
    const submission = await handIn();
    const { database, sealingKey } = world;
    const keyRing = {
      sealingPrivateKey: async (keyId: string) => {
        await database.selectFrom('signing_keys').select('key_id').execute();
        return keyId === sealingKey.published.keyId ? sealingKey.privateKey : undefined;
      },
    };
    await openWaiting({ database, keyRing, clock: { now: () => submissionTestNow } });
    expect(await stateOf(submission)).toEqual(accepted);
  });

  test('a key that the platform does not have any more is told', async () => {
    const submission = await handIn();
    const { database } = world;
    const keyRing = { sealingPrivateKey: async () => undefined };
    await openWaiting({ database, keyRing, clock: { now: () => submissionTestNow } });
    expect(await alertOf(submission)).toBe('unknown-key');
  });

  test('a wrong private key under the right id is told', async () => {
    const submission = await handIn();
    const { database } = world;
    const { privateKey } = createSealingKey();
    const keyRing = { sealingPrivateKey: async () => privateKey };
    await openWaiting({ database, keyRing, clock: { now: () => submissionTestNow } });
    expect(await alertOf(submission)).toBe('not-genuine');
  });

  describe('an application on which workers fail again and again', () => {
    const clockAt = (start: number) => {
      let now = start;
      return {
        now: () => now,
        nextAttempt: () => {
          now += 600_000;
        },
      };
    };

    test('does not hold up the others, and is left to the staff after five times', async () => {
      const poison = await handIn();
      const good = await handIn();
      const clock = clockAt(submissionTestNow);
      const { database, sealingKey } = world;
      let attempts = 0;
      const keyRing = {
        sealingPrivateKey: async () => {
          const { rows } = await sql<{ poisoned: boolean }>`
            SELECT EXISTS (SELECT FROM application_openings
              WHERE receipt_number = ${poison.receiptNumber}
                AND claimed_until > ${new Date(clock.now())}::timestamptz
                AND attempts > ${attempts}::integer) AS poisoned`.execute(database);
          if (rows[0]?.poisoned === true) {
            attempts += 1;
            throw new Error('whatever makes a worker die');
          }
          return sealingKey.privateKey;
        },
      };
      for (let run = 0; run < 20; run += 1) {
        await openWaiting({ database, keyRing, clock }).catch(() => undefined);
        clock.nextAttempt();
      }
      expect(attempts).toBe(5);
      expect(await stateOf(good)).toEqual(accepted);
      expect(await stateOf(poison)).toEqual({ state: 'not-opened', steps: ['received'] });
      expect(await alertOf(poison)).toBe('not-opened');
      const listed = async () =>
        (await listApplicationAlerts(database, 100)).find(
          ({ receiptNumber }) => receiptNumber === poison.receiptNumber,
        );
      expect(await listed()).toMatchObject({ reason: 'not-opened', settledAt: null });

      // The staff has seen to it: what made the workers die is mended.
      expect(await reopenApplication(database, poison.receiptNumber, clock.now())).toBe(true);
      expect(await reopenApplication(database, poison.receiptNumber, clock.now())).toBe(false);
      await world.openWaiting();
      expect(await stateOf(poison)).toEqual(accepted);
      expect(await listed()).toMatchObject({ settledAt: clock.now() });
    });

    test('because the store was gone for a while is not counted against', async () => {
      const submission = await handIn();
      const clock = clockAt(submissionTestNow);
      const { database, sealingKey } = world;
      let failures = 20;
      const keyRing = {
        sealingPrivateKey: async () => {
          failures -= 1;
          if (failures >= 0) {
            throw Object.assign(new Error('terminating connection'), { code: '57P01' });
          }
          return sealingKey.privateKey;
        },
      };
      const run = () => openWaiting({ database, keyRing, clock });
      for (let count = 0; count < 20; count += 1) {
        await expect(run()).rejects.toMatchObject({ code: '57P01' });
      }
      await run();
      expect(await stateOf(submission)).toEqual(accepted);
    });
  });

  test('an application with large materials holds no transaction, and is opened alone', async () => {
    const key = uuidv7();
    const material = await sealMaterial(world.sealingKey, key, [randomBytes(200), randomBytes(200)]);
    await world.putAll(material);
    const large = await handIn({ key, materials: [material] });
    const small = await handIn();
    const { database, sealingKey } = world;
    const claims: number[] = [];
    const keyRing = {
      sealingPrivateKey: async () => {
        // A store with one connection would wait for ever here, were a transaction open.
        const { count } = await database.transaction().execute((transaction) =>
          transaction
            .selectFrom('application_openings')
            .select(({ fn }) => fn.countAll<number>().as('count'))
            .executeTakeFirstOrThrow(),
        );
        claims.push(Number(count));
        return sealingKey.privateKey;
      },
    };
    await openWaiting({ database, keyRing, clock: { now: () => submissionTestNow } });
    expect(claims).toEqual([1]);
    expect([await stateOf(large), await stateOf(small)]).toEqual([accepted, accepted]);
  });

  test('an application that was withdrawn while it was opened stays withdrawn', async () => {
    const submission = await handIn();
    const { database, sealingKey } = world;
    const keyRing = {
      sealingPrivateKey: async () => {
        await database
          .updateTable('applications')
          .set({ state: 'withdrawn' })
          .where('receipt_number', '=', submission.receiptNumber)
          .execute();
        return sealingKey.privateKey;
      },
    };
    await openWaiting({ database, keyRing, clock: { now: () => submissionTestNow } });
    expect(await stateOf(submission)).toEqual({ state: 'withdrawn', steps: ['received'] });
    expect(await contentOf(submission)).toBeUndefined();
  });

  describe('the workers', () => {
    const failures: unknown[] = [];
    const logger = { error: (failure: unknown) => void failures.push(failure) };
    /** Waits until the run that a tick started is over: the next one is scheduled then. */
    const settled = async (clock: { pending(): number }, timers: number): Promise<void> => {
      while (clock.pending() < timers) {
        await new Promise((resolve) => setImmediate(resolve));
      }
    };

    test('open what came in, every second, and stop when told', async () => {
      const clock = createFakeClock(submissionTestNow);
      const workers = startSubmissionWorkers({ ...world, clock, lastSubmissionAt: () => 0, logger });
      const first = await handIn();
      await clock.advance(1_000);
      await settled(clock, 3);
      expect(await stateOf(first)).toEqual(accepted);
      const second = await handIn();
      await clock.advance(1_000);
      await settled(clock, 3);
      expect(await stateOf(second)).toEqual(accepted);
      await workers.stop();
      expect(clock.pending()).toBe(0);
      expect(failures).toEqual([]);
    });

    test('open one batch a second while kiosks hand in, and the rest when they are silent', async () => {
      const submissions = await Promise.all(
        Array.from({ length: 120 }, () => fileApplication(world.sealingKey)),
      );
      await world.submit(submissions);
      const waiting = async (): Promise<number> => {
        const { count } = await world.database
          .selectFrom('applications')
          .select(({ fn }) => fn.countAll<number>().as('count'))
          .where('state', '=', 'received')
          .executeTakeFirstOrThrow();
        return Number(count);
      };
      const clock = createFakeClock(submissionTestNow);
      let lastSubmissionAt = clock.now() + 1_000;
      const workers = startSubmissionWorkers({
        ...world,
        clock,
        lastSubmissionAt: () => lastSubmissionAt,
        logger,
      });
      await clock.advance(1_000);
      await settled(clock, 3);
      expect(await waiting()).toBe(70);
      lastSubmissionAt = 0;
      await clock.advance(1_000);
      await settled(clock, 3);
      expect(await waiting()).toBe(0);
      await workers.stop();
    });

    test('go on after a failure of the store', async () => {
      const clock = createFakeClock(submissionTestNow);
      let isBroken = true;
      const database = new Proxy(world.database, {
        get: (target, property) => {
          if (property === 'transaction' && isBroken) {
            throw Object.assign(new Error('gone'), { code: '57P01' });
          }
          const value: unknown = Reflect.get(target, property);
          return typeof value === 'function' ? value.bind(target) : value;
        },
      });
      const workers = startSubmissionWorkers({
        ...world,
        database,
        clock,
        lastSubmissionAt: () => 0,
        logger,
      });
      const submission = await handIn();
      await clock.advance(1_000);
      await settled(clock, 3);
      expect(failures).toMatchObject([{ worker: 'open-applications', code: '57P01' }]);
      isBroken = false;
      await clock.advance(1_000);
      await settled(clock, 3);
      expect(await stateOf(submission)).toEqual(accepted);
      await workers.stop();
    });
  });
});
