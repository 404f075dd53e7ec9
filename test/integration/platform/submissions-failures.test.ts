import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SubmissionResult } from '../../../platform/contract/submissions.ts';
import type { PlatformDatabase } from '../../../platform/store/open-store.ts';
import { StoreUnreachable } from '../../../platform/store/store-unreachable.ts';
import { createSubmissionIntake } from '../../../platform/submissions/submission-intake.ts';
import {
  createSubmissionWorld,
  fileApplication,
  rate,
  type SubmissionWorld,
  submissionTestNow,
  testForms,
} from '../../helpers/platform-submissions.ts';
import { startPostgresql } from '../../helpers/postgresql.ts';

const kiosk = { kioskId: 'K-0000000001', stationCode: 'QX-0007' };

describe('a store that fails', () => {
  let world: SubmissionWorld;

  beforeAll(async () => {
    world = await createSubmissionWorld();
  });

  afterAll(() => world.close());

  /** An intake whose transactions fail first, with these errors in turn. */
  const intakeFailing = (errors: readonly Error[]) => {
    const remaining = [...errors];
    const database = new Proxy(world.database, {
      get: (target, property) => {
        const error = property === 'transaction' ? remaining.shift() : undefined;
        if (error !== undefined) {
          return () => ({ execute: () => Promise.reject(error) });
        }
        const value: unknown = Reflect.get(target, property);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    }) as PlatformDatabase;
    const clock = { now: () => submissionTestNow };
    return createSubmissionIntake({ database, clock, keyRing: world.keyRing, forms: testForms });
  };

  const deadlock = (): Error => Object.assign(new Error('deadlock detected'), { code: '40P01' });

  test('for the sake of another transaction is asked again', async () => {
    const message = rate();
    const taken = await intakeFailing([deadlock(), deadlock()]).submit(kiosk, [message]);
    expect(taken).toMatchObject({ outcome: 'answered', results: [{ outcome: 'received' }] });
  });

  test('for good fails the batch, which may come again', async () => {
    const message = rate();
    const intake = intakeFailing([new Error('disk full')]);
    await expect(intake.submit(kiosk, [message])).rejects.toThrow('disk full');
    expect(await intake.submit(kiosk, [message])).toMatchObject({ results: [{ outcome: 'received' }] });
  });

  test('for a group of batches takes each by itself, so that none suffers from another', async () => {
    // Two batches take the two lanes; the three behind them are joined, and their transaction fails.
    const errors = [
      new Error('first lane'),
      new Error('second lane'),
      new Error('group'),
      new Error('alone'),
    ];
    const intake = intakeFailing(errors);
    const batches = Array.from({ length: 5 }, () => intake.submit(kiosk, [rate()]));
    const outcomes = (await Promise.allSettled(batches)).map((settled) =>
      settled.status === 'fulfilled' ? settled.value.outcome : (settled.reason as Error).message,
    );
    expect(outcomes.toSorted()).toEqual(['alone', 'answered', 'answered', 'first lane', 'second lane']);
  });
});

describe('a store that is gone', () => {
  test('is not asked once more for each batch of a group', async () => {
    const world = await createSubmissionWorld();
    let asked = 0;
    const database = new Proxy(world.database, {
      get: (target, property) => {
        if (property === 'transaction') {
          return () => ({
            execute: async () => {
              asked += 1;
              throw new StoreUnreachable();
            },
          });
        }
        const value: unknown = Reflect.get(target, property);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    }) as PlatformDatabase;
    const clock = { now: () => submissionTestNow };
    const intake = createSubmissionIntake({ database, clock, keyRing: world.keyRing, forms: testForms });
    const outcomes = await Promise.allSettled(
      Array.from({ length: 40 }, () => intake.submit(kiosk, [rate()])),
    );
    expect(new Set(outcomes.map(({ status }) => status))).toEqual(new Set(['rejected']));
    // Two lanes with a batch each, and the rest together.
    expect(asked).toBe(3);
    await world.close();
  });
});

describe('large batches', () => {
  test('are joined by their bytes, not by their number', async () => {
    const world = await createSubmissionWorld();
    let transactions = 0;
    const database = new Proxy(world.database, {
      get: (target, property) => {
        transactions += property === 'transaction' ? 1 : 0;
        const value: unknown = Reflect.get(target, property);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    }) as PlatformDatabase;
    const clock = { now: () => submissionTestNow };
    const intake = createSubmissionIntake({ database, clock, keyRing: world.keyRing, forms: testForms });
    const { sealed, ...small } = await fileApplication(world.sealingKey);
    const large = sealed.replace(
      /\.([^.]*)\.([^.]*)$/,
      (_, text, tag) => `.${text}${'A'.repeat(200_000)}.${tag}`,
    );
    // 26 batches of 1 MB, of five messages each: the first two by themselves, then eight at a time.
    const batches = Array.from({ length: 26 }, () =>
      Array.from({ length: 5 }, () => ({ ...small, sealed: large })),
    );
    await Promise.all(batches.map((batch) => intake.submit(kiosk, batch)));
    expect(transactions).toBe(5);
    await world.close();
  });
});

describe('a PostgreSQL server that is killed again and again', () => {
  test('loses nothing that was answered, and kiosks that send again get the first results', async () => {
    const server = await startPostgresql();
    const world = await createSubmissionWorld({ store: { databaseUrl: await server.createDatabase() } });
    try {
      const messages = await Promise.all(
        Array.from({ length: 120 }, () => fileApplication(world.sealingKey)),
      );
      const batches = Array.from({ length: 12 }, (_, index) => messages.slice(index * 10, index * 10 + 10));
      const answered = new Map<string, SubmissionResult>();
      const note = (results: readonly SubmissionResult[]): void => {
        for (const result of results) {
          expect(result).toEqual(answered.get(result.key) ?? result);
          answered.set(result.key, result);
        }
      };
      for (const crashes of [1, 2, 3]) {
        world.advance(60_000);
        const sent = batches
          .slice(0, crashes * 4)
          .map((batch) => world.submit(batch).then(note, () => undefined));
        await server.crash();
        await Promise.all(sent);
      }
      world.advance(60_000);
      const ask = () => world.database.selectFrom('stations').selectAll().execute();
      await expect.poll(() => ask().catch(() => 'gone')).toEqual([]);
      for (const batch of batches) {
        note(await world.submit(batch));
      }
      expect(answered.size).toBe(120);
      expect(new Set([...answered.values()].map(({ outcome }) => outcome))).toEqual(new Set(['received']));
      const rows = await world.database.selectFrom('applications').select('key').execute();
      expect(rows.map(({ key }) => key).toSorted()).toEqual(messages.map(({ key }) => key).toSorted());
    } finally {
      await world.close();
      await server.stop();
    }
  });
});
