import BetterSqlite3 from 'better-sqlite3';
import { expect, test } from 'vitest';
import { applyMigrations } from '../../../../db/migrations/apply.ts';
import {
  countsSql,
  nextDueSql,
  readySql,
  refusedSql,
  uploadsSql,
} from '../../../../db/stores/outbox-reads.ts';

const planOf = (sql: string): readonly string[] => {
  const connection = new BetterSqlite3(':memory:');
  applyMigrations(connection, 0);
  const parameters = sql.includes('@now') ? { now: 0 } : {};
  const steps = connection
    .prepare<Record<string, number>, { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
    .all(parameters)
    .map(({ detail }) => detail);
  connection.close();
  return steps;
};

// A scan of a partial index that holds the answer alone, in its order, stops where the answer does.
test.each([
  ['ready', readySql, 'SCAN outbox USING INDEX outbox_ready'],
  ['uploads', uploadsSql, 'SCAN outbox USING INDEX outbox_uploads'],
  ['next due', nextDueSql, 'SEARCH outbox USING INDEX outbox_postponed (not_before>?)'],
  ['refused', refusedSql, 'SCAN outbox USING INDEX outbox_refused'],
  ['counts', countsSql, 'SEARCH outbox USING INDEX outbox_ready (priority=?)'],
])('%s reads through its index, sorts nothing and scans no table', (_what, sql, step) => {
  const plan = planOf(sql);
  expect(plan).toContain(step);
  const onOutbox = plan.filter((detail) => /^(SCAN|SEARCH) outbox\b/.test(detail));
  expect(onOutbox.filter((detail) => !/USING (COVERING )?INDEX outbox_|PRIMARY KEY/.test(detail))).toEqual(
    [],
  );
  expect(plan.filter((detail) => detail.includes('TEMP B-TREE'))).toEqual([]);
});
