import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contentNotRecovered } from '../../../db/recovery/merge-messages.ts';
import { outboxKinds } from '../../../db/stores/outbox.ts';
import { readQueueAction } from '../../../electron/cli/commands/queue.ts';
import { queueReport } from '../../../electron/cli/commands/queue-report.ts';
import { parseQueueKey } from '../../../electron/core/dead-letters/queue-key.ts';
import { readQueue } from '../../../electron/cli/queue/read-queue.ts';
import { settlementReasons } from '../../../electron/contract/staff/settlement-reasons.ts';
import {
  deadLetterWords,
  deadLetterWordsOf,
  messageKindWords,
  messageStateWords,
  queueWords,
  settlementWords,
} from '../../../electron/cli/words/queue-words.ts';
import { exchangeResultOf } from '../../../electron/sync/pump/exchange-result.ts';
import { problemReasons } from '../../../platform/contract/api.ts';
import { refusalReasons } from '../../../platform/contract/submissions.ts';
import {
  beginIdentifiedVisit,
  fileApplication,
  idOf,
  openTestDatabase,
  pseudonymOf,
  receiptNumberOf,
  residentIdNumber,
  type TestDatabase,
} from '../../helpers/database.ts';

const receipt = receiptNumberOf(7);
const byReceipt = { by: 'receipt-number', receiptNumber: receipt } as const;

describe('what is asked of the queue', () => {
  it.each([
    [[], {}, { action: 'list' }],
    [['list'], {}, { action: 'list' }],
    [['retry', receipt], {}, { action: 'change', key: byReceipt, change: { action: 'retry' } }],
    [
      ['retry', receipt],
      { by: 'QX-1024' },
      { action: 'change', key: byReceipt, change: { action: 'retry', by: 'QX-1024' } },
    ],
    [
      ['settle', idOf(7)],
      { reason: 'filed-elsewhere' },
      {
        action: 'change',
        key: { by: 'key', key: idOf(7) },
        change: { action: 'settle', reason: 'filed-elsewhere' },
      },
    ],
  ] as const)('%j %j is understood', (positionals, options, what) => {
    expect(readQueueAction(positionals, options)).toEqual({ ok: true, what });
  });

  it.each([
    [['list', 'x'], {}, '"x" is one argument too many'],
    [['list'], { reason: 'other' }, '--reason has no meaning with list'],
    [['list'], { by: 'QX-1024' }, '--by has no meaning with list'],
    [['retry'], {}, 'KEY is missing'],
    [['retry', receipt], { reason: 'other' }, '--reason has no meaning with retry'],
    [['settle', receipt], {}, /^--reason is missing: give one of handed-over-on-paper, /],
    [['settle', '17'], { reason: 'other' }, /^"17" is no receipt number and no key/],
    [['delete', receipt], {}, 'there is no "delete"; there are list, retry, settle'],
  ] as const)('%j %j is refused in a sentence', (positionals, options, problem) => {
    expect(readQueueAction(positionals, options)).toEqual({
      ok: false,
      problem: problem instanceof RegExp ? expect.stringMatching(problem) : problem,
    });
  });
});

describe('KEY', () => {
  const anyCase = (text: string) =>
    fc
      .array(fc.boolean(), { minLength: text.length, maxLength: text.length })
      .map((upper) =>
        [...text].map((letter, at) => (upper[at] ? letter.toUpperCase() : letter.toLowerCase())).join(''),
      );

  it('is a receipt number or a key in any case', () => {
    fc.assert(
      fc.property(anyCase(receipt), anyCase(idOf(0xabcdef)), (number, key) => {
        expect(parseQueueKey(number)).toEqual(byReceipt);
        expect(parseQueueKey(key)).toEqual({ by: 'key', key: idOf(0xabcdef) });
      }),
    );
  });

  it('is nothing else', () => {
    fc.assert(fc.property(fc.string(), (text) => parseQueueKey(text) === null));
  });
});

