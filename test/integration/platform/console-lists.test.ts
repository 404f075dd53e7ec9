import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadWorkingCalendar } from '../../../platform/applications/working-days.ts';
import { listApplications } from '../../../platform/console/application-list.ts';
import { listFaults, listScarceSupplies } from '../../../platform/console/device-lists.ts';
import { kioskDetail } from '../../../platform/console/kiosk-detail.ts';
import { type KioskSearch, listKioskPage } from '../../../platform/console/kiosk-list.ts';
import { rowsOfPage } from '../../../platform/console/paging.ts';
import type { HealthReport } from '../../../platform/contract/kiosks.ts';
import { defaultKioskPolicy } from '../../../platform/feed/standing-documents.ts';
import { recordHealth } from '../../../platform/kiosks/health.ts';
import { healthReportOf } from '../../helpers/health-report.ts';
import {
  createWorldOn,
  fileApplication,
  type SubmissionWorld,
  submissionTestNow,
} from '../../helpers/platform-submissions.ts';

const start = submissionTestNow;
const day = 86_400_000;
const city = 10_000;
/** When a kiosk that reported at `start` is silent. */
const silentAt = start + 3 * defaultKioskPolicy.healthReportSeconds * 1_000 + 1;
const idOf = (number: number): string => `K-${`${number}`.padStart(10, '0')}`;
type Device = HealthReport['devices'][number];

const broken = (role: string, code: string, actor: Device['reasons'][number]['actor']): Device => ({
  role,
  state: 'hardwareError',
  reasons: [{ code, severity: 'error', actor }],
  supplies: [],
});
const toner = (percent: number | null, state: Device['supplies'][number]['state']): Device => ({
  role: 'printer',
  state: 'online',
  reasons: [],
  supplies: [{ name: 'Black', kind: 'toner', percent, state }],
});

