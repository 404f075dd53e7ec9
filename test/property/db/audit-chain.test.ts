import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type AuditEntry,
  type AuditHead,
  checkChain,
  emptyHead,
  hashOfEntry,
} from '../../../db/audit-chain.ts';
import { createAuditLog } from '../../../db/audit-log.ts';
import { openDatabase } from '../../../db/connection.ts';
import { openTestDatabase, pseudonymOf } from '../../helpers/database.ts';

type Content = Omit<AuditEntry, 'sequence' | 'previousHash' | 'hash'>;

const content: fc.Arbitrary<Content> = fc.record({
  time: fc.integer({ min: 0, max: 4_102_444_800_000 }),
  actorKind: fc.constantFrom('resident', 'staff', 'kiosk'),
  actorPseudonym: fc.option(fc.constantFrom(pseudonymOf('one'), pseudonymOf('two'))),
  action: fc.constantFrom('visit.begun', 'certificate.issued', 'print.completed'),
  subject: fc.option(fc.constantFrom('HS-2026-000001', 'HS-2026-000002')),
  reason: fc.option(fc.constantFrom('media-jam', 'asked')),
  details: fc.constantFrom('{}', '{"pages":1}', '{"pages":2}'),
});

const link = (contents: readonly Content[], from: AuditHead = emptyHead): AuditEntry[] => {
  let previous = from;
  return contents.map((each) => {
    const entry = { ...each, sequence: previous.sequence + 1, previousHash: previous.hash };
    const linked = { ...entry, hash: hashOfEntry(entry) };
    previous = linked;
    return linked;
  });
};

const headOf = (entries: readonly AuditEntry[]): AuditHead => {
  const last = entries.at(-1);
  return last ? { sequence: last.sequence, hash: last.hash } : emptyHead;
};

const chain = fc.array(content, { minLength: 2, maxLength: 12 }).map((contents) => link(contents));
const chainAndPlace = chain.chain((entries) =>
  fc.record({ entries: fc.constant(entries), place: fc.nat({ max: entries.length - 1 }) }),
);

const isFound = (entries: readonly AuditEntry[], expected?: AuditHead): boolean =>
  !checkChain(entries, emptyHead, expected).ok;

test('an untouched chain is whole, from any of its heads', () => {
  fc.assert(
    fc.property(chainAndPlace, ({ entries, place }) => {
      expect(checkChain(entries)).toEqual({ ok: true, entries: entries.length, head: headOf(entries) });
      const known = headOf(entries.slice(0, place));
      expect(checkChain(entries.slice(place), known, headOf(entries))).toEqual({
        ok: true,
        entries: entries.length - place,
        head: headOf(entries),
      });
    }),
  );
});

test('an entry that was edited is found', () => {
  const columns: (keyof AuditEntry)[] = [
    'sequence',
    'time',
    'actorKind',
    'actorPseudonym',
    'action',
    'subject',
    'reason',
    'details',
    'previousHash',
    'hash',
  ];
  fc.assert(
    fc.property(chainAndPlace, fc.constantFrom(...columns), ({ entries, place }, column) => {
      const edited = entries.map((entry, index) =>
        index === place
          ? {
              ...entry,
              [column]: typeof entry[column] === 'number' ? entry[column] + 1 : `${entry[column]} `,
            }
          : entry,
      );
      expect(isFound(edited)).toBe(true);
    }),
  );
});

test('an edit whose own hash was made to fit is found at the next entry', () => {
  fc.assert(
    fc.property(chainAndPlace, content, ({ entries, place }, other) => {
      fc.pre(place < entries.length - 1);
      const forged = entries.map((entry, index) => {
        if (index !== place) return entry;
        const changed = { ...entry, ...other, time: entry.time + 1 };
        return { ...changed, hash: hashOfEntry(changed) };
      });
      expect(checkChain(forged)).toMatchObject({ ok: false, sequence: place + 2 });
    }),
  );
});

