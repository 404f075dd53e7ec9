import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { type AuditHead, emptyHead } from '../../../db/audit-chain.ts';
import { openDatabase } from '../../../db/connection.ts';
import { idOf, temporaryFolder } from '../../helpers/database.ts';

/** Twenty-five by default; more by hand: `YIZHAN_KILLS=500 vitest run --project integration test/crash/db`. */
const kills = Number(process.env.YIZHAN_KILLS ?? '25');
const seed = Number(process.env.YIZHAN_KILL_SEED ?? Date.now() % 1_000_000);

/** Numbers in [0, 1) from a seed (mulberry32), so that a failure can be tried again. */
const randomFrom = (start: number) => {
  let state = start;
  return (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

interface Acknowledged {
  readonly action: string;
  readonly visit: number;
  readonly head: AuditHead;
}

const parseLine = (line: string): Acknowledged | undefined => {
  const [, action, visit, sequence, hash] = /^(\S+) (\d+) (\d+) ([0-9a-f]{64})$/.exec(line) ?? [];
  return action && visit && sequence && hash
    ? { action, visit: Number(visit), head: { sequence: Number(sequence), hash } }
    : undefined;
};

/** Starts the loaded process and kills it some microseconds to milliseconds after its `kill`-th acknowledgement. */
const runAndKill = async (file: string, first: number, afterLines: number, delay: number) => {
  const child = spawn(process.execPath, [
    join(import.meta.dirname, 'visiting-process.ts'),
    file,
    String(first),
  ]);
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    errors += text;
  });
  const acknowledged: Acknowledged[] = [];
  const kill = () => setTimeout(() => child.kill('SIGKILL'), delay);
  createInterface({ input: child.stdout }).on('line', (line) => {
    const parsed = parseLine(line);
    if (parsed) acknowledged.push(parsed);
    if (acknowledged.length === afterLines) kill();
  });
  if (afterLines === 0) kill();
  // `close` comes after the last line has been read, `exit` may come before.
  const [, signal] = await once(child, 'close');
  if (signal !== 'SIGKILL') throw new Error(`the process ended by itself: ${errors}`);
  return acknowledged;
};

const stepsOf: Readonly<Record<string, number>> = {
  'visit.begun': 1,
  'visit.identified': 2,
  'visit.ended': 3,
};

test(
  `after ${kills} kills at random moments everything acknowledged is there, and nothing half`,
  async () => {
    const random = randomFrom(seed);
    const folder = temporaryFolder();
    const file = join(folder, 'kiosk.db');
    let known = emptyHead;
    let nextVisit = 1;
    let total = 0;
    const context = `seed ${seed}`;

    for (let round = 0; round < kills; round += 1) {
      // Every fifth kill falls into starting up (migrations, recovery), the others into service.
      const starting = round % 5 === 0;
      const acknowledged = await runAndKill(
        file,
        nextVisit,
        starting ? 0 : 1 + Math.floor(random() * 40),
        random() * (starting ? 400 : 4),
      );
      total += acknowledged.length;

      const opened = openDatabase({ file, now: Date.now });
      if (!opened.ok) throw new Error(`${context}: ${opened.reason} ${opened.detail}`);
      const last = acknowledged.at(-1)?.head ?? known;
      const checked = opened.database.read((unit) => {
        const reached = new Map<number, number>();
        for (const { action, visit } of acknowledged) reached.set(visit, stepsOf[action] ?? 0);
        for (const [visit, steps] of reached) {
          const row = unit.visits.find(idOf(visit));
          expect(row, `${context}: visit ${visit} is lost`).toBeDefined();
          if (steps >= 2) expect(row?.holderPseudonym, context).not.toBeNull();
          if (steps >= 3) expect(row?.outcome, context).toBe('completed');
        }
        // A row is there exactly when its entry is: also for the commit that nobody was told of any more.
        const entries = new Map<string, number>();
        const head = unit.audit.head();
        for (let sequence = known.sequence + 1; sequence <= head.sequence; sequence += 1) {
          const entry = unit.audit.find(sequence);
          if (entry?.subject) entries.set(entry.subject, (entries.get(entry.subject) ?? 0) + 1);
        }
        for (let visit = nextVisit; visit < nextVisit + entries.size + 2; visit += 1) {
          const row = unit.visits.find(idOf(visit));
          const steps = row === undefined ? 0 : row.endedAt !== null ? 3 : row.identifiedAt !== null ? 2 : 1;
          expect(entries.get(idOf(visit)) ?? 0, `${context}: visit ${visit}`).toBe(steps);
        }
        expect(head.sequence - last.sequence, context).toBeGreaterThanOrEqual(0);
        expect(head.sequence - last.sequence, context).toBeLessThanOrEqual(1);
        nextVisit += entries.size;
        return { head, chain: unit.audit.verify({ expected: last }) };
      });
      if (!checked.ok) throw new Error(`${context}: ${checked.reason}`);
      expect(checked.value.chain, context).toMatchObject({ ok: true, entries: checked.value.head.sequence });
      known = checked.value.head;
      opened.database.close();
    }
    expect(total).toBeGreaterThan(kills);
    rmSync(folder, { recursive: true });
  },
  60_000 + kills * 4_000,
);
