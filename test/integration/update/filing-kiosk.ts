import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '../../../db/connection.ts';
import { migrations } from '../../../db/migrations/all.ts';
import type { Migration } from '../../../db/migrations/migration.ts';
import { beginIdentifiedVisit, fileApplication, idOf } from '../../helpers/database.ts';

/**
 * A kiosk that files one application and tells its resident so, by a line in `told`: then it ends in order (`ends`), or is killed in
 * the very moment after (`dies`). A `newer` one brings a migration.
 *
 * Arguments: `present` or `newer`, `ends` or `dies`. The n-th start files application n.
 */
const [program, fate] = process.argv.slice(2);
const dataFolder = process.env.YIZHAN_DATA_FOLDER ?? '';

const noteOfTrial: Migration = {
  name: '9999-note-of-trial',
  sql: `CREATE TABLE note_of_trial (
          application TEXT NOT NULL PRIMARY KEY REFERENCES application (key) ON DELETE CASCADE,
          text TEXT NOT NULL
        ) STRICT;
        CREATE INDEX application_by_item ON application (item);`,
  keepsReaders: true,
};
if (program === 'newer') (migrations as Migration[]).push(noteOfTrial);

const opened = openDatabase({ file: join(dataFolder, 'kiosk.db'), now: Date.now });
if (!opened.ok) {
  appendFileSync(join(dataFolder, 'told'), `${program} refused ${opened.reason}\n`);
  process.exit(1);
}
const { database } = opened;
const counted = database.read((unit) => unit.outbox.counts());
const number = (counted.ok ? counted.value.pending : 0) + 1;
const filed = database.transaction((unit) => {
  unit.visits.endInterrupted();
  beginIdentifiedVisit(unit, idOf(1_000 + number));
  const outcome = fileApplication(unit, number, { visitId: idOf(1_000 + number) });
  unit.audit.append({ actor: { kind: 'kiosk', pseudonym: null }, action: 'application.filed' });
  return outcome;
});
if (!filed.ok) throw new Error(JSON.stringify(filed));
appendFileSync(join(dataFolder, 'told'), `${program} filed ${number}\n`);
if (fate === 'dies') process.kill(process.pid, 'SIGKILL');
database.close();
