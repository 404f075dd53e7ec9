import BetterSqlite3 from 'better-sqlite3';
import { expect } from 'vitest';
import { makeBackup } from '../../../../db/backup/make-backup.ts';
import { type KioskDatabase, openDatabase } from '../../../../db/connection.ts';
import { recoverDatabase } from '../../../../db/recovery/recover-database.ts';
import type { RecoveryReport } from '../../../../db/recovery/recovery-report.ts';
import type { TestDatabase } from '../../../helpers/database.ts';

const opened: TestDatabase[] = [];
const databases: KioskDatabase[] = [];

/** Closes and removes every database of the test. */
export const disposeAll = (): void => {
  for (const database of databases.splice(0)) database.close();
  for (const database of opened.splice(0)) database.dispose();
};

export const tracked = (database: TestDatabase): TestDatabase => {
  opened.push(database);
  return database;
};

export const now = (): number => Date.UTC(2026, 10, 22, 3);

export const mustRecover = (file: string): RecoveryReport => {
  const recovered = recoverDatabase({ file, now, cause: 'test', reserveBytes: 0 });
  if (!recovered.ok) throw new Error(`${recovered.reason}: ${recovered.detail}`);
  return recovered.report;
};

export const mustOpen = (file: string): KioskDatabase => {
  const outcome = openDatabase({ file, now });
  if (!outcome.ok) throw new Error(`${outcome.reason}: ${outcome.detail}`);
  databases.push(outcome.database);
  return outcome.database;
};

export interface Message {
  readonly key: string;
  readonly state: string;
  readonly body: string;
  readonly chunks: number;
}

/** Every message with its text and the number of its chunks. */
export const messagesOf = (file: string): ReadonlyMap<string, Message> => {
  const connection = new BetterSqlite3(file, { readonly: true });
  const messages = connection
    .prepare<[], Message>(
      `SELECT key, state, body, (SELECT count(*) FROM sealed_material JOIN sealed_chunk ON material = number
         WHERE message = sequence) AS chunks
       FROM outbox LEFT JOIN outbox_body USING (sequence) ORDER BY sequence`,
    )
    .all();
  connection.close();
  return new Map(messages.map((message) => [message.key, message]));
};

export const countIn = (file: string, table: string): number => {
  const connection = new BetterSqlite3(file, { readonly: true });
  const count = Number(connection.prepare(`SELECT count(*) FROM "${table}"`).pluck().get());
  connection.close();
  return count;
};

/** A backup made an hour before `now`. */
export const backUp = (database: TestDatabase): void => {
  const connection = new BetterSqlite3(database.file, { readonly: true });
  const made = makeBackup(connection, database.file, now() - 3_600_000);
  connection.close();
  expect(made).toMatchObject({ ok: true });
};
