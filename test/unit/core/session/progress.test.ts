import { describe, expect, it } from 'vitest';
import type { FiledApplication, ProgressFinding } from '../../../../electron/core/progress/progress-types.ts';
import { jpegPage, linOfCard, subsidyItem } from '../../../helpers/subsidy-item.ts';
import { createVisitWorld, housingItem, lin, type VisitWorld } from '../../../helpers/visit.ts';

const both = (text: string) => ({ 'zh-CN': text, en: text });
const receiptNumber = 'SL-QX-0007-20261120-7K3M9QXAB2';

const asked: FiledApplication = {
  receiptNumber,
  item: 'elderly-allowance',
  itemName: both('领高龄津贴'),
  department: both('民政局'),
  filedElsewhere: null,
  filedAt: 1,
  state: 'corrections-asked',
  steps: [{ state: 'corrections-asked', takenAt: 2, reason: '电话打不通' }],
  deadline: { dueOn: '2026-12-11', isEstimate: false, daysLeft: 15, light: 'yellow', waitsFor: 'applicant' },
  promises: [],
  correction: {
    position: 3,
    reason: '电话打不通',
    fields: [
      { kind: 'digits', name: 'telephone', label: both('联系电话'), minimumLength: 7, maximumLength: 12 },
    ],
    isAnswered: false,
  },
  result: null,
  heardAt: null,
};
const finding = (changes: Partial<FiledApplication> = {}): ProgressFinding => ({
  source: { from: 'platform' },
  applications: [{ ...asked, ...changes }],
});

/** A card laid at the way in to the progress, and what was found. */
const atProgress = async (changes: Partial<FiledApplication> = {}, person = lin): Promise<VisitWorld> => {
  const world = createVisitWorld();
  await world.walkTo('home');
  world.act({ name: 'openProgress' });
  expect(world.view()).toMatchObject({ canGoBack: true, visit: { screen: 'progressDoor' } });
  world.card()?.reading();
  world.card()?.read({});
  await world.settleIdentify({ ok: true, person, photo: null });
  expect(world.calls.at(-1)).toBe(`ask progress of ${person.name}`);
  await world.settleProgress({ ok: true, finding: finding(changes) });
  return world;
};
const atDetail = async (changes: Partial<FiledApplication> = {}, person = lin): Promise<VisitWorld> => {
  const world = await atProgress(changes, person);
  world.act({ name: 'chooseFiled', receiptNumber });
  return world;
};

describe('the progress of what was filed', () => {
  it('is asked for whoever lays a card there, and asked again from the choice', async () => {
    const world = await atProgress();
    expect(world.view().visit).toMatchObject({ screen: 'progress', applications: [{ receiptNumber }] });
    world.act({ name: 'home' });
    expect(world.view().visit.screen).toBe('choose');
    world.act({ name: 'openHall' });
    world.act({ name: 'openProgress' });
    await world.settleProgress({ ok: true, finding: finding() });
    expect(world.view().visit.screen).toBe('progress');
  });

  it('opens for the code of the city’s app, too; a receipt that is scanned names nobody', async () => {
    const world = createVisitWorld();
    await world.walkTo('home');
    world.act({ name: 'openProgress' });
    world.code()?.read(receiptNumber);
    expect(world.calls).toEqual([`look up ${receiptNumber}`]);
    await world.settleReceipt({
      ok: true,
      finding: {
        receiptNumber,
        found: { state: 'accepted', since: 1, deadline: null, heardAt: null },
        source: { from: 'platform' },
      },
    });
    expect(world.view().visit).toMatchObject({ screen: 'receiptLight', found: { state: 'accepted' } });
    world.act({ name: 'back' });
    world.code()?.read('YZI1:CODE');
    expect(world.calls.at(-1)).toBe('identify by YZI1:CODE');
  });

  it('takes a typed number that is one, and says so of one that is none', async () => {
    const world = createVisitWorld();
    await world.walkTo('home');
    world.act({ name: 'openProgress' });
    world.act({ name: 'typeReceipt' });
    world.act({ name: 'lookUpReceipt', text: 'SL-QX-0007-1' });
    expect(world.view().visit).toMatchObject({ screen: 'receiptEntry', wasRefused: true });
    world.act({ name: 'lookUpReceipt', text: receiptNumber.toLowerCase() });
    expect(world.calls).toEqual([`look up ${receiptNumber}`]);
  });

  it('knows no application that was not told', async () => {
    const world = await atProgress();
    expect(world.act({ name: 'chooseFiled', receiptNumber: 'SL-QX-0007-20261120-0000000000' })).toEqual({
      accepted: false,
      reason: 'unknown-choice',
    });
  });

  it('that cannot be asked is a problem that can be tried again', async () => {
    const world = createVisitWorld();
    await world.walkTo('choose');
    world.act({ name: 'openHall' });
    world.act({ name: 'openProgress' });
    await world.settleProgress({ ok: false, problem: 'could-not-record', staffCode: 'disk-full' });
    expect(world.view().visit).toMatchObject({ screen: 'problem', canRetry: true });
    world.act({ name: 'retry' });
    await world.settleProgress({ ok: true, finding: finding() });
    expect(world.view().visit.screen).toBe('progress');
  });
});

