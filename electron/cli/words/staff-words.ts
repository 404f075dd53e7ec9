import type { DatabaseRefusalReason } from '../queue/kiosk-database.ts';
import { databaseRefusalWords } from './database-words.ts';
import { type Words, words } from './words.ts';

/** What a command on the staff of a station can come to. */
export type StaffOutcomeCode =
  | 'listed'
  | 'added'
  | 'pin-changed'
  | 'disabled'
  | 'already-there'
  | 'not-there'
  | 'no-identity-number'
  | 'not-six-digits'
  | 'too-easy'
  | 'pins-differ'
  | 'interrupted'
  | 'salt-unreadable'
  | DatabaseRefusalReason;

export const staffWords: Record<StaffOutcomeCode, Words> = {
  ...databaseRefusalWords,
  listed: words('who works at this station', '本站工作人员'),
  added: words(
    'added: own ID card and PIN work from the next start on',
    '已添加，自助终端启动后本人身份证和密码即可使用',
  ),
  'pin-changed': words('the PIN was changed, and a lock is open again', '密码已修改，锁定已解除'),
  disabled: words('the card works here no more', '该人员的卡已停用'),
  'already-there': words('this card or this label is enrolled already', '该身份证或工号已登记'),
  'not-there': words(
    'nobody here has this label: "yizhan staff" lists them',
    '没有这个工号：请用 "yizhan staff" 查看',
  ),
  'no-identity-number': words('that is no identity number of 18 characters', '这不是 18 位身份证号码'),
  'not-six-digits': words('a PIN has six digits', '密码应为 6 位数字'),
  'too-easy': words(
    'that PIN is guessed too easily: no runs, no repeated digit',
    '密码太简单：不要连号或同一数字',
  ),
  'pins-differ': words('the two PINs differ', '两次输入的密码不一致'),
  interrupted: words('nothing was changed', '没有改动'),
  'salt-unreadable': words(
    'the salt of the pseudonyms cannot be read: the kiosk has to have run once, and this has to be its account',
    '读不到假名盐值：自助终端需要先运行过一次，并使用它的账户',
  ),
};

export const nobodyWorksHere = words('nobody is enrolled', '尚未登记工作人员');

export const staffQuestions = {
  identityNumber: words('Identity number of the ID card: ', '身份证号码：'),
  pin: words('PIN, six digits: ', '6 位密码：'),
  again: words('The same PIN again: ', '再输一次：'),
} as const;
