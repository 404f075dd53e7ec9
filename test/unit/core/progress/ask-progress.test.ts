import { describe, expect, it } from 'vitest';
import { visitId } from '../../../helpers/journal.ts';
import { platformNow } from '../../../helpers/journal.ts';
import { allowanceDraft } from '../../../helpers/filing.ts';
import { createProgressWorld, entryOf, unreachable } from '../../../helpers/progress.ts';
import { lin } from '../../../helpers/visit.ts';

const file = async (
  world: ReturnType<typeof createProgressWorld>,
): Promise<{ key: string; number: string }> => {
  const filed = await world.filing.file(allowanceDraft());
  if (filed.outcome !== 'filed') throw new Error(filed.outcome);
  return { key: filed.receipt.key, number: filed.receipt.receiptNumber };
};
const ask = (world: ReturnType<typeof createProgressWorld>) =>
  world.services.askProgress({ visitId, person: lin });

describe('what a resident filed', () => {
  it('is asked of the platform, with the receipts that were given here, and leaves an audit entry', async () => {
    const world = createProgressWorld();
    const { number } = await file(world);
    const elsewhere = entryOf('SL-QX-0009-20261119-7K3M9QXAB2', {
      stationCode: 'QX-0009',
      filedAt: platformNow - 7_200_000,
    });
    world.platform.progress = { ok: true, value: { answeredAt: platformNow, applications: [elsewhere] } };
    const told = await ask(world);
    expect(world.platform.asked).toMatchObject([
      { holder: { idNumber: lin.idNumber }, receiptNumbers: [number] },
    ]);
    expect(told).toMatchObject({
      ok: true,
      finding: {
        source: { from: 'platform' },
        applications: [
          // Filed a moment ago, and still here.
          { receiptNumber: number, state: 'queued', filedElsewhere: null },
          {
            receiptNumber: elsewhere.receiptNumber,
            state: 'corrections-asked',
            filedElsewhere: 'QX-0009',
            deadline: { light: 'yellow', daysLeft: 15 },
          },
        ],
      },
    });
    expect(world.audit().at(-1)).toBe('progress.asked');
  });

  it('is without a line what this kiosk knows, with the hour in which it was heard', async () => {
    const world = createProgressWorld();
    const { key, number } = await file(world);
    world.database.commit(({ outbox, applications }) => {
      outbox.acknowledgeAll([key]);
      applications.follow(key, 'received');
    });
    expect(await ask(world)).toMatchObject({
      finding: {
        source: { from: 'kiosk', reason: 'unreachable', lastContactAt: platformNow - 7_200_000 },
        applications: [{ receiptNumber: number, state: 'received', heardAt: null }],
      },
    });
    world.platform.progress = {
      ok: true,
      value: { answeredAt: platformNow, applications: [entryOf(number)] },
    };
    await ask(world);
    world.platform.progress = unreachable;
    expect(await ask(world)).toMatchObject({
      finding: {
        source: { from: 'kiosk' },
        applications: [
          {
            receiptNumber: number,
            state: 'corrections-asked',
            deadline: { dueOn: '2026-12-11', light: 'yellow' },
            // The department's words are not kept.
            correction: null,
            heardAt: platformNow,
          },
        ],
      },
    });
    const kept = world.database.read(({ knownCourses }) => knownCourses.find(number)?.course ?? '');
    expect(kept).not.toContain('电话');
  });

  it('says which answer of this kiosk was set aside: one that had arrived before the platform said that it has none', async () => {
    const world = createProgressWorld();
    const entry = entryOf('SL-QX-0009-20261119-7K3M9QXAB2', { stationCode: 'QX-0009' });
    world.platform.progress = { ok: true, value: { answeredAt: platformNow, applications: [entry] } };
    const position = entry.correction?.position ?? 0;
    const given = await world.fileReply({
      purpose: 'correction',
      visitId,
      person: lin,
      identifiedAt: platformNow,
      receiptNumber: entry.receiptNumber,
      position,
      answers: { telephone: '13907315566' },
    });
    if (given.outcome !== 'filed') throw new Error(given.outcome);
    const setAside = async () => {
      const told = await ask(world);
      return told.ok ? told.finding.applications[0]?.correction?.setAside : 'not told';
    };
    expect(await setAside()).toBeUndefined();
    world.database.commit(({ outbox, replies }) => {
      outbox.acknowledgeAll([given.receipt.key]);
      replies.follow(given.receipt.key, 'received');
    });
    expect(await setAside()).toBe(given.receipt.key);
  });

  it('of somebody else is not told without a line', async () => {
    const world = createProgressWorld();
    await file(world);
    const other = { ...lin, pseudonym: 'b'.repeat(64) };
    expect(await world.services.askProgress({ visitId, person: other })).toMatchObject({
      finding: { applications: [] },
    });
  });

  it('is not asked for where it could not be written down', async () => {
    const broken = createProgressWorld({
      database: {
        transaction: () => ({ ok: false, reason: 'disk-full' }) as never,
        read: (() => ({ ok: false, reason: 'disk-full' })) as never,
      },
    });
    expect(await ask(broken)).toMatchObject({ ok: false, problem: 'could-not-record' });
    expect(broken.platform.asked).toEqual([]);
  });
});

describe('the application of a receipt', () => {
  it('is told with state and light alone, and without a line where it was filed here', async () => {
    const world = createProgressWorld();
    const { number } = await file(world);
    const told = await world.services.lookUpReceipt(number);
    expect(told).toEqual({
      ok: true,
      finding: {
        receiptNumber: number,
        found: { state: 'queued', since: platformNow, deadline: null, heardAt: null },
        source: { from: 'kiosk', reason: 'unreachable', lastContactAt: platformNow - 7_200_000 },
      },
    });
    expect(world.audit().at(-1)).toBe('progress.receipt-looked-up');
  });

  it('is not known where neither platform nor kiosk knows it', async () => {
    const world = createProgressWorld();
    world.platform.light = { ok: false, reason: 'refused', problem: 'not-found', detail: '' };
    expect(await world.services.lookUpReceipt('SL-QX-0009-20261119-7K3M9QXAB2')).toMatchObject({
      finding: { found: null, source: { from: 'platform' } },
    });
  });
});
