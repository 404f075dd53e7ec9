import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Intent } from '../../../../electron/contract/intents.ts';
import { visitViewSchema } from '../../../../electron/contract/visit-view.ts';
import {
  allowanceAnswers,
  allowanceItem,
  createVisitWorld,
  identifiedAt,
  lin,
  receipt,
  type VisitWorld,
} from '../../../helpers/visit.ts';

const screenOf = (world: VisitWorld) => world.view().visit.screen;

/** Name of the field that is asked for. */
const asked = (world: VisitWorld): string | null => {
  const { visit } = world.view();
  return visit.screen === 'question' ? visit.question.name : null;
};

const notNow = { accepted: false, reason: 'not-now' };
const unknownChoice = { accepted: false, reason: 'unknown-choice' };

describe('applying', () => {
  it('leads from the choice through the questions and the review to the receipt and the goodbye', async () => {
    const world = createVisitWorld();
    await world.walkTo('choose');
    world.act({ name: 'chooseItem', itemCode: allowanceItem.code });
    for (const [index, [field, value]] of allowanceAnswers.entries()) {
      expect(world.view().visit).toMatchObject({
        screen: 'question',
        number: index + 1,
        questions: 3,
        question: { name: field, answer: null },
      });
      expect(world.act({ name: 'answer', field, value })).toEqual({ accepted: true });
    }
    expect(world.view()).toMatchObject({
      canGoBack: true,
      visit: {
        screen: 'review',
        answers: [{ answer: 'ninety' }, { answer: false }, { answer: '139******66' }],
      },
    });
    world.act({ name: 'submit' });
    expect(world.view()).toMatchObject({ timeLeft: null, visit: { screen: 'filing' } });
    expect(world.filed).toEqual([
      {
        visitId: 'visit-1',
        person: lin,
        identifiedAt,
        item: allowanceItem,
        answers: Object.fromEntries(allowanceAnswers),
        sources: { ageBand: 'resident', livesAlone: 'resident', telephone: 'resident' },
        materials: [],
        certificates: [],
        promises: [],
      },
    ]);
    await world.settleFiling({ outcome: 'filed', receipt });
    expect(world.view()).toMatchObject({
      canGoBack: false,
      visit: {
        screen: 'receipt',
        receiptNumber: receipt.receiptNumber,
        delivery: 'waiting',
        print: 'not-asked',
      },
    });
    world.act({ name: 'finish' });
    expect(world.view().visit).toMatchObject({ screen: 'rate', item: { code: allowanceItem.code } });
    world.act({ name: 'rate', level: 4 });
    expect(world.view().visit).toMatchObject({ screen: 'goodbye', done: true });
    expect(world.calls).toEqual([
      `file ${allowanceItem.code}`,
      `rate 4 ${receipt.key} ${receipt.receiptNumber}`,
      'end completed',
    ]);
  });

  it.each(['question', 'review', 'filing', 'receipt'] as const)(
    'shows nothing of the person in full (%s), in a view that fits the contract',
    async (screen) => {
      const world = createVisitWorld();
      await world.applyTo(screen);
      const { visit } = world.view();
      expect(visit.screen).toBe(screen);
      expect(visitViewSchema.parse(visit)).toEqual(visit);
      expect(JSON.stringify(visit)).not.toContain(lin.name);
      expect(JSON.stringify(visit)).not.toContain(lin.idNumber);
    },
  );

  it('wipes the answers when the application is filed, and everything at the goodbye', async () => {
    const world = createVisitWorld();
    await world.applyTo('receipt');
    expect(JSON.stringify(world.view())).not.toContain('13907315566');
    world.act({ name: 'home' });
    world.act({ name: 'chooseItem', itemCode: allowanceItem.code });
    expect(world.view().visit).toMatchObject({ question: { name: 'ageBand', answer: null } });
    world.answer(...allowanceAnswers);
    world.act({ name: 'endVisit' });
    expect(world.view().visit).toMatchObject({ screen: 'goodbye', done: true });
    expect(JSON.stringify(world.view())).not.toMatch(/1390731|SL-QX/);
  });

  it('tells when the platform has it, while the receipt is on the screen', async () => {
    const world = createVisitWorld();
    await world.applyTo('receipt');
    world.around.deliveryOf = (key) => (key === receipt.key ? 'received' : 'waiting');
    expect(world.view().visit).toMatchObject({ screen: 'receipt', delivery: 'received' });
  });
});

