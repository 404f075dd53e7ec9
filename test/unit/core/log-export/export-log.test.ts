import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { AuditReader } from '../../../../db/audit-log.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkExport } from '../../../../electron/core/log-export/export-format.ts';
import { findSticks } from '../../../../electron/core/log-export/find-sticks.ts';
import { openTestDatabase, type TestDatabase } from '../../../helpers/database.ts';
import { appendEntries, exportKeyId, exportTo } from '../../../helpers/log-export.ts';

let database: TestDatabase;
let stick: string;
beforeEach(() => {
  database = openTestDatabase();
  stick = mkdtempSync(join(tmpdir(), 'yizhan-stick-'));
});
afterEach(() => {
  database.dispose();
  rmSync(stick, { recursive: true, force: true });
});

const exported = async (): Promise<Uint8Array> => {
  const outcome = await exportTo(database, stick);
  if (!outcome.ok) throw new Error(outcome.reason);
  return readFileSync(outcome.file);
};

describe('an exported log', () => {
  it('has every entry and every line, is signed, and lies there under a name that tells whose it is', async () => {
    appendEntries(database, 1_203);
    mkdirSync(join(database.folder, 'logs'));
    writeFileSync(join(database.folder, 'logs/core.log'), '{"event":"core-serves"}\n{"event":"line"}\n');
    const check = checkExport(await exported());
    expect(check).toMatchObject({ outcome: 'genuine', entries: 1_203, logLines: 2, keyId: exportKeyId });
    expect(check).toMatchObject({
      header: { kioskId: 'kiosk-1', to: database.read(({ audit }) => audit.head()) },
    });
    expect(readdirSync(stick)).toEqual(['yizhan-log-kiosk-1-20261120T080000Z.jsonl']);
  });

  it('of a new kiosk has no entries and is signed all the same', async () => {
    expect(checkExport(await exported())).toMatchObject({ outcome: 'genuine', entries: 0 });
  });

  it('in which any byte was changed is not genuine', async () => {
    appendEntries(database, 3);
    const bytes = await exported();
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const altered = Uint8Array.from(bytes);
        altered[at] = (altered[at] ?? 0) ^ change;
        expect(checkExport(altered).outcome).not.toBe('genuine');
      }),
      { numRuns: 500, examples: [[bytes.length - 4, 1]] },
    );
  });

  it('that was cut off anywhere is not genuine', async () => {
    appendEntries(database, 3);
    const bytes = await exported();
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), (length) => {
        expect(['cut-short', 'not-a-log']).toContain(checkExport(bytes.subarray(0, length)).outcome);
      }),
    );
  });

  it('whose entries were changed at the kiosk is signed and yet told', async () => {
    appendEntries(database, 3);
    const forge = (audit: AuditReader): AuditReader => ({
      ...audit,
      after: (sequence, limit) =>
        audit
          .after(sequence, limit)
          .map((entry) => (entry.sequence === 2 ? { ...entry, action: 'test.forged' } : entry)),
    });
    const outcome = await exportTo(database, stick, {
      read: (work) => database.current().read((unit) => work({ ...unit, audit: forge(unit.audit) })),
    });
    if (!outcome.ok) throw new Error(outcome.reason);
    expect(checkExport(readFileSync(outcome.file))).toEqual({ outcome: 'chain-broken' });
  });

  it.each(['', '{}\n', 'certainly not JSON\n', '{"format":"yizhan-log-1"}\n'])('is none: %j', (text) => {
    expect(checkExport(Buffer.from(text))).toEqual({ outcome: 'not-a-log' });
  });
});

describe('a stick', () => {
  it('without enough room is refused before a byte is written', async () => {
    appendEntries(database, 10);
    expect(await exportTo(database, stick, { freeBytes: 6_000 })).toEqual({
      ok: false,
      reason: 'stick-full',
    });
    expect(readdirSync(stick)).toEqual([]);
  });

  it('that is gone, or fails in the middle, leaves no file that could be taken for a log', async () => {
    appendEntries(database, 700);
    expect(await exportTo(database, join(stick, 'gone'))).toEqual({ ok: false, reason: 'stick-gone' });
    let reads = 0;
    const outcome = await exportTo(database, stick, {
      read: (work) => {
        reads += 1;
        return reads < 3
          ? database.current().read(work)
          : { ok: false, reason: 'disk-full', detail: 'the disk is full' };
      },
    });
    expect(outcome).toEqual({ ok: false, reason: 'not-read' });
    expect(readdirSync(stick)).toEqual([]);
  });

  it('is given nothing by a kiosk whose key was revoked', async () => {
    expect(await exportTo(database, stick, { revoked: true })).toEqual({ ok: false, reason: 'not-signed' });
  });

  it('is found where another file system begins, one or two folders deep', () => {
    for (const folder of ['KINGSTON', 'staff/SANDISK', 'a/b/too-deep', 'plain']) {
      mkdirSync(join(stick, folder), { recursive: true });
    }
    writeFileSync(join(stick, 'file'), '');
    const mounted = ['KINGSTON', 'SANDISK', 'too-deep'];
    const found = findSticks([stick, join(stick, 'nowhere')], (folder) =>
      mounted.some((name) => folder.endsWith(name)),
    );
    expect(found.map(({ name }) => name).sort()).toEqual(['KINGSTON', 'SANDISK']);
    expect(found[0]?.freeBytes).toBeGreaterThan(0);
    expect(findSticks([stick])).toEqual([]);
  });

  it('that was pulled out leaves a folder of the disk, into which nothing is written', async () => {
    appendEntries(database, 10);
    expect(await exportTo(database, stick, { device: statSync(stick).dev + 1 })).toEqual({
      ok: false,
      reason: 'stick-gone',
    });
    expect(readdirSync(stick)).toEqual([]);
  });

  it.skipIf(process.getuid?.() === 0)(
    'that is write-protected is found, for what lies on it, and is told so when it is written',
    async () => {
      const locked = join(stick, 'LOCKED');
      mkdirSync(locked);
      chmodSync(locked, 0o555);
      expect(findSticks([stick], () => true)).toMatchObject([{ name: 'LOCKED' }]);
      expect(await exportTo(database, locked)).toEqual({ ok: false, reason: 'stick-refused' });
    },
  );

  it.skipIf(process.getuid?.() === 0)('that cannot be read is none', () => {
    mkdirSync(join(stick, 'CLOSED'));
    chmodSync(join(stick, 'CLOSED'), 0o300);
    expect(findSticks([stick], () => true)).toEqual([]);
  });
});