describe('a correction that is asked', () => {
  it('is answered question by question, reviewed masked, and handed in once', async () => {
    const world = await atDetail();
    expect(world.view().visit).toMatchObject({ correction: { answer: 'wanted' } });
    world.act({ name: 'answerCorrection' });
    expect(world.view().visit).toMatchObject({ screen: 'replyQuestion', number: 1, questions: 1 });
    expect(world.act({ name: 'answer', field: 'telephone', value: '12' })).toMatchObject({ accepted: false });
    world.act({ name: 'answer', field: 'telephone', value: '13907315566' });
    expect(world.view().visit).toMatchObject({ screen: 'replyReview', maskedName: '林**' });
    expect(JSON.stringify(world.view().visit)).not.toContain('13907315566');
    world.act({ name: 'submit' });
    expect(world.act({ name: 'submit' })).toMatchObject({ accepted: false });
    await world.settleReply({ outcome: 'filed', receipt: { key: 'k', number: receiptNumber } });
    expect(world.replies).toMatchObject([
      { purpose: 'correction', receiptNumber, position: 3, answers: { telephone: '13907315566' } },
    ]);
    expect(world.view().visit).toMatchObject({ screen: 'replyReceipt', number: receiptNumber });
    world.act({ name: 'finish' });
    expect(world.calls.at(-1)).toBe('ask progress of 林晓岚');
  });

  it.each([
    ['queued', { correctionGivenHere: () => 'waiting' as const }, lin],
    ['refused', { correctionGivenHere: () => 'refused' as const }, lin],
    ['not-now', { filing: 'cannot-file-yet' as const }, lin],
    ['needs-card', {}, { ...lin, assuranceLevel: 1 as const }],
  ])('is not answered while %s', async (answer, around, person) => {
    const world = await atDetail({}, person as typeof lin);
    Object.assign(world.around, around);
    expect(world.view().visit).toMatchObject({ correction: { answer } });
    expect(world.act({ name: 'answerCorrection' })).toEqual({ accepted: false, reason: 'not-now' });
  });

  it.each([
    ['received', {}],
    ['wanted', { setAside: 'former' }],
  ])('that arrived from here is %s when the platform has none', async (answer, more) => {
    const { correction } = finding().applications[0] ?? {};
    if (!correction) throw new Error('nothing is asked');
    const world = await atDetail({ correction: { ...correction, ...more } });
    world.around.correctionGivenHere = () => 'received';
    expect(world.view().visit).toMatchObject({ correction: { answer } });
    if (answer === 'received') return;
    world.act({ name: 'answerCorrection' });
    world.act({ name: 'answer', field: 'telephone', value: '13907315566' });
    world.act({ name: 'submit' });
    expect(world.replies).toMatchObject([{ purpose: 'correction', replaces: 'former' }]);
  });

  it('that could not be kept is still there to be handed in again', async () => {
    const world = await atDetail();
    world.act({ name: 'answerCorrection' });
    world.act({ name: 'answer', field: 'telephone', value: '13907315566' });
    world.act({ name: 'submit' });
    await world.settleReply({ outcome: 'not-recorded', reason: 'disk-full' });
    expect(world.view().visit).toMatchObject({ screen: 'problem', problem: 'reply-not-recorded' });
    world.act({ name: 'retry' });
    expect(world.view().visit.screen).toBe('replyReview');
  });
});

describe('a result', () => {
  it('that is a certificate leads to its consent', async () => {
    const world = await atDetail({
      state: 'decided',
      correction: null,
      result: { decision: 'granted', delivery: null, certificate: housingItem.code },
    });
    expect(world.view().visit).toMatchObject({ result: { canPrint: true } });
    world.act({ name: 'collectResult' });
    expect(world.view().visit).toMatchObject({
      screen: 'consent',
      orders: [{ item: { code: housingItem.code } }],
    });
  });

  it('that comes by post is not printed', async () => {
    const world = await atDetail({
      state: 'decided',
      correction: null,
      result: { decision: 'granted', delivery: 'post', certificate: null },
    });
    expect(world.view().visit).toMatchObject({ result: { canPrint: false, delivery: 'post' } });
    expect(world.act({ name: 'collectResult' })).toMatchObject({ accepted: false });
  });
});