describe('touches that come twice or late', () => {
  it('file once, however often "submit" is hit', async () => {
    const world = createVisitWorld();
    await world.applyTo('review');
    expect(world.act({ name: 'submit' })).toEqual({ accepted: true });
    expect(world.act({ name: 'submit' })).toEqual(notNow);
    await world.settleFiling({ outcome: 'filed', receipt });
    expect(world.act({ name: 'submit' })).toEqual(notNow);
    expect(world.filed).toHaveLength(1);
  });

  it('answer no question but the one they were meant for', async () => {
    const world = createVisitWorld();
    await world.applyTo('question');
    world.act({ name: 'answer', field: 'ageBand', value: 'ninety' });
    expect(world.act({ name: 'answer', field: 'ageBand', value: 'eighty' })).toEqual(notNow);
    expect(asked(world)).toBe('livesAlone');
  });

  it('with what the field does not take are refused', async () => {
    const world = createVisitWorld();
    await world.applyTo('question');
    const answer = (field: string, value: string | boolean) => world.act({ name: 'answer', field, value });
    expect(answer('ageBand', 'thirty')).toEqual(unknownChoice);
    expect(answer('ageBand', true)).toEqual(unknownChoice);
    answer('ageBand', 'eighty');
    expect(answer('livesAlone', 'true')).toEqual(unknownChoice);
    answer('livesAlone', true);
    for (const digits of ['', '123456', '1390731556612', '139 0731556', '139x7315566']) {
      expect(answer('telephone', digits)).toEqual(unknownChoice);
    }
    expect(answer('telephone', '1234567')).toEqual({ accepted: true });
    expect(world.act({ name: 'changeAnswer', field: 'shoeSize' })).toEqual(unknownChoice);
  });

  it('never file what is not complete, in whatever order they come', () => {
    const intents: fc.Arbitrary<Intent> = fc.oneof(
      fc.constantFrom<Intent>(
        { name: 'back' },
        { name: 'home' },
        { name: 'submit' },
        { name: 'finish' },
        { name: 'stillHere' },
        { name: 'chooseItem', itemCode: allowanceItem.code },
        { name: 'printReceipt' },
      ),
      fc
        .constantFrom(...allowanceAnswers)
        .map(([field, value]): Intent => ({ name: 'answer', field, value })),
      fc.constantFrom(...allowanceAnswers).map(([field]): Intent => ({ name: 'changeAnswer', field })),
    );
    return fc.assert(
      fc.asyncProperty(fc.array(intents, { maxLength: 40 }), async (touches) => {
        const world = createVisitWorld();
        await world.applyTo('question');
        for (const touch of touches) {
          world.act(touch);
          visitViewSchema.parse(world.view().visit);
          if (screenOf(world) === 'filing') await world.settleFiling({ outcome: 'filed', receipt });
        }
        for (const { answers } of world.filed) expect(answers).toEqual(Object.fromEntries(allowanceAnswers));
        world.session.stop();
      }),
      { numRuns: 60 },
    );
  });
});

describe('going back', () => {
  it('leads through the questions to the choice, and forgets nothing on the way', async () => {
    const world = createVisitWorld();
    await world.applyTo('review');
    world.act({ name: 'back' });
    expect(world.view().visit).toMatchObject({ question: { name: 'telephone', answer: '13907315566' } });
    world.act({ name: 'back' });
    world.act({ name: 'back' });
    expect(world.view().visit).toMatchObject({ question: { name: 'ageBand', answer: 'ninety' } });
    world.act({ name: 'back' });
    expect(screenOf(world)).toBe('choose');
  });

  it('from the review changes one answer and returns there', async () => {
    const world = createVisitWorld();
    await world.applyTo('review');
    world.act({ name: 'changeAnswer', field: 'livesAlone' });
    expect(world.view().visit).toMatchObject({ question: { name: 'livesAlone' }, revising: true });
    world.act({ name: 'back' });
    expect(screenOf(world)).toBe('review');
    world.act({ name: 'changeAnswer', field: 'livesAlone' });
    world.act({ name: 'answer', field: 'livesAlone', value: true });
    expect(world.view().visit).toMatchObject({
      screen: 'review',
      answers: [{ answer: 'ninety' }, { answer: true }, { answer: '139******66' }],
    });
  });
});

