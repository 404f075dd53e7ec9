import type { DatabaseRefusalReason } from '../queue/kiosk-database.ts';
import { type Words, words } from './words.ts';

/** Why the database of the kiosk was not read or changed, and what to do. */
export const databaseRefusalWords: Record<DatabaseRefusalReason, Words> = {
  'kiosk-running': words(
    'stop the kiosk first: while it runs, only it changes its database',
    '请先停止自助终端：运行期间只有终端自身能更改数据库',
  ),
  'wrong-account': words(
    'the data folder belongs to another account: run the command as the account of the kiosk',
    '数据目录属于其他账户：请以自助终端的运行账户执行',
  ),
  'database-missing': words(
    'there is no database: is this the data folder of the kiosk, and was the kiosk started once?',
    '没有数据库：请确认这是终端的数据目录，且终端曾经启动过',
  ),
  'database-not-readable': words(
    'this account cannot read the database, or not put shared memory beside it: run the command as the account of the kiosk',
    '当前账户无法读取数据库或无法在其旁建立共享内存：请以自助终端的运行账户执行',
  ),
  'database-busy': words(
    'the database does not let anybody in at the moment: try again',
    '数据库暂时无法访问：请稍后重试',
  ),
  'database-damaged': words(
    'the database is damaged: start the kiosk, which recovers it by itself and says what could be saved',
    '数据库已损坏：请启动自助终端，终端会自动恢复并说明恢复情况',
  ),
  'database-too-old': words(
    'an older version of the kiosk wrote the database: start the kiosk once, which brings it up to date',
    '数据库由旧版本写入：请先启动一次自助终端，终端会自动升级数据库',
  ),
  'database-from-the-future': words(
    'a newer version of the kiosk wrote the database: use the command of that version',
    '数据库由更新版本写入：请使用该版本的命令',
  ),
  'disk-full': words('the disk is full', '磁盘已满'),
  'folder-not-writable': words('the data folder does not take data', '数据目录无法写入'),
};