describe('words', () => {
  it('exist for all that can stand with a dead letter', () => {
    const finalProblems = problemReasons.filter(
      (problem) =>
        exchangeResultOf({ ok: false, reason: 'refused', problem, detail: '' }).outcome === 'rejected',
    );
    expect(Object.keys(deadLetterWords).sort()).toEqual(
      [...refusalReasons, ...finalProblems, contentNotRecovered].sort(),
    );
    expect(deadLetterWordsOf('of-a-newer-platform').en).toMatch(/no words/);
    expect(deadLetterWordsOf('toString')).toEqual(deadLetterWordsOf('of-a-newer-platform'));
  });

  it('are in both languages', () => {
    const all = [deadLetterWords, settlementWords, queueWords, messageKindWords, messageStateWords].flatMap(
      (table) => Object.values(table),
    );
    for (const { en, 'zh-CN': chinese } of all) {
      expect(en).toMatch(/^[\x20-\x7e]+$/);
      expect(chinese).toMatch(/\p{sc=Han}/u);
    }
    expect(Object.keys(settlementWords)).toEqual([...settlementReasons]);
    expect(Object.keys(messageKindWords)).toEqual([...outboxKinds]);
  });
});

let database: TestDatabase;
beforeEach(() => {
  database = openTestDatabase();
  database.commit((unit) => beginIdentifiedVisit(unit));
});
afterEach(() => database.dispose());

/** Files the n-th application and has the platform refuse it. */
const fileRefused = (number: number, reason = 'unknown-item'): void =>
  database.commit((unit) => {
    fileApplication(unit, number);
    unit.outbox.refuse(idOf(number), reason);
    unit.applications.follow(idOf(number), 'refused');
  });

const view = () => database.read((unit) => readQueue(unit, database.clock));
describe('the report', () => {
  it('has one line a dead letter', () => {
    fileRefused(7);
    const { exitCode, text, document } = queueReport({ outcome: 'listed', queue: view() });
    expect(exitCode).toBe(0);
    expect(text).toHaveLength(7);
    expect(text[0]).toMatch(/^pending · 等待上报 +0$/);
    expect(text.at(-1)).toMatch(
      /^ {2}SL-430100-01-20261120-0000000007 {2}application · 申请 {2}elderly-allowance {2}\d{4}-\d\d-\d\d \d\d:\d\d:\d\d {2}unknown-item: the platform does not know this service item · 平台没有该事项$/,
    );
    expect(document).toEqual({
      command: 'queue',
      ok: true,
      outcome: 'listed',
      pending: 0,
      uploads: { applications: 0, chunks: 0 },
      deadLetters: [
        {
          key: idOf(7),
          kind: 'application',
          receiptNumber: receipt,
          item: 'elderly-allowance',
          refusedAt: new Date(database.clock.now()).toISOString(),
          reason: 'unknown-item',
          words: deadLetterWords['unknown-item'],
        },
      ],
    });
  });

  it('says nothing of the resident and nothing of what was sealed', () => {
    fileRefused(7);
    const told = [
      queueReport({ outcome: 'listed', queue: view() }),
      queueReport({ outcome: 'retried', message: view().deadLetters[0] ?? fail() }),
    ];
    const printed = JSON.stringify(told);
    expect(printed).toContain(receipt);
    for (const secret of [pseudonymOf(residentIdNumber), residentIdNumber, idOf(1), 'eyJ', 'sealed']) {
      expect(printed).not.toContain(secret);
    }
  });

  it.each([
    [{ outcome: 'kiosk-running', detail: 'x' }, 5],
    [{ outcome: 'database-damaged', detail: 'x' }, 6],
    [{ outcome: 'wrong-account', detail: 'x' }, 6],
    [{ outcome: 'not-found' }, 7],
  ] as const)('of %j ends with %i', (result, exitCode) => {
    const report = queueReport(result);
    expect(report.exitCode).toBe(exitCode);
    expect(report.text[0]).toMatch(new RegExp(`^${result.outcome}: .+ · \\p{sc=Han}`, 'u'));
    expect(report.document).toMatchObject({ command: 'queue', ok: false, outcome: result.outcome });
  });

  it('cannot write control characters to the terminal', () => {
    const { text } = queueReport({ outcome: 'database-damaged', detail: 'a\u001b[2Jb' });
    expect(text.join('')).not.toContain('\u001b');
  });
});

const fail = (): never => {
  throw new Error('no dead letter');
};