describe('a resident who walks away from a form', () => {
  it.each(['question', 'review', 'receipt'] as const)(
    'is warned, and forgotten after the warning (%s)',
    async (screen) => {
      const world = createVisitWorld();
      await world.applyTo(screen);
      await world.clock.advance(30_000);
      expect(world.view().timeLeft).toEqual({ milliseconds: 30_000, warning: true });
      world.act({ name: 'stillHere' });
      await world.clock.advance(59_999);
      expect(screenOf(world)).toBe(screen);
      await world.clock.advance(1);
      expect(screenOf(world)).toBe('goodbye');
      expect(world.calls.at(-1)).toBe(screen === 'receipt' ? 'end completed' : 'end timed-out');
    },
  );

  it('has the whole time for each question', async () => {
    const world = createVisitWorld();
    await world.applyTo('question');
    await world.clock.advance(25_000);
    world.act({ name: 'answer', field: 'ageBand', value: 'ninety' });
    expect(world.view().timeLeft).toEqual({ milliseconds: 30_000, warning: false });
  });

  it('is not timed out while the application is filed', async () => {
    const world = createVisitWorld();
    await world.applyTo('filing');
    await world.clock.advance(600_000);
    expect(screenOf(world)).toBe('filing');
  });
});

describe('what cannot be filed', () => {
  it.each(['cannot-file-yet', 'storage-cannot-keep', 'kiosk-not-recognised'] as const)(
    'is said before the first question (%s)',
    async (filing) => {
      const world = createVisitWorld();
      world.around.filing = filing;
      expect(world.view().visit).toMatchObject({ screen: 'attract', takesApplications: false });
      await world.walkTo('choose');
      expect(world.view().visit).toMatchObject({ screen: 'choose', filing });
      expect(world.act({ name: 'chooseItem', itemCode: allowanceItem.code })).toEqual(notNow);
      expect(screenOf(world)).toBe('choose');
    },
  );

  it('for want of assurance is said before the first question', async () => {
    const world = createVisitWorld();
    const strict = { ...allowanceItem, assuranceLevel: 3 } as const;
    world.around.applications = [strict];
    await world.walkTo('identify');
    world.card()?.read({});
    await world.settleIdentify({ ok: true, person: { ...lin, assuranceLevel: 2 }, photo: null });
    world.act({ name: 'chooseItem', itemCode: strict.code });
    expect(world.view().visit).toMatchObject({ screen: 'otherWay', staffCanVouch: false });
  });

  it('for the disk keeps the answers and may be tried again', async () => {
    const world = createVisitWorld();
    await world.applyTo('filing');
    await world.settleFiling({ outcome: 'not-recorded', reason: 'disk-full' });
    expect(world.view().visit).toMatchObject({
      screen: 'problem',
      problem: 'application-not-recorded',
      staffCode: 'disk-full',
      canRetry: true,
    });
    world.act({ name: 'retry' });
    expect(world.view().visit).toMatchObject({ screen: 'review', answers: [{ answer: 'ninety' }, {}, {}] });
    world.act({ name: 'submit' });
    await world.settleFiling({ outcome: 'filed', receipt });
    expect(screenOf(world)).toBe('receipt');
  });

  it('because the form moved on keeps the answers that fit and asks for the rest', async () => {
    const world = createVisitWorld();
    await world.applyTo('filing');
    const [, livesAlone, telephone] = allowanceItem.form.fields;
    const [ageBand] = allowanceItem.form.fields;
    if (ageBand?.kind !== 'choice' || !livesAlone || !telephone) throw new Error('another form');
    const label = { 'zh-CN': '谁照顾老人？', en: 'Who cares?' };
    const carer = { kind: 'yes-no', name: 'hasCarer', label } as const;
    const form = {
      version: 4,
      fields: [{ ...ageBand, options: [{ code: 'hundred', label }, ...ageBand.options] }, carer, telephone],
    };
    await world.settleFiling({ outcome: 'item-changed', item: { ...allowanceItem, form } });
    expect(world.view().visit).toMatchObject({ screen: 'problem', problem: 'item-changed', canRetry: true });
    world.act({ name: 'retry' });
    expect(asked(world)).toBe('hasCarer');
    world.act({ name: 'answer', field: 'hasCarer', value: true });
    expect(world.view().visit).toMatchObject({
      screen: 'review',
      answers: [{ answer: 'ninety' }, { answer: true }, { answer: '139******66' }],
    });
    world.act({ name: 'submit' });
    expect(world.filed.at(-1)).toMatchObject({
      item: { form: { version: 4 } },
      answers: { ageBand: 'ninety', hasCarer: true, telephone: '13907315566' },
    });
    expect(world.filed.at(-1)?.answers).not.toHaveProperty('livesAlone');
  });

  it('because the item was withdrawn is said, and cannot be tried again', async () => {
    const world = createVisitWorld();
    await world.applyTo('filing');
    await world.settleFiling({ outcome: 'item-changed', item: null });
    expect(world.view().visit).toMatchObject({ problem: 'item-withdrawn', canRetry: false });
    expect(world.act({ name: 'retry' })).toEqual(notNow);
  });

  it('because the item asks for more assurance now leads to that, and keeps the answers', async () => {
    const world = createVisitWorld();
    const strict = { ...allowanceItem, assuranceLevel: 3 } as const;
    await world.walkTo('identify');
    world.card()?.read({});
    await world.settleIdentify({ ok: true, person: { ...lin, assuranceLevel: 2 }, photo: null });
    world.act({ name: 'chooseItem', itemCode: allowanceItem.code });
    world.answer(...allowanceAnswers);
    world.act({ name: 'submit' });
    await world.settleFiling({ outcome: 'identity-not-assured', level: 2, item: strict });
    expect(world.view().visit).toMatchObject({
      screen: 'problem',
      problem: 'identity-not-assured',
      staffCode: 'assurance-level 2 below 3',
      canRetry: true,
    });
    world.act({ name: 'retry' });
    expect(screenOf(world)).toBe('otherWay');
  });

  it('because the platform has revoked the kiosk is for staff, not for another try', async () => {
    const world = createVisitWorld();
    await world.applyTo('filing');
    await world.settleFiling({ outcome: 'cannot-file', reason: 'kiosk-not-recognised' });
    expect(world.view().visit).toMatchObject({ problem: 'kiosk-not-recognised', canRetry: false });
    expect(world.act({ name: 'retry' })).toEqual(notNow);
  });

  it('for a missing answer leads to that question', async () => {
    const world = createVisitWorld();
    await world.applyTo('filing');
    await world.settleFiling({ outcome: 'answers-missing', fields: ['telephone'] });
    expect(screenOf(world)).toBe('question');
  });
});

