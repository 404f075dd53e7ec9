import { describe, expect, it } from 'vitest';
import type { QuestionView } from '../../../electron/contract/question.ts';
import type { ViewSnapshot } from '../../../electron/contract/view-snapshot.ts';
import { inGroups, receiptNumberParts } from '../../../renderer/components/in-groups.ts';
import { zhCn } from '../../../renderer/i18n/zh-cn/index.ts';
import { fixtureSnapshots } from '../../helpers/renderer/fixture-snapshots.ts';
import { type RenderedApp, renderApp } from '../../helpers/renderer/render-app.tsx';

const fixture = <Screen extends ViewSnapshot['visit']['screen']>(name: string, screen: Screen) => {
  const found = fixtureSnapshots[name];
  if (found?.visit.screen !== screen) throw new Error(`no fixture ${name} of ${screen}`);
  return { ...found, visit: found.visit as Extract<ViewSnapshot['visit'], { screen: Screen }> };
};

const answersSent = (app: RenderedApp) =>
  app.core.sent.flatMap((message) =>
    message.type === 'intent' && message.intent.name === 'answer' ? [message.intent] : [],
  );

const has = (testId: string): boolean => document.querySelector(`[data-testid="${testId}"]`) !== null;

describe('the choice', () => {
  it('shows certificates and applications in groups of their own', async () => {
    await renderApp(fixture('choose-groups', 'choose'));
    const groups = [...document.querySelectorAll('.choice-group')];
    expect(groups.map((group) => group.querySelector('h2')?.textContent)).toEqual([
      zhCn['choose.certificates'],
      zhCn['choose.applications'],
    ]);
    expect(groups.map((group) => group.querySelectorAll('li button').length)).toEqual([2, 5]);
  });

  it.each(['cannot-file-yet', 'storage-cannot-keep'] as const)(
    'takes no application that could not be kept, and says why (%s)',
    async (reason) => {
      const app = await renderApp(fixture(`choose-${reason}`, 'choose'));
      expect(app.text()).toContain(zhCn[`choose.filing.${reason}.title`]);
      expect(app.element('item-elderly-allowance').getAttribute('aria-disabled')).toBe('true');
      await app.tap('item-elderly-allowance');
      expect(app.core.intents()).not.toContain('chooseItem');
      await app.tap('item-housing-status');
      expect(app.core.intents()).toContain('chooseItem');
    },
  );
});

describe('a question', () => {
  it('is answered by one touch on an option, or on yes or no', async () => {
    const app = await renderApp(fixture('question-choice', 'question'));
    await app.tap('answer-ninety');
    expect(answersSent(app)).toEqual([{ name: 'answer', field: 'ageBand', value: 'ninety' }]);
    const yesNo = await renderApp(fixture('question-yes-no', 'question'));
    await yesNo.tap('answer-no');
    expect(answersSent(yesNo)).toEqual([{ name: 'answer', field: 'livesAlone', value: false }]);
  });

  it('has the answers in the words of its form, in both languages, on the review too', async () => {
    const own = fixture('question-yes-no-own-words', 'question');
    const app = await renderApp(own);
    expect(app.element('answer-yes').textContent).toBe('有');
    expect(app.element('answer-no').textContent).toBe('没有');
    await app.change(() => app.core.show({ ...own, locale: 'en', revision: 2 }));
    expect(app.element('answer-no').textContent).toBe('No');
    const review = fixture('review', 'review');
    const answered = { ...own.visit.question, answer: false } as QuestionView;
    const checked = await renderApp({ ...review, visit: { ...review.visit, answers: [answered] } });
    expect(checked.text()).toContain('没有');
    expect(checked.text()).not.toContain(zhCn['answer.no']);
  });

  it('takes no touch in its first moment: it was meant for the question before', async () => {
    const app = await renderApp(fixture('question-choice', 'question'));
    await app.change(() => app.core.show({ ...fixture('question-yes-no', 'question'), revision: 2 }));
    await app.tap('answer-yes');
    expect(answersSent(app)).toEqual([]);
    await app.advance(300);
    await app.tap('answer-yes');
    expect(answersSent(app)).toHaveLength(1);
  });

  it('marks what was answered before, which can be kept', async () => {
    const app = await renderApp(fixture('question-choice-answered', 'question'));
    expect(app.element('answer-bank-2').getAttribute('aria-checked')).toBe('true');
    expect(app.element('answer-bank-1').getAttribute('aria-checked')).toBe('false');
    await app.tap('keep-answer');
    expect(answersSent(app)).toEqual([{ name: 'answer', field: 'bank', value: 'bank-2' }]);
  });

  it('shows five options a page in elder mode', async () => {
    const app = await renderApp({ ...fixture('question-choice-answered', 'question'), elderMode: true });
    expect(document.querySelectorAll('.answer-tile')).toHaveLength(5);
    await app.tap('next-page');
    expect(document.querySelectorAll('.answer-tile')).toHaveLength(2);
  });
});

