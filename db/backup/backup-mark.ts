import BetterSqlite3 from 'better-sqlite3';
import { migrations } from '../migrations/all.ts';
import { markOfNumber, mayWorkOn } from '../migrations/schema-mark.ts';
import type { Backup } from './backup-files.ts';

/** Whether this program may work on what a backup holds. Of one that a newer kiosk made the file itself says so; false where it cannot be read. */
export const isUsableBackup = ({ schema, file }: Pick<Backup, 'schema' | 'file'>): boolean => {
  if (schema <= migrations.length) return true;
  let copy: BetterSqlite3.Database | undefined;
  try {
    copy = new BetterSqlite3(file, { readonly: true });
    const mark = markOfNumber(Number(copy.pragma('user_version', { simple: true })));
    return mayWorkOn(mark, migrations.length);
  } catch {
    return false;
  } finally {
    copy?.close();
  }
};
