import { hash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { feedbackDraft, feedbackFields } from '../../../../electron/core/replies/feedback-form.ts';
import type { ReplyDraft } from '../../../../electron/core/replies/reply-types.ts';
import {
  sealedCorrectionSchema,
  sealedFeedbackSchema,
  sealedSupplementSchema,
} from '../../../../platform/contract/sealed-replies.ts';
import { openSealed } from '../../../../platform/contract/sealing/index.ts';
import { submissionSchema } from '../../../../platform/contract/submissions.ts';
import { allowanceDraft } from '../../../helpers/filing.ts';
import { visitId } from '../../../helpers/journal.ts';
import { createProgressWorld } from '../../../helpers/progress.ts';
import { jpegPage } from '../../../helpers/subsidy-item.ts';
import { identifiedAt, lin } from '../../../helpers/visit.ts';

type World = ReturnType<typeof createProgressWorld>;

type SupplementDraft = Extract<ReplyDraft, { purpose: 'supplement' }>;

const correction = (receiptNumber: string): ReplyDraft => ({
  purpose: 'correction',
  visitId,
  person: lin,
  identifiedAt,
  receiptNumber,
  position: 3,
  answers: { telephone: '13907315566' },
});
const complaint: ReplyDraft = {
  purpose: 'feedback',
  person: null,
  feedback: 'complaint',
  subject: { about: 'kiosk' },
  text: '打印机老是卡纸',
  callback: null,
};
const elsewhere = 'SL-QX-0009-20261119-7K3M9QXAB2';

const ready = (world: World) =>
  world.database.read(({ outbox }) =>
    outbox.ready({ now: Number.MAX_SAFE_INTEGER, limit: 100, bytes: 1e9, except: new Set() }),
  );
const opened = async (world: World, body: string): Promise<unknown> => {
  const submission = submissionSchema.parse(JSON.parse(body));
  if (!('sealed' in submission)) throw new Error('nothing sealed');
  const result = await openSealed(submission.sealed, () => world.key.privateKey);
  if (result.outcome !== 'opened') throw new Error(result.reason);
  return JSON.parse(new TextDecoder().decode(result.plaintext));
};

describe('an answer to what a department asked', () => {
  it('is sealed and waits for the platform, with an audit entry that says nothing of it', async () => {
    const world = createProgressWorld();
    const filed = await world.fileReply(correction(elsewhere));
    expect(filed).toMatchObject({ outcome: 'filed', receipt: { number: elsewhere } });
    const [message] = ready(world);
    expect(message).toMatchObject({ kind: 'correction' });
    expect(message?.body).not.toContain('13907315566');
    expect(sealedCorrectionSchema.parse(await opened(world, message?.body ?? ''))).toMatchObject({
      receiptNumber: elsewhere,
      position: 3,
      applicant: { name: lin.name, idNumber: lin.idNumber },
      answers: { telephone: '13907315566' },
    });
    expect(world.audit().at(-1)).toBe('correction.filed');
    expect(world.myReplies.correctionGivenHere(elsewhere, 3)).toBe('waiting');
  });

  it('goes after the application that it is about, where that waits here', async () => {
    const world = createProgressWorld();
    const filed = await world.filing.file(allowanceDraft());
    if (filed.outcome !== 'filed') throw new Error(filed.outcome);
    const { key, receiptNumber } = filed.receipt;
    await world.fileReply(correction(receiptNumber));
    expect(ready(world).map(({ kind }) => kind)).toEqual(['application']);
    world.database.commit(({ outbox }) => void outbox.acknowledgeAll([key]));
    expect(ready(world).map(({ kind }) => kind)).toEqual(['correction']);
  });

  it('is taken once for each question, and again when staff have settled that the first was refused', async () => {
    const world = createProgressWorld();
    await world.fileReply(correction(elsewhere));
    expect(await world.fileReply(correction(elsewhere))).toEqual({
      outcome: 'not-recorded',
      reason: 'already-answered',
    });
    const key = ready(world)[0]?.key ?? '';
    world.database.commit(({ outbox, replies }) => {
      outbox.refuse(key, 'correction-not-asked');
      replies.follow(key, 'refused');
    });
    expect(world.myReplies.correctionGivenHere(elsewhere, 3)).toBe('refused');
    world.database.commit(({ outbox, replies }) => {
      outbox.settle(key, 'other');
      replies.follow(key, 'settled');
    });
    expect(await world.fileReply(correction(elsewhere))).toMatchObject({ outcome: 'filed' });
  });

  it('is given again in the place of one that arrived and was set aside, which stays written down', async () => {
    const world = createProgressWorld();
    await world.fileReply(correction(elsewhere));
    const key = ready(world)[0]?.key ?? '';
    const again = { ...correction(elsewhere), replaces: key };
    // Still on its way: it may yet be the one that counts.
    expect(await world.fileReply(again)).toMatchObject({ reason: 'already-answered' });
    world.database.commit(({ outbox, replies }) => {
      outbox.acknowledgeAll([key]);
      replies.follow(key, 'received');
    });
    expect(await world.fileReply(correction(elsewhere))).toMatchObject({ reason: 'already-answered' });
    expect(await world.fileReply(again)).toMatchObject({ outcome: 'filed' });
    expect(world.myReplies.correctionGivenHere(elsewhere, 3)).toBe('waiting');
    expect(world.database.read(({ replies }) => replies.find(key))).toMatchObject({ state: 'settled' });
    expect(world.audit().filter((action) => action === 'correction.filed')).toHaveLength(2);
  });
});

describe('a promised material', () => {
  const pages = () => [jpegPage(0x31), jpegPage(0x32)];
  const supplement = (receiptNumber: string, changes: Partial<SupplementDraft> = {}): SupplementDraft => ({
    purpose: 'supplement',
    visitId,
    person: lin,
    identifiedAt,
    receiptNumber,
    material: 'household-booklet',
    pages: pages(),
    certificate: null,
    ...changes,
  });

  it('is sealed page by page and waits for the platform, the pages overwritten, with an audit entry', async () => {
    const world = createProgressWorld();
    const draft = supplement(elsewhere);
    const filed = await world.fileReply(draft);
    if (filed.outcome !== 'filed') throw new Error(filed.outcome);
    expect(draft.pages.every((page) => page.every((byte) => byte === 0))).toBe(true);
    const body = world.database.read(({ outbox }) => outbox.find(filed.receipt.key))?.body ?? '';
    const sealed = sealedSupplementSchema.parse(await opened(world, body));
    expect(sealed).toMatchObject({
      receiptNumber: elsewhere,
      material: 'household-booklet',
      applicant: { idNumber: lin.idNumber },
      certificate: null,
    });
    const digests = pages().map((page) => hash('sha256', page, 'base64url'));
    expect(sealed.materials.map(({ digest }) => digest)).toEqual(digests);
    expect(world.audit().at(-1)).toBe('supplement.filed');
    expect(world.myReplies.supplementGivenHere(elsewhere, 'household-booklet')).toBe('waiting');
  });

  it('may be a certificate of the library, and goes after the application that waits here', async () => {
    const world = createProgressWorld();
    const filed = await world.filing.file(allowanceDraft());
    if (filed.outcome !== 'filed') throw new Error(filed.outcome);
    const { key, receiptNumber } = filed.receipt;
    await world.fileReply(supplement(receiptNumber, { pages: [], certificate: 'household-booklet' }));
    expect(ready(world).map(({ kind }) => kind)).toEqual(['application']);
    world.database.commit(({ outbox }) => void outbox.acknowledgeAll([key]));
    const [message] = ready(world);
    expect(message).toMatchObject({ kind: 'supplement' });
    expect(sealedSupplementSchema.parse(await opened(world, message?.body ?? ''))).toMatchObject({
      materials: [],
      certificate: 'household-booklet',
    });
  });

  it('is taken once while it is on its way, and again when the platform set it aside', async () => {
    const world = createProgressWorld();
    const other = { pages: [], certificate: 'household-booklet' } as const;
    await world.fileReply(supplement(elsewhere, other));
    expect(await world.fileReply(supplement(elsewhere, other))).toEqual({
      outcome: 'not-recorded',
      reason: 'already-handed-in',
    });
    const key = ready(world)[0]?.key ?? '';
    world.database.commit(({ outbox, supplements }) => {
      outbox.acknowledgeAll([key]);
      supplements.follow(key, 'received');
    });
    expect(world.myReplies.supplementGivenHere(elsewhere, 'household-booklet')).toBe('received');
    expect(await world.fileReply(supplement(elsewhere, other))).toMatchObject({ outcome: 'filed' });
  });
});

describe('a complaint', () => {
  it('without a name is sealed without one, and its audit entry knows nobody', async () => {
    const world = createProgressWorld();
    const filed = await world.fileReply(complaint);
    expect(filed).toMatchObject({
      outcome: 'filed',
      receipt: { number: expect.stringMatching(/^TS-QX-0007-20261120-/) as string },
    });
    const [message] = ready(world);
    expect(message).toMatchObject({ kind: 'feedback', priority: 1 });
    expect(sealedFeedbackSchema.parse(await opened(world, message?.body ?? ''))).toMatchObject({
      feedback: 'complaint',
      text: '打印机老是卡纸',
      person: null,
      callback: null,
    });
    expect(world.audit().at(-1)).toBe('feedback.filed');
    const entry = world.database.read(({ audit }) => audit.find(audit.head().sequence));
    expect(entry).toMatchObject({ actorPseudonym: null });
  });

  it('is not taken where it could not be kept, and says so', async () => {
    const world = createProgressWorld();
    world.around.canKeep = false;
    expect(await world.fileReply(complaint)).toEqual({
      outcome: 'cannot-file',
      reason: 'storage-cannot-keep',
    });
    world.around.canKeep = true;
    world.around.sealingKey = null;
    expect(await world.fileReply(complaint)).toEqual({ outcome: 'cannot-file', reason: 'cannot-file-yet' });
    expect(ready(world)).toEqual([]);
  });
});

describe('the questions of a complaint', () => {
  const aim = {
    purpose: 'feedback',
    items: [{ code: 'housing-status', label: { 'zh-CN': '无房', en: 'housing' } }],
    departments: [{ code: 'xx-mzj', label: { 'zh-CN': '民政局', en: 'civil affairs' } }],
    mayGiveName: true,
  } as const;
  const names = (answers: Parameters<typeof feedbackFields>[1]) =>
    feedbackFields(aim, answers).map(({ name }) => name);

  it('follow from what it is about, and whether an answer is wanted', () => {
    expect(names({})).toEqual(['feedback', 'about', 'text', 'callbackWanted', 'giveName']);
    expect(names({ about: 'item' })).toContain('item');
    expect(names({ about: 'department', callbackWanted: true })).toEqual([
      'feedback',
      'about',
      'department',
      'text',
      'callbackWanted',
      'callback',
      'giveName',
    ]);
  });

  it('give no name away unless it was given', () => {
    const answers = {
      feedback: 'praise',
      about: 'department',
      department: 'xx-mzj',
      text: '好',
      callbackWanted: false,
    };
    expect(feedbackDraft({ ...answers, giveName: false }, lin)).toMatchObject({ person: null });
    expect(feedbackDraft({ ...answers, giveName: true }, lin)).toMatchObject({
      person: lin,
      subject: { about: 'department', department: 'xx-mzj' },
    });
  });
});
