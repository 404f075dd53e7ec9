import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadWorkingCalendar } from '../../../platform/applications/working-days.ts';
import { book } from '../../../platform/appointments/book.ts';
import { openStore, type Store } from '../../../platform/store/open-store.ts';
import { registeredResidents } from '../../../scripts/station/station-cards.ts';
import { publishDirectory, smallCounter, smallDirectory } from '../../helpers/appointments.ts';
import { fillTestStore } from '../../helpers/platform-services.ts';
import { type PostgresqlServer, startPostgresql } from '../../helpers/postgresql.ts';

const friday = Date.UTC(2026, 10, 20, 4);
const monday = Date.UTC(2026, 10, 23, 1);
const holders = registeredResidents.map(({ idNumber, name, sex }) => ({ idNumber, name, sex }));

/** More than one of ten gets by chance. */
const mostOpen = 10;

let server: PostgresqlServer;
let store: Store;
beforeAll(async () => {
  server = await startPostgresql();
  store = await openStore({ databaseUrl: await server.createDatabase(), poolSize: 8 });
  await fillTestStore(store.database, { residents: registeredResidents });
  await publishDirectory(
    store.database,
    smallDirectory({
      mostOpen,
      counters: [
        {
          ...smallCounter,
          hours: [
            { days: 'working-days', from: '09:00', until: '09:30', capacity: 1 },
            { days: 'working-days', from: '09:30', until: '12:00', capacity: 2 },
          ],
        },
      ],
    }),
  );
});
afterAll(async () => {
  await store.close();
  await server.stop();
});

const ask = async (kioskId: string, holder: (typeof holders)[number], startsAt: number) => {
  const context = {
    database: store.database,
    clock: { now: () => friday },
    calendar: loadWorkingCalendar(),
    randomBytes,
  };
  const outcome = await book(context, kioskId, {
    requestId: randomUUID(),
    holder,
    assuranceLevel: 2,
    item: 'id-card-issue',
    counter: smallCounter.code,
    startsAt,
    consentedAt: friday,
  });
  if (outcome.outcome === 'refused') throw new Error(outcome.reason);
  return outcome.reply.outcome;
};

const counted = (outcomes: readonly string[]) =>
  Object.fromEntries(
    [...new Set(outcomes)].sort().map((one) => [one, outcomes.filter((o) => o === one).length]),
  );

const ten = holders.slice(0, 10);
const day = 86_400_000;

test('of ten kiosks that want the last place at the same moment exactly one gets it, each time', async () => {
  for (const ahead of [0, 1, 2, 3, 4, 7, 8, 9]) {
    const startsAt = monday + ahead * day;
    const outcomes = await Promise.all(ten.map((holder, index) => ask(`K-${index}`, holder, startsAt)));
    expect(counted(outcomes)).toEqual({ booked: 1, taken: 9 });
  }
});

test('a half hour for two takes two of ten, and no more', async () => {
  const startsAt = monday + 1_800_000;
  const outcomes = await Promise.all(ten.map((holder, index) => ask(`K-${index}`, holder, startsAt)));
  expect(counted(outcomes)).toEqual({ booked: 2, taken: 8 });
});

test('one person at fifteen kiosks gets as many as one may hold, and no more', async () => {
  const holder = holders.at(-1);
  if (holder === undefined) throw new Error('nobody is registered');
  const times = [1, 2, 3].flatMap((ahead) =>
    [1, 2, 3, 4, 5].map((half) => monday + ahead * day + half * 1_800_000),
  );
  const outcomes = await Promise.all(times.map((startsAt, index) => ask(`K-${index}`, holder, startsAt)));
  expect(counted(outcomes)).toEqual({ booked: mostOpen, 'too-many': times.length - mostOpen });
});
