import type { DatabaseRefusalReason } from '../queue/kiosk-database.ts';
import { databaseRefusalWords } from './database-words.ts';
import { type Words, words } from './words.ts';

/** What a command on recoveries can come to. */
export type RecoveryOutcomeCode = 'listed' | 'seen' | 'not-unseen' | DatabaseRefusalReason;

export const recoveryWords: Record<RecoveryOutcomeCode, Words> = {
  ...databaseRefusalWords,
  listed: words('recoveries of the database whose report nobody has read', '尚无人阅读的数据库恢复报告'),
  seen: words(
    'recorded as read: the kiosk no longer reports it when it has been started',
    '已记录为已阅读，自助终端启动后不再提示',
  ),
  'not-unseen': words(
    'there is no such unread report: "yizhan recovery" lists them',
    '没有这份未读报告：请用 "yizhan recovery" 查看',
  ),
};

export const noRecoveries = words('every report has been read, or there was none', '没有未读的恢复报告');