describe('a complaint', () => {
  const answer = (world: VisitWorld, ...answers: readonly (readonly [string, string | boolean])[]): void => {
    for (const [field, value] of answers) world.act({ name: 'answer', field, value });
  };

  it('needs nobody to be identified, and begins no visit', async () => {
    const world = createVisitWorld({
      beginVisit: () => {
        throw new Error('nobody began a visit');
      },
    });
    await world.walkTo('home');
    world.act({ name: 'openFeedback' });
    answer(
      world,
      ['feedback', 'complaint'],
      ['about', 'kiosk'],
      ['text', '老是卡纸'],
      ['callbackWanted', false],
    );
    expect(world.view().visit).toMatchObject({ screen: 'replyReview', maskedName: null });
    world.act({ name: 'submit' });
    await world.settleReply({
      outcome: 'filed',
      receipt: { key: 'k', number: 'TS-QX-0007-20261120-7K3M9QXAB2' },
    });
    expect(world.replies).toMatchObject([{ purpose: 'feedback', text: '老是卡纸', person: null }]);
    world.act({ name: 'finish' });
    expect(world.view().visit).toMatchObject({ screen: 'goodbye', done: true });
  });

  it('goes on with the questions that its answers lead to, back and forth', async () => {
    const world = createVisitWorld();
    await world.walkTo('home');
    world.act({ name: 'openFeedback' });
    answer(
      world,
      ['feedback', 'complaint'],
      ['about', 'item'],
      ['item', housingItem.code],
      ['text', '太慢了'],
    );
    answer(world, ['callbackWanted', true]);
    expect(world.view().visit).toMatchObject({ question: { name: 'callback' } });
    world.act({ name: 'back' });
    answer(world, ['callbackWanted', false]);
    expect(world.view().visit.screen).toBe('replyReview');
    world.act({ name: 'changeAnswer', field: 'about' });
    answer(world, ['about', 'kiosk']);
    expect(world.view().visit.screen).toBe('replyReview');
    world.act({ name: 'home' });
    expect(world.view().visit.screen).toBe('home');
  });
});

