import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { atMost, type Measurement, withRatios } from '../support/measurement.ts';
import { summariseTimes } from '../support/statistics.ts';
import { withFolder } from './bench-folder.ts';
import type { BenchScale } from './bench-scale.ts';
import { commit, mustOpen, newId } from './kiosk-store.ts';
import { samplePerson } from './sample-application.ts';

const inOneTransaction = 10_000;

/** A database whose audit log has so many entries, as if nothing had ever been reported to the platform. */
const fillAuditLog = (file: string, entries: number): void => {
  const database = mustOpen(file);
  try {
    for (let written = 0; written < entries; written += inOneTransaction) {
      commit(database, ({ audit }) => {
        for (let entry = 0; entry < Math.min(inOneTransaction, entries - written); entry += 1) {
          audit.append({
            actor: { kind: 'resident', pseudonym: samplePerson.pseudonym },
            action: 'application.filed',
            subject: newId(),
            details: { item: 'elderly-allowance', formVersion: 1, materials: 0, chunks: 0 },
          });
        }
      });
    }
  } finally {
    database.close();
  }
};

const timeOf = (work: () => void): number => {
  const start = performance.now();
  work();
  return performance.now() - start;
};

const quickCheck = (file: string): void => {
  const connection = new BetterSqlite3(file, { readonly: true });
  try {
    const found = connection.prepare<[], string>('PRAGMA quick_check').pluck().all();
    if (found.join() !== 'ok') throw new Error(`quick_check: ${found.join('; ')}`);
  } finally {
    connection.close();
  }
};

/** From nothing to an open and checked database after years of service. */
export const measureOpening = ({ auditEntries, openings }: BenchScale): Promise<Measurement> =>
  withFolder(async (folder) => {
    const file = join(folder, 'kiosk.db');
    fillAuditLog(file, auditEntries);
    const times = { open: [] as number[], check: [] as number[] };
    for (let round = 0; round < openings; round += 1) {
      times.open.push(
        timeOf(() => {
          mustOpen(file).close();
        }),
      );
      times.check.push(timeOf(() => quickCheck(file)));
    }
    const ours = summariseTimes(times.open);
    return {
      name: 'opening and checking a database',
      unit: 'ms',
      method: `${auditEntries} audit entries, none of them reported yet; ${openings} openings in turn with the peer, the file in the system’s cache.`,
      candidates: withRatios([
        {
          name: 'openDatabase',
          kind: 'ours',
          remark:
            'pages of its WAL, schema, quick_check of every table but those that grow with the years, the chain of the newest 10,000 audit entries; and closing it',
          ...ours,
        },
        {
          name: 'PRAGMA quick_check',
          kind: 'peer',
          remark: 'SQLite’s own check of the whole file, which knows nothing of the audit log’s chain',
          ...summariseTimes(times.check),
        },
      ]),
      goals: [atMost(1_000, 'p50 of opening', ours.p50, 'ms')],
    };
  });
