import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { civilDayStart, createPrintQuota } from '../../../electron/core/printing/print-quota.ts';
import { idOf } from '../../helpers/database.ts';
import { createJournalWorld, type JournalWorld, visitId } from '../../helpers/journal.ts';
import { housingItem, lin } from '../../helpers/visit.ts';

let world: JournalWorld;
let number: number;
beforeEach(() => {
  world = createJournalWorld();
  number = 0;
});
afterEach(() => world.database.dispose());

const { pseudonym } = lin;
const quota = () => createPrintQuota(world.database.current(), world.database.clock);

/** A certificate of this kind that was issued and whose print is intended; returns the print's id. */
const printOne = (kind = 'housing-status'): string => {
  number += 1;
  const requestId = `00000000-0000-4000-8000-00000000000${number}`;
  const certificateNumber = `XX-2026-00000${number}`;
  const id = idOf(500 + number);
  world.journal.requested({ visitId, requestId, kind, purposeCode: 'loan', pseudonym });
  world.journal.issued({ requestId, certificateNumber, claimsHash: `${number}`.repeat(64), pseudonym });
  world.journal.printIntended({
    id,
    visitId,
    certificateNumber,
    pages: 1,
    signedBy: 'department',
    printerUri: 'ipp://printer/',
    pseudonym,
  });
  return id;
};

describe('the quota of prints', () => {
  it('is reached with as many of a kind as the catalogue allows in a day', () => {
    for (const prints of [1, 2]) {
      printOne();
      expect(quota().printsToday(pseudonym)).toEqual(new Map([['housing-status', prints]]));
      expect(quota().isReached(housingItem, pseudonym)).toBe(false);
    }
    printOne();
    expect(quota().isReached(housingItem, pseudonym)).toBe(true);
  });

  it('counts each kind by itself, and each person', () => {
    for (const _print of [1, 2, 3]) printOne('provident-fund');
    expect(quota().isReached(housingItem, pseudonym)).toBe(false);
    expect(quota().printsToday('b'.repeat(64))).toEqual(new Map());
  });

  it('does not count what was recorded as failed, by the printer or by staff', () => {
    const [failed, misprint] = [printOne(), printOne(), printOne()];
    world.journal.printSettled(failed ?? '', { outcome: 'failed', reason: 'aborted-by-printer' });
    world.journal.printSettled(misprint ?? '', { outcome: 'completed', impressions: 1 });
    expect(quota().printsToday(pseudonym).get('housing-status')).toBe(2);
    world.database.write(({ printJobs }) =>
      printJobs.settleByStaff({ id: misprint ?? '', outcome: 'failed', reason: 'torn' }),
    );
    expect(quota().printsToday(pseudonym).get('housing-status')).toBe(1);
  });

  it('counts what nobody knows the outcome of', () => {
    const id = printOne();
    world.journal.printSettled(id, { outcome: 'unknown', reason: 'line-lost' });
    expect(quota().printsToday(pseudonym).get('housing-status')).toBe(1);
  });

  it('begins anew at midnight in China', async () => {
    for (const _print of [1, 2, 3]) printOne();
    const { clock } = world.database;
    await clock.advance(civilDayStart(clock.now()) + 24 * 3_600_000 - clock.now() - 1);
    expect(quota().isReached(housingItem, pseudonym)).toBe(true);
    await clock.advance(1);
    expect(quota().isReached(housingItem, pseudonym)).toBe(false);
  });

  it('knows midnight in China from midnight elsewhere', () => {
    expect(civilDayStart(Date.UTC(2026, 10, 20, 15, 59, 59, 999))).toBe(Date.UTC(2026, 10, 19, 16));
    expect(civilDayStart(Date.UTC(2026, 10, 20, 16))).toBe(Date.UTC(2026, 10, 20, 16));
  });
});
