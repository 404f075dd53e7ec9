import type { OutboxState } from '../../../db/stores/outbox.ts';
import type { Report } from '../command.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import type {
  DeadLetterDocument,
  QueueChangeDocument,
  QueueFailureDocument,
  QueueListDocument,
  QueueMessageDocument,
} from '../json-documents.ts';
import type { DatabaseRefusalReason } from '../queue/kiosk-database.ts';
import type { QueueMessage } from '../../core/dead-letters/queue-message.ts';
import type { DeadLetter, QueueView } from '../queue/read-queue.ts';
import type { SettlementReason } from '../../contract/staff/settlement-reasons.ts';
import { columns } from '../text/columns.ts';
import { localTime } from '../text/local-time.ts';
import {
  deadLetterWordsOf,
  messageKindWords,
  messageStateWords,
  queueWords,
  settlementWords,
} from '../words/queue-words.ts';
import { inBoth, type Words, words } from '../words/words.ts';

export type QueueResult =
  | { readonly outcome: 'listed'; readonly queue: QueueView }
  | { readonly outcome: 'retried'; readonly message: QueueMessage }
  | { readonly outcome: 'settled'; readonly message: QueueMessage; readonly reason: SettlementReason }
  | { readonly outcome: 'not-found' }
  | { readonly outcome: 'not-a-dead-letter'; readonly message: QueueMessage; readonly state: OutboxState }
  | { readonly outcome: DatabaseRefusalReason; readonly detail: string };

const name = 'queue';
const indent = '  ';

const isoOf = (instant: number): string => new Date(instant).toISOString();

const timeOr = (instant: number | null, otherwise: Words): string =>
  instant === null ? inBoth(otherwise) : localTime(instant);

const titleOf = ({ receiptNumber, key }: QueueMessage): string => receiptNumber ?? key;

const messageDocument = ({ key, kind, receiptNumber, item }: QueueMessage): QueueMessageDocument => ({
  key,
  kind,
  ...(receiptNumber === null ? {} : { receiptNumber }),
  ...(item === null ? {} : { item }),
});

const letterDocument = (letter: DeadLetter): DeadLetterDocument => ({
  ...messageDocument(letter),
  refusedAt: isoOf(letter.refusedAt),
  reason: letter.reason,
  words: deadLetterWordsOf(letter.reason),
});

const letterRow = (letter: DeadLetter): string[] => [
  titleOf(letter),
  inBoth(messageKindWords[letter.kind]),
  letter.item ?? '-',
  localTime(letter.refusedAt),
  `${letter.reason}: ${inBoth(deadLetterWordsOf(letter.reason))}`,
];

const none = words('none', '无');
const never = words('never', '从未');

const listReport = (queue: QueueView): Report => {
  const { pending, oldestPendingAt, postponedUntil, chunks, uploads, lastContactAt, deadLetters } = queue;
  return {
    exitCode: exitCodes.ok,
    text: [
      ...columns([
        ['pending · 等待上报', String(pending)],
        ['oldest since · 最早一件始于', timeOr(oldestPendingAt, none)],
        ['postponed until · 最早重试时间', timeOr(postponedUntil, none)],
        ['chunks to go up · 待传材料分块', `${chunks} (applications · 申请: ${uploads})`],
        ['last contact · 最近联系平台', timeOr(lastContactAt, never)],
        ['dead letters · 被退回', String(deadLetters.length)],
      ]),
      ...columns(deadLetters.map(letterRow), indent),
    ],
    document: {
      command: name,
      ok: true,
      outcome: 'listed',
      pending,
      ...(oldestPendingAt === null ? {} : { oldestPendingAt: isoOf(oldestPendingAt) }),
      ...(postponedUntil === null ? {} : { postponedUntil: isoOf(postponedUntil) }),
      uploads: { applications: uploads, chunks },
      ...(lastContactAt === null ? {} : { lastContactAt: isoOf(lastContactAt) }),
      deadLetters: deadLetters.map(letterDocument),
    } satisfies QueueListDocument,
  };
};

const changeReport = (
  outcome: 'retried' | 'settled',
  message: QueueMessage,
  reason?: SettlementReason,
): Report => ({
  exitCode: exitCodes.ok,
  text: [
    `${outcome}: ${inBoth(queueWords[outcome])}`,
    ...columns(
      [
        ['message · 编号', titleOf(message)],
        ['kind · 类别', inBoth(messageKindWords[message.kind])],
        ...(message.item === null ? [] : [['item · 事项', message.item]]),
        ...(reason === undefined ? [] : [['reason · 原因', `${reason}: ${inBoth(settlementWords[reason])}`]]),
      ],
      indent,
    ),
  ],
  document: {
    command: name,
    ok: true,
    outcome,
    words: queueWords[outcome],
    ...messageDocument(message),
    ...(reason === undefined ? {} : { reason }),
  } satisfies QueueChangeDocument,
});

const exitCodeOf = (outcome: QueueFailureDocument['outcome']): ExitCode => {
  switch (outcome) {
    case 'not-found':
    case 'not-a-dead-letter':
      return exitCodes.notThere;
    case 'kiosk-running':
      return exitCodes.kioskRunning;
    default:
      return exitCodes.databaseRefused;
  }
};

const failureReport = (
  outcome: QueueFailureDocument['outcome'],
  told: Pick<QueueFailureDocument, 'detail' | 'state'>,
): Report => {
  const { detail, state } = told;
  return {
    exitCode: exitCodeOf(outcome),
    text: [
      `${outcome}: ${inBoth(queueWords[outcome])}`,
      ...columns(
        [
          ...(state === undefined ? [] : [['state · 状态', `${state}: ${inBoth(messageStateWords[state])}`]]),
          ...(detail === undefined ? [] : [['detail · 详情', detail]]),
        ],
        indent,
      ),
    ],
    document: {
      command: name,
      ok: false,
      outcome,
      words: queueWords[outcome],
      ...told,
    } satisfies QueueFailureDocument,
  };
};

/** How a result is told: numbers, codes and times, nothing of any resident. */
export const queueReport = (result: QueueResult): Report => {
  switch (result.outcome) {
    case 'listed':
      return listReport(result.queue);
    case 'retried':
      return changeReport(result.outcome, result.message);
    case 'settled':
      return changeReport(result.outcome, result.message, result.reason);
    case 'not-found':
      return failureReport(result.outcome, {});
    case 'not-a-dead-letter':
      return failureReport(result.outcome, { state: result.state });
    default:
      return failureReport(result.outcome, { detail: result.detail });
  }
};
