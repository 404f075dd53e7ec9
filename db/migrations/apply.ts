import type { Connection } from '../statements.ts';
import { migrations } from './all.ts';

/** Stands in the header of every database of the kiosk (`PRAGMA application_id`): "YIZH" in ASCII. */
export const applicationId = 0x59_49_5a_48;

/** What a file turns out to be when it is opened. */
export type SchemaState =
  | { readonly kind: 'empty' }
  | { readonly kind: 'known'; readonly version: number }
  | { readonly kind: 'future'; readonly version: number }
  /** A sound SQLite database that some other program made. */
  | { readonly kind: 'foreign' };

const headerNumber = (connection: Connection, pragma: 'user_version' | 'application_id'): number =>
  Number(connection.pragma(pragma, { simple: true }));

/** Looks at the header and changes nothing. */
export const schemaState = (connection: Connection): SchemaState => {
  const version = headerNumber(connection, 'user_version');
  const identifier = headerNumber(connection, 'application_id');
  const objects = Number(connection.prepare('SELECT count(*) FROM sqlite_schema').pluck().get());
  if (version === 0 && identifier === 0 && objects === 0) return { kind: 'empty' };
  if (identifier !== applicationId || version < 1) return { kind: 'foreign' };
  return version > migrations.length ? { kind: 'future', version } : { kind: 'known', version };
};

/**
 * Brings a database from `version` (0: empty) to the newest one. Each migration commits together with its number, so
 * that a power cut leaves a database of some whole version.
 */
export const applyMigrations = (connection: Connection, version: number): void => {
  for (const [index, migration] of migrations.entries()) {
    if (index < version) continue;
    connection
      .transaction(() => {
        connection.exec(migration.sql);
        connection.pragma(`application_id = ${applicationId}`);
        connection.pragma(`user_version = ${index + 1}`);
      })
      .immediate();
  }
};