describe('a receipt on paper', () => {
  it('is printed, taken, and followed by the rating', async () => {
    const world = createVisitWorld();
    await world.applyTo('receipt');
    world.act({ name: 'printReceipt' });
    expect(world.act({ name: 'printReceipt' })).toEqual(notNow);
    world.printProgress({ step: 'printing', pagesPrinted: 0, printerProblem: null });
    expect(world.view().visit).toMatchObject({ screen: 'printing', document: 'receipt', pages: 1 });
    await world.settlePrint({ outcome: 'completed' });
    expect(world.view().visit).toMatchObject({ screen: 'takePaper', document: 'receipt' });
    world.act({ name: 'paperTaken' });
    expect(screenOf(world)).toBe('rate');
  });

  it.each([
    ['failed', { outcome: 'failed', problem: 'print-failed', staffCode: 'x' }],
    ['unknown', { outcome: 'unknown', problem: 'print-outcome-unknown', staffCode: 'x' }],
  ] as const)('that %s is said on the receipt, which may be printed again', async (print, outcome) => {
    const world = createVisitWorld();
    await world.applyTo('receipt');
    world.act({ name: 'printReceipt' });
    await world.settlePrint(outcome);
    expect(world.view().visit).toMatchObject({ screen: 'receipt', print });
    expect(world.act({ name: 'printReceipt' })).toEqual({ accepted: true });
  });

  it('is not sent to a printer that is stopped; one goes on without', async () => {
    const world = createVisitWorld();
    await world.applyTo('receipt');
    world.around.printerProblem = { role: 'printer', code: 'media-empty', actor: 'staff' };
    expect(world.act({ name: 'printReceipt' })).toEqual(notNow);
    expect(world.act({ name: 'finish' })).toEqual({ accepted: true });
  });
});
