import type { Connection } from '../statements.ts';
import { migrations, oldestReaderOf } from './all.ts';
import { markOfNumber, markToNumber, mayWorkOn } from './schema-mark.ts';

/** Stands in the header of every database of the kiosk (`PRAGMA application_id`): "YIZH" in ASCII. */
export const applicationId = 0x59_49_5a_48;

/** What a file turns out to be when it is opened. */
export type SchemaState =
  | { readonly kind: 'empty' }
  | { readonly kind: 'known'; readonly version: number }
  /** A newer kiosk wrote it, and left it so that this one can go on with it (`keepsReaders`). */
  | { readonly kind: 'newer'; readonly version: number }
  | { readonly kind: 'future'; readonly version: number }
  /** A sound SQLite database that some other program made. */
  | { readonly kind: 'foreign' };

const headerNumber = (connection: Connection, pragma: 'user_version' | 'application_id'): number =>
  Number(connection.pragma(pragma, { simple: true }));

/** Looks at the header and changes nothing. */
export const schemaState = (connection: Connection): SchemaState => {
  const mark = markOfNumber(headerNumber(connection, 'user_version'));
  const { version } = mark;
  const identifier = headerNumber(connection, 'application_id');
  const objects = Number(connection.prepare('SELECT count(*) FROM sqlite_schema').pluck().get());
  if (version === 0 && identifier === 0 && objects === 0) return { kind: 'empty' };
  if (identifier !== applicationId || version < 1) return { kind: 'foreign' };
  if (version <= migrations.length) return { kind: 'known', version };
  return { kind: mayWorkOn(mark, migrations.length) ? 'newer' : 'future', version };
};

/**
 * Brings a database from a version (0: empty) to the newest one; one that is newer stays as it is. Each migration commits together with its number, so
 * that a power cut leaves a database of some whole version.
 */
export const applyMigrations = (connection: Connection, from: number): void => {
  for (const [index, migration] of migrations.entries()) {
    if (index < from) continue;
    connection
      .transaction(() => {
        connection.exec(migration.sql);
        connection.pragma(`application_id = ${applicationId}`);
        const version = index + 1;
        const mark = markToNumber({ version, oldestReader: oldestReaderOf(version) });
        connection.pragma(`user_version = ${mark}`);
      })
      .immediate();
  }
};