test('a tail that was written anew throughout is found by whoever knows the head', () => {
  fc.assert(
    fc.property(chainAndPlace, ({ entries, place }) => {
      const kept = entries.slice(0, place);
      const rewritten = link(
        entries.slice(place).map((entry) => ({ ...entry, time: entry.time + 1 })),
        headOf(kept),
      );
      const forged = [...kept, ...rewritten];
      expect(isFound(forged)).toBe(false);
      expect(isFound(forged, headOf(entries))).toBe(true);
    }),
  );
});

test('a deleted entry is found: inside the chain always, at its end by whoever knows the head', () => {
  fc.assert(
    fc.property(chainAndPlace, ({ entries, place }) => {
      const rest = entries.filter((_, index) => index !== place);
      expect(isFound(rest)).toBe(place < entries.length - 1);
      expect(isFound(rest, headOf(entries))).toBe(true);
    }),
  );
});

test('entries that changed places, and one that came in twice, are found', () => {
  fc.assert(
    fc.property(chainAndPlace, fc.nat(), ({ entries, place }, seed) => {
      const other = (place + 1 + (seed % (entries.length - 1))) % entries.length;
      const swapped = entries.map((entry, index) =>
        index === place ? entries[other] : index === other ? entries[place] : entry,
      );
      expect(isFound(swapped.filter((entry) => entry !== undefined))).toBe(true);
      expect(isFound(entries.flatMap((entry, index) => (index === place ? [entry, entry] : [entry])))).toBe(
        true,
      );
    }),
  );
});

test('what is changed in the file itself is found', () => {
  const edits = [
    'UPDATE audit_entry SET time = time + 1 WHERE sequence = @at',
    "UPDATE audit_entry SET actor_kind = 'technician' WHERE sequence = @at",
    `UPDATE audit_entry SET actor_pseudonym = '${pseudonymOf('somebody')}' WHERE sequence = @at`,
    "UPDATE audit_entry SET action = 'nothing.happened' WHERE sequence = @at",
    "UPDATE audit_entry SET subject = 'HS-2026-999999' WHERE sequence = @at",
    "UPDATE audit_entry SET reason = 'another' WHERE sequence = @at",
    'UPDATE audit_entry SET reason = NULL WHERE sequence = @at',
    `UPDATE audit_entry SET details = replace(details, '}', ' }') WHERE sequence = @at`,
    'UPDATE audit_entry SET previous_hash = hash WHERE sequence = @at',
    'UPDATE audit_entry SET hash = previous_hash WHERE sequence = @at',
    'UPDATE audit_entry SET sequence = sequence + 1000 WHERE sequence = @at',
    'DELETE FROM audit_entry WHERE sequence = @at',
    'DELETE FROM audit_entry WHERE sequence >= @at',
    'DELETE FROM audit_entry WHERE sequence <= @at',
  ];
  const database = openTestDatabase();
  let known = emptyHead;
  fc.assert(
    fc
      .property(fc.integer({ min: 1, max: 6 }), fc.constantFrom(...edits), (at, edit) => {
        database.commit((unit) => {
          for (let index = 0; index < 6; index += 1) {
            known = unit.audit.append({
              actor: { kind: 'kiosk', pseudonym: null },
              action: 'device.checked',
              subject: 'printer',
              reason: 'every-minute',
              details: { index },
            });
          }
        });
        expect(database.read((unit) => unit.audit.verify({ expected: known }))).toMatchObject({ ok: true });
        database.edit((connection) => {
          expect(connection.prepare(edit).run({ at }).changes).toBeGreaterThan(0);
          const log = createAuditLog(connection, () => 0);
          expect(log.verify({ expected: known }).ok).toBe(false);
          // A start knows no head but a reported one, so that what was cut off at the end is all it may miss.
          const opened = openDatabase({ file: database.file, now: () => 0 });
          expect(opened.ok).toBe(log.verify().ok);
          if (opened.ok) opened.database.close();
        });
      })
      .afterEach(() => {
        database.tamper((connection) => connection.exec('DELETE FROM audit_entry'));
      }),
    { numRuns: 60 },
  );
  database.dispose();
}, 60_000);