describe('a material that was promised', () => {
  const booklet = {
    material: 'household-booklet',
    name: both('户口簿'),
    dueOn: '2026-11-27',
    light: 'green',
    daysLeft: 5,
    isKept: false,
    isComing: false,
  } as const;
  const withPromise = { item: subsidyItem.code, correction: null, promises: [booklet] } as const;
  const atPromise = async (changes: Partial<typeof booklet> | object = {}, person = linOfCard) => {
    const world = await atDetail({ ...withPromise, promises: [{ ...booklet, ...changes }] }, person);
    world.around.applications = [subsidyItem];
    return world;
  };
  const handIn = (world: VisitWorld) => world.act({ name: 'handInPromised', material: booklet.material });

  it('is told with its day and light, handed in page by page, reviewed, and filed once', async () => {
    const world = await atPromise();
    expect(world.view().visit).toMatchObject({
      promises: [{ material: 'household-booklet', state: 'wanted', light: 'green', daysLeft: 5 }],
    });
    handIn(world);
    expect(world.view().visit).toMatchObject({
      screen: 'material',
      ways: [{ way: 'certificate' }, { way: 'capture', possible: true, pagesAtMost: 3 }],
    });
    world.act({ name: 'provideMaterial', way: 'capture' });
    const take = (filling: number): Uint8Array => {
      const { visit } = world.view();
      if (visit.screen !== 'capture') throw new Error(visit.screen);
      const jpeg = jpegPage(filling);
      world.session.captureReport({ type: 'captureTaken', look: visit.look, jpeg });
      return jpeg;
    };
    const first = take(0x31);
    world.act({ name: 'addPage' });
    const second = take(0x32);
    world.act({ name: 'usePage' });
    expect(world.view().visit).toMatchObject({
      screen: 'replyReview',
      purpose: 'supplement',
      material: { provided: 'capture', pages: 2 },
      maskedName: '林**',
    });
    world.act({ name: 'submit' });
    expect(world.act({ name: 'submit' })).toMatchObject({ accepted: false });
    expect(world.replies).toMatchObject([
      { purpose: 'supplement', receiptNumber, material: 'household-booklet', pages: [first, second] },
    ]);
    await world.settleReply({ outcome: 'filed', receipt: { key: 'k', number: receiptNumber } });
    expect(world.view().visit).toMatchObject({ screen: 'replyReceipt', purpose: 'supplement' });
    world.act({ name: 'finish' });
    expect(world.calls.at(-1)).toBe('ask progress of 林晓岚');
  });

  it('may be a certificate; who goes back or home leaves nothing behind', async () => {
    const world = await atPromise();
    handIn(world);
    world.act({ name: 'provideMaterial', way: 'certificate' });
    expect(world.view().visit).toMatchObject({ material: { provided: 'certificate' } });
    world.act({ name: 'back' });
    expect(world.view().visit).toMatchObject({ screen: 'material', material: { provided: 'certificate' } });
    world.act({ name: 'back' });
    expect(world.view().visit).toMatchObject({ screen: 'progressDetail' });
    handIn(world);
    expect(world.view().visit).toMatchObject({ material: { provided: null } });
    world.act({ name: 'provideMaterial', way: 'capture' });
    const { visit } = world.view();
    if (visit.screen !== 'capture') throw new Error(visit.screen);
    const jpeg = jpegPage();
    world.session.captureReport({ type: 'captureTaken', look: visit.look, jpeg });
    world.act({ name: 'usePage' });
    world.act({ name: 'home' });
    expect(jpeg.every((byte) => byte === 0)).toBe(true);
  });

  it('is overwritten page by page when nobody comes back', async () => {
    const world = await atPromise();
    handIn(world);
    world.act({ name: 'provideMaterial', way: 'capture' });
    const pages = [0x31, 0x32].map((filling, index) => {
      if (index > 0) world.act({ name: 'addPage' });
      const { visit } = world.view();
      if (visit.screen !== 'capture') throw new Error(visit.screen);
      const jpeg = jpegPage(filling);
      world.session.captureReport({ type: 'captureTaken', look: visit.look, jpeg });
      return jpeg;
    });
    await world.clock.advance(30_000);
    await world.clock.advance(30_000);
    expect(world.view().visit.screen).toBe('goodbye');
    expect(pages.every((page) => page.every((byte) => byte === 0))).toBe(true);
  });

  it.each([
    ['kept', { isKept: true }, {}, linOfCard],
    ['received', { isComing: true }, {}, linOfCard],
    ['queued', {}, { supplementGivenHere: () => 'waiting' as const }, linOfCard],
    ['refused', {}, { supplementGivenHere: () => 'refused' as const }, linOfCard],
    ['elsewhere', {}, { applications: [] }, linOfCard],
    ['not-now', {}, { filing: 'cannot-file-yet' as const }, linOfCard],
    ['needs-card', {}, {}, { ...linOfCard, assuranceLevel: 1 as const }],
  ])('is not handed in when it is %s', async (state, changes, around, person) => {
    const world = await atPromise(changes, person as typeof linOfCard);
    Object.assign(world.around, around);
    expect(world.view().visit).toMatchObject({ promises: [{ state }] });
    expect(handIn(world)).toEqual({ accepted: false, reason: 'not-now' });
  });

  it('is not told of an application that is over', async () => {
    const world = await atDetail({ ...withPromise, state: 'withdrawn' }, linOfCard);
    expect(world.view().visit).toMatchObject({ promises: [] });
  });
});

describe('at the goodbye', () => {
  it('nothing of what was filed or typed is left', async () => {
    const world = await atDetail();
    world.act({ name: 'answerCorrection' });
    world.act({ name: 'answer', field: 'telephone', value: '13907315566' });
    await world.clock.advance(30_000);
    await world.clock.advance(30_000);
    expect(world.view().visit.screen).toBe('goodbye');
    await world.clock.advance(10_000);
    const next = JSON.stringify(world.view());
    for (const secret of [receiptNumber, '13907315566', '电话打不通']) expect(next).not.toContain(secret);
    await world.walkTo('home');
    world.act({ name: 'openFeedback' });
    expect(JSON.stringify(world.view())).not.toContain('13907315566');
  });
});

describe('verifying from the hall', () => {
  it('verifies what is held to the scanner, and leads back there', async () => {
    const world = createVisitWorld();
    await world.walkTo('home');
    world.act({ name: 'openVerification' });
    world.code()?.read('YZ1:ONE');
    expect(world.calls).toEqual(['verify YZ1:ONE']);
    await world.settleVerification({
      ok: true,
      finding: { outcome: 'unreadable', claims: null, reason: 'binary' } as never,
    });
    expect(world.view()).toMatchObject({ canGoBack: true, visit: { screen: 'verified' } });
    world.act({ name: 'back' });
    expect(world.view().visit.screen).toBe('verifyGuide');
    world.act({ name: 'home' });
    expect(world.view().visit.screen).toBe('home');
  });
});