describe.each(['embedded', 'PostgreSQL'] as const)('the console on the %s store', (name) => {
  let world: SubmissionWorld;

  const report = (number: number, changes: Partial<HealthReport>, at = start): Promise<void> =>
    recordHealth(
      world.database,
      { now: () => at },
      idOf(number),
      healthReportOf({
        reportedAt: at,
        queue: { pending: 0, refused: 0, oldestPendingAt: null },
        ...changes,
      }),
    );
  const list = (search: Partial<KioskSearch> = {}, now = start) =>
    listKioskPage(world.database, now, { page: 0, light: undefined, search: '', ...search });

  beforeAll(async () => {
    world = await createWorldOn(name);
    await sql`INSERT INTO stations (station_code, created_at)
      SELECT 'QX-' || lpad((n / 2)::text, 4, '0'), now() FROM generate_series(0, ${city - 1}::int, 2) n`.execute(
      world.database,
    );
    await sql`INSERT INTO kiosks (kiosk_id, station_code, app_version, enrolled_at)
      SELECT 'K-' || lpad(n::text, 10, '0'), 'QX-' || lpad((n / 2)::text, 4, '0'), '1.0.0', now()
      FROM generate_series(0, ${city - 1}::int) n`.execute(world.database);
    const fine = JSON.stringify(healthReportOf({ devices: [] }));
    await sql`INSERT INTO kiosk_states (kiosk_id, received_at, severity, report)
      SELECT kiosk_id, ${new Date(start)}::timestamptz, 0, ${fine}::jsonb FROM kiosks`.execute(
      world.database,
    );
    await report(7_001, { devices: [broken('printer', 'opc-life-over', 'technician')] });
    await report(7_002, { devices: [broken('camera', 'picture-black', 'staff'), toner(null, 'low')] });
    await report(7_003, { devices: [toner(0, 'empty')] });
    await report(7_004, {
      queue: { pending: 2, refused: 1, oldestPendingAt: start },
      devices: [toner(6, 'low')],
    });
    await report(7_005, { devices: [toner(80, 'ok'), broken('idCardReader', 'no-answer', 'technician')] });
    await world.database
      .updateTable('kiosks')
      .set({ revoked_at: new Date(start), revocation_reason: 'stolen' })
      .where('kiosk_id', '=', idOf(7_005))
      .execute();
  });
  afterAll(() => world.close());

  test('ten thousand kiosks come a page at a time, the worst first, each once', async () => {
    const first = await list();
    expect(first.counts).toEqual({ red: 1, amber: 3, green: city - 5 });
    expect(first).toMatchObject({ total: city - 1, page: 0, rowsOfPage });
    expect(first.rows).toHaveLength(rowsOfPage);
    expect(first.rows.slice(0, 5).map(({ kioskId, light }) => [kioskId, light])).toEqual([
      [idOf(7_001), 'red'],
      [idOf(7_002), 'amber'],
      [idOf(7_003), 'amber'],
      [idOf(7_004), 'amber'],
      [idOf(0), 'green'],
    ]);
    const pages = Math.ceil((city - 1) / rowsOfPage);
    const last = await list({ page: pages - 1 });
    expect(last.rows.at(-1)?.kioskId).toBe(idOf(city - 1));
    expect((await list({ page: pages })).rows).toEqual([]);
    const second = await list({ page: 1 });
    const seen = new Set([...first.rows, ...second.rows].map(({ kioskId }) => kioskId));
    expect(seen.size).toBe(2 * rowsOfPage);
  });

  test('they are found by light, by a part of the station or of the id, and by nothing else', async () => {
    expect((await list({ light: 'amber' })).rows.map(({ kioskId }) => kioskId)).toEqual(
      [7_002, 7_003, 7_004].map(idOf),
    );
    expect(await list({ search: ' qx-3500' })).toMatchObject({ total: 2, counts: { red: 1, green: 1 } });
    expect((await list({ search: idOf(42) })).rows).toMatchObject([{ stationCode: 'QX-0021' }]);
    expect(await list({ search: '%' })).toMatchObject({ total: 0, rows: [] });
    expect(await list({ search: idOf(7_005) })).toMatchObject({ total: 0 });
  });

  test('what a kiosk holds, and what is wrong with it, is counted in its row', async () => {
    const { rows } = await list({ search: 'QX-3502' });
    expect(rows).toMatchObject([{ kioskId: idOf(7_004), pending: 2, refused: 1, faults: 0 }]);
    expect((await list({ light: 'red' })).rows).toMatchObject([{ faults: 1, isSilent: false }]);
  });

  test('a kiosk of which nothing was heard for three reports is red, one that never reported is not', async () => {
    await world.database.deleteFrom('kiosk_states').where('kiosk_id', '=', idOf(9)).execute();
    await report(11, { devices: [] }, silentAt);
    const { counts } = await list({}, silentAt);
    expect(counts).toEqual({ red: city - 3, amber: 1, green: 1 });
    expect((await list({ search: idOf(9) }, silentAt)).rows).toMatchObject([
      { light: 'amber', heardAt: null, isSilent: false, faults: null },
    ]);
    expect((await list({ search: idOf(10) }, silentAt)).rows).toMatchObject([
      { light: 'red', isSilent: true },
    ]);
    const clock = { now: () => silentAt };
    expect(await kioskDetail(world.database, clock, idOf(10))).toMatchObject({
      light: 'red',
      isSilent: true,
    });
    expect(await kioskDetail(world.database, clock, idOf(9))).toMatchObject({ light: 'amber', report: null });
    expect(await kioskDetail(world.database, clock, 'K-ZZZZZZZZZZ')).toBeUndefined();
  });

  test('supplies to refill are those of all kiosks in service, the emptiest first', async () => {
    const supplies = await listScarceSupplies(world.database, 0);
    expect(supplies.total).toBe(3);
    expect(supplies.rows.map(({ kioskId, supply }) => [kioskId, supply.percent])).toEqual([
      [idOf(7_003), 0],
      [idOf(7_004), 6],
      [idOf(7_002), null],
    ]);
  });

  test('faults are told by who can do something about them', async () => {
    const all = await listFaults(world.database, { page: 0, actor: undefined });
    expect(all).toMatchObject({ total: 2, counts: { technician: 1, staff: 1, resident: 0 } });
    const ofStaff = await listFaults(world.database, { page: 0, actor: 'staff' });
    expect(ofStaff).toMatchObject({
      total: 1,
      rows: [{ kioskId: idOf(7_002), role: 'camera', reason: { code: 'picture-black' } }],
    });
  });

  test('an application says how much of what was promised is owed, and what of it is overdue', async () => {
    const owed = (code: string, dueOn: string) => ({ code, workingDays: 5, dueOn, agreedAt: start });
    const application = await fileApplication(world.sealingKey, {
      content: { promises: [owed('booklet', '2026-11-27'), owed('photo', '2026-12-04')] },
    });
    await world.submit([application]);
    await world.openWaiting();
    const listedAfter = async (days: number) => {
      const listed = await listApplications(
        {
          database: world.database,
          clock: { now: () => start + days * day },
          catalogue: { version: '1', items: [], applications: [], packages: [] },
          calendar: loadWorkingCalendar(),
        },
        { page: 0, state: 'accepted-for-review' },
      );
      return listed.rows.find(({ receiptNumber }) => receiptNumber === application.receiptNumber)?.promises;
    };
    expect(await listedAfter(0)).toEqual({ owed: 2, overdue: 0, dueOn: '2026-11-27' });
    expect(await listedAfter(10)).toEqual({ owed: 2, overdue: 1, dueOn: '2026-11-27' });
    await world.database
      .updateTable('applications')
      .set({ state: 'withdrawn' })
      .where('receipt_number', '=', application.receiptNumber)
      .execute();
  });

  test('applications of a state have the light of their deadline, in working days', async () => {
    const application = await fileApplication(world.sealingKey);
    await world.submit([application]);
    await world.openWaiting();
    const lightAfter = async (days: number) => {
      const listed = await listApplications(
        {
          database: world.database,
          clock: { now: () => start + days * day },
          catalogue: { version: '1', items: [], applications: [], packages: [] },
          calendar: loadWorkingCalendar(),
        },
        { page: 0, state: 'accepted-for-review' },
      );
      expect(listed.counts).toMatchObject({ 'accepted-for-review': 1 });
      expect(listed.rows).toMatchObject([{ receiptNumber: application.receiptNumber }]);
      return listed.rows[0]?.deadline?.light;
    };
    // Filed on a Friday; five working days.
    expect([await lightAfter(0), await lightAfter(6), await lightAfter(10)]).toEqual([
      'green',
      'yellow',
      'red',
    ]);
  });
});