describe('the number pad', () => {
  const type = async (app: RenderedApp, digits: string): Promise<void> => {
    for (const digit of digits) await app.tap(`digit-${digit}`);
  };

  it('sends the digits together, once they are enough', async () => {
    const app = await renderApp(fixture('question-digits', 'question'));
    await type(app, '139073');
    expect(app.element('answer-digits').getAttribute('aria-disabled')).toBe('true');
    expect(app.text()).toContain('还差 1 位');
    await app.tap('answer-digits');
    expect(answersSent(app)).toEqual([]);
    await type(app, '15566');
    expect(app.element('digits').textContent).toBe('139 0731 5566');
    await app.tap('answer-digits');
    expect(answersSent(app)).toEqual([{ name: 'answer', field: 'telephone', value: '13907315566' }]);
  });

  it('takes back the last digit or all of them, and no more than fit', async () => {
    const app = await renderApp(fixture('question-digits', 'question'));
    await type(app, '1234567890123');
    expect(app.element('digits').textContent).toBe('123 4567 8901 2');
    await app.tap('delete-digit');
    expect(app.element('digits').textContent).toBe('123 4567 8901');
    await app.tap('clear-digits');
    expect(app.element('digits').textContent).toBe(zhCn['digits.empty']);
  });

  it('begins with what was answered before, and carries nothing into the next question', async () => {
    const typed = fixture('question-digits-typed', 'question');
    const app = await renderApp(typed);
    expect(app.element('digits').textContent).toBe('139 0731 55');
    await app.show({ ...fixture('question-digits', 'question'), revision: 2 });
    expect(app.element('digits').textContent).toBe(zhCn['digits.empty']);
  });
});

describe('the review', () => {
  it('says each answer in words, to whom it goes, and leads back to any of them', async () => {
    const app = await renderApp(fixture('review', 'review'));
    for (const said of ['九十到九十九岁', zhCn['answer.no'], '139 **** **66', '民政局']) {
      expect(app.text()).toContain(said);
    }
    await app.tap('change-livesAlone');
    expect(app.core.sent).toContainEqual(
      expect.objectContaining({ intent: { name: 'changeAnswer', field: 'livesAlone' } }),
    );
  });

  it('hands in once, however often it is touched', async () => {
    const app = await renderApp(fixture('review', 'review'));
    await app.tap('intent-submit');
    await app.tap('intent-submit');
    expect(app.core.intents().filter((name) => name === 'submit')).toHaveLength(1);
  });

  it('shows every page of answers before anything can be handed in', async () => {
    const app = await renderApp({ ...fixture('review', 'review'), elderMode: true });
    expect(has('intent-submit')).toBe(false);
    expect(has('change-telephone')).toBe(false);
    await app.tap('review-more');
    expect(has('change-telephone')).toBe(true);
    expect(has('intent-submit')).toBe(true);
  });

  it('says without a line that it is kept and sent later', async () => {
    const app = await renderApp(fixture('review-offline', 'review'));
    expect(app.text()).toContain('恢复后自动上报');
  });
});

describe('the receipt', () => {
  it('that the platform refused promises nothing and does not say that it was handed in', async () => {
    const app = await renderApp(fixture('receipt-refused', 'receipt'));
    expect(app.text()).toContain(zhCn['receipt.refusedTitle']);
    for (const untrue of [zhCn['receipt.title'], zhCn['receipt.keep'], '个工作日']) {
      expect(app.text()).not.toContain(untrue);
    }
  });

  it('shows the whole number, and says how far it has got, by itself', async () => {
    const app = await renderApp(fixture('receipt-offline', 'receipt'));
    expect(app.element('receipt-number').dataset.number).toBe('SL-QX-0007-20261120-7K3M9QXAB2');
    expect(app.element('receipt-number').textContent).toBe('SL-QX-0007202611207K3M9 QXAB2');
    expect(document.querySelector('.qr-picture path')).not.toBeNull();
    expect(app.element('receipt-delivery').textContent).toBe(zhCn['receipt.waitingOffline']);
    expect(app.element('queue-pending').textContent).toBe('有 3 件等待上报');
    await app.show({ ...fixture('receipt', 'receipt'), revision: 2 });
    expect(app.element('receipt-delivery').textContent).toBe(zhCn['receipt.waiting']);
    await app.show({ ...fixture('receipt-received', 'receipt'), revision: 3 });
    expect(app.element('receipt-delivery').textContent).toBe(zhCn['receipt.received']);
    expect(has('queue-pending')).toBe(false);
  });

  it('is printed or not, as one likes', async () => {
    const app = await renderApp(fixture('receipt', 'receipt'));
    await app.tap('intent-printReceipt');
    expect(app.core.intents()).toContain('printReceipt');
    const other = await renderApp(fixture('receipt', 'receipt'));
    await other.tap('intent-finish');
    expect(other.core.intents()).toContain('finish');
  });

  it('says what became of a print, and offers none to a printer that is stopped', async () => {
    const unknown = await renderApp(fixture('receipt-print-unknown', 'receipt'));
    expect(unknown.text()).toContain(zhCn['receipt.print.unknown.title']);
    expect(has('intent-printReceipt')).toBe(true);
    const stopped = await renderApp(fixture('receipt-not-printed', 'receipt'));
    expect(stopped.text()).toContain(zhCn['receipt.notPrinted']);
    expect(stopped.element('device-problem-printer').textContent).toContain(zhCn['deviceReason.media-empty']);
    expect(has('intent-printReceipt')).toBe(false);
  });
});

describe('numbers', () => {
  it('are grouped as people read them', () => {
    expect(['', '1234567', '13907315566', '6217001234567890123'].map(inGroups)).toEqual([
      '',
      '1234567',
      '139 0731 5566',
      '621 7001 2345 6789 0123',
    ]);
    expect(receiptNumberParts('SL-QX-0007-20261120-7K3M9QXAB2')).toEqual([
      'SL-QX-0007',
      '20261120',
      '7K3M9 QXAB2',
    ]);
  });
});
