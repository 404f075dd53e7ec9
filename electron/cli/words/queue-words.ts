import type { OutboxKind, OutboxState } from '../../../db/stores/outbox.ts';
import type { ProblemReason } from '../../../platform/contract/api.ts';
import type { RefusalReason } from '../../../platform/contract/submissions.ts';
import type { DatabaseRefusalReason } from '../queue/kiosk-database.ts';
import type { SettlementReason } from '../../contract/staff/settlement-reasons.ts';
import { databaseRefusalWords } from './database-words.ts';
import { type Words, words } from './words.ts';

export const messageKindWords: Record<OutboxKind, Words> = {
  application: words('application', '申请'),
  rating: words('rating', '好差评'),
  correction: words('answer to a correction request', '补正答复'),
  supplement: words('promised material', '补交的容缺材料'),
  feedback: words('complaint or suggestion', '投诉建议'),
  'kiosk-document': words('log or report of the kiosk', '本机日志或报告'),
  collection: words('collection of a document', '证明领取回报'),
};

export const messageStateWords: Record<OutboxState, Words> = {
  pending: words('waiting to be sent', '等待上报'),
  acknowledged: words('received by the platform', '平台已收到'),
  refused: words('refused by the platform', '平台已退回'),
  settled: words('settled by the staff', '工作人员已处理'),
};

/** Problems of a request that are final for the message in it; see electron/sync/pump/exchange-result.ts. */
export type FinalProblem = Extract<ProblemReason, 'malformed-request' | 'too-large' | 'chunk-differs'>;

/** Why a message is a dead letter: the platform's word, or that a recovery could not bring its content back. */
export type DeadLetterReason = RefusalReason | FinalProblem | 'content-not-recovered';

export const deadLetterWords: Record<DeadLetterReason, Words> = {
  'malformed-message': words('the platform cannot read the message', '平台无法识别该报文'),
  'key-reused': words('another message has this key already', '该报文编号已被另一份报文占用'),
  'receipt-number-taken': words('another application has this receipt number', '回执号已被另一份申请占用'),
  'unknown-item': words('the platform does not know this service item', '平台没有该事项'),
  'form-version-unsupported': words(
    'the platform does not take this version of the form any more',
    '平台不再接受该版本的表单',
  ),
  'assurance-level-too-low': words(
    'this item asks for a stronger proof of identity',
    '该事项要求更高级别的身份核验',
  ),
  'unknown-sealing-key': words(
    'it was sealed to a key that is not one of the platform',
    '加密所用的公钥不属于平台',
  ),
  'unknown-subject': words('the platform does not know what was rated', '平台没有被评价的办件'),
  'correction-not-asked': words('the department does not ask for this any more', '部门已不再要求补正'),
  'unknown-dependency': words(
    'it belongs to a package, and the platform does not have the application that comes before it',
    '属于一件事，平台没有排在它前面的那份申请',
  ),
  'malformed-request': words('the platform cannot read what was sent', '平台无法识别所发内容'),
  'too-large': words('it is larger than the platform takes', '超过平台允许的大小'),
  'chunk-differs': words(
    'the platform has something else in the place of a piece of a material',
    '平台上同一材料分块的内容不一致',
  ),
  'content-not-recovered': words(
    'the database was damaged and the content is lost: have the resident file again, then settle this',
    '数据库曾损坏，内容已丢失：请办事人重新申请，再将本件办结',
  ),
};

/** Of a code that this version does not know, as a newer platform may give. */
const otherReason = words('for a reason that this version has no words for', '本版本未收录的原因');

/** Why a message is a dead letter, by the code that stands with it. */
export const deadLetterWordsOf = (code: string): Words =>
  Object.entries(deadLetterWords).find(([known]) => known === code)?.[1] ?? otherReason;

export const settlementWords: Record<SettlementReason, Words> = {
  'handed-over-on-paper': words('handed over on paper', '已转交纸质材料'),
  'withdrawn-by-resident': words('withdrawn by the resident', '办事人已撤回'),
  'filed-elsewhere': words('filed in another way', '已通过其他渠道办理'),
  other: words('another reason', '其他原因'),
};

/** What a command on the queue can come to. */
export type QueueOutcomeCode =
  | 'listed'
  | 'retried'
  | 'settled'
  | 'not-found'
  | 'not-a-dead-letter'
  | DatabaseRefusalReason;

export const queueWords: Record<QueueOutcomeCode, Words> = {
  listed: words('what waits for the platform', '待上报平台的内容'),
  retried: words('it goes out again when the kiosk has been started', '已重新排队，自助终端启动后自动上报'),
  settled: words('the dead letter is settled', '该退回件已办结'),
  'not-found': words(
    'there is no such receipt number or key on this kiosk; what the platform took long ago is deleted',
    '本机没有该回执号或报文编号；平台早已收到的内容会定期删除',
  ),
  'not-a-dead-letter': words(
    'only what the platform has refused can be sent again or settled',
    '只有被平台退回的才能重新上报或办结',
  ),
  ...databaseRefusalWords,
};
