import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recoverDatabase } from '../../../db/recovery/recover-database.ts';
import type { TestDatabase } from '../../helpers/database.ts';
import { closedDatabase, overwritePages, receiptOf } from '../../unit/db/recovery/filed-messages.ts';
import { documentOf, endCommands, runCommand } from './command-line-world.ts';

/** A stopped kiosk whose database was recovered. */
let kiosk: TestDatabase;
beforeEach(() => {
  kiosk = closedDatabase(6);
  overwritePages(kiosk.file, [1]);
  expect(
    recoverDatabase({ file: kiosk.file, now: kiosk.clock.now, cause: 'a test', reserveBytes: 0 }),
  ).toMatchObject({ ok: true });
});
afterEach(() => {
  endCommands();
  kiosk.dispose();
});

const recovery = (...args: readonly string[]) =>
  runCommand(['recovery', ...args], { environment: { YIZHAN_DATA_FOLDER: kiosk.folder } });

describe('yizhan recovery', () => {
  it('shows what was recovered, in Chinese and English, also beside the running kiosk', async () => {
    kiosk.reopen();
    const shown = await recovery();
    expect(shown.exitCode).toBe(0);
    for (const text of ['恢复编号 1', '原因 cause: a test', 'found 6', 'kiosk-20261120T080000Z.db'])
      expect(shown.stdout).toContain(text);
    expect(documentOf(await recovery('show', '--json'))).toMatchObject({
      command: 'recovery',
      ok: true,
      outcome: 'listed',
      recoveries: [{ id: 1, report: { cause: 'a test', salvage: { tables: { outbox: { added: 6 } } } } }],
    });
    expect(kiosk.read(({ applications }) => applications.byReceiptNumber(receiptOf(6))?.state)).toBe('filed');
  });

  it('records who has read a report, with its audit entry, and then shows it no more', async () => {
    const seen = await recovery('seen', '1', '--by', 'QX-1024', '--json');
    expect(seen.exitCode).toBe(0);
    expect(documentOf(seen)).toMatchObject({ command: 'recovery', ok: true, outcome: 'seen', id: 1 });
    expect(documentOf(await recovery('--json'))).toMatchObject({ outcome: 'listed', recoveries: [] });
    kiosk.reopen();
    expect(
      kiosk.read(({ audit }) => ({ entry: audit.find(audit.head().sequence), chain: audit.verify().ok })),
    ).toMatchObject({
      entry: {
        actorKind: 'staff',
        action: 'database.recovery-seen',
        subject: '1',
        details: '{"by":"QX-1024"}',
      },
      chain: true,
    });
  });

  it('ends with 7 for a report that was read or never was, and writes nothing', async () => {
    await recovery('seen', '1', '--by', 'QX-1024');
    for (const id of ['1', '2']) {
      const refused = await recovery('seen', id, '--by', 'QX-1024', '--json');
      expect(refused.exitCode).toBe(7);
      expect(documentOf(refused)).toMatchObject({ ok: false, outcome: 'not-unseen' });
    }
    kiosk.reopen();
    expect(kiosk.read(({ audit }) => audit.head().sequence)).toBe(8);
  });

  it('leaves the recording to a stopped kiosk, ends with 5 while it runs', async () => {
    kiosk.reopen();
    const refused = await recovery('seen', '1', '--by', 'QX-1024', '--json');
    expect(refused.exitCode).toBe(5);
    expect(documentOf(refused)).toMatchObject({ ok: false, outcome: 'kiosk-running' });
  });
});
