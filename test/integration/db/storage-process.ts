import { rmSync, writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import BetterSqlite3 from 'better-sqlite3';
import { backUpDatabase } from '../../../db/backup/back-up-database.ts';
import { openDatabase } from '../../../db/connection.ts';
import { recoverDatabase } from '../../../db/recovery/recover-database.ts';
import { lookAtDisk } from '../../../db/storage-watch/look-at-disk.ts';

/**
 * A process that works on the store of a kiosk, for tests that kill it or take its disk away. Prints "ready", and
 * answers each line of its standard input with a line of JSON. Work that can be killed prints "begun" first.
 *
 *   open          opens and closes the database      → outcome
 *   back-up       a backup, no reserve kept          → outcome
 *   recover       a recovery                         → outcome
 *   look          a look at the disk                 → what it saw
 *   exclusive     takes the whole file for itself    → "taken" or SQLite's refusal
 *   free FILE     removes FILE                       → "freed"
 */
const [file = ''] = process.argv.slice(2);

const answer = (value: unknown): void => {
  writeSync(1, `${JSON.stringify(value)}\n`);
};

const takeExclusively = (): string => {
  const connection = new BetterSqlite3(file, { timeout: 0 });
  try {
    connection.pragma('journal_mode = DELETE');
    return 'taken';
  } catch (error) {
    return String(error);
  } finally {
    connection.close();
  }
};

answer('ready');
for await (const line of createInterface({ input: process.stdin })) {
  const [command, argument = ''] = line.split(' ');
  switch (command) {
    case 'open': {
      answer('begun');
      const opened = openDatabase({ file, now: Date.now });
      if (opened.ok) opened.database.close();
      answer(opened.ok ? { ok: true } : opened);
      break;
    }
    case 'back-up':
      answer('begun');
      answer(backUpDatabase({ file, now: Date.now(), keptDays: 1, reserveBytes: 0 }));
      break;
    case 'recover':
      answer('begun');
      answer(recoverDatabase({ file, now: Date.now, cause: 'test', reserveBytes: 0 }));
      break;
    case 'look':
      answer(lookAtDisk(file));
      break;
    case 'exclusive':
      answer(takeExclusively());
      break;
    case 'free':
      rmSync(argument);
      answer('freed');
      break;
    default:
      throw new Error(`unknown command ${line}`);
  }
}
