import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSealed } from '../../../../platform/contract/sealing/index.ts';
import { materialChunkBytes } from '../../../../platform/contract/submissions.ts';
import { idOf } from '../../../helpers/database.ts';
import {
  allowanceDraft,
  createFilingWorld,
  createSealingKey,
  type FilingWorld,
} from '../../../helpers/filing.ts';
import { platformNow, visitId } from '../../../helpers/journal.ts';
import { allowanceItem, identifiedAt, lin } from '../../../helpers/visit.ts';

let world: FilingWorld;
beforeEach(() => {
  world = createFilingWorld();
});
afterEach(() => world.database.dispose());

const counts = () => world.database.read(({ outbox }) => outbox.counts());
const mine = () => world.database.read(({ applications }) => applications.ofHolder(lin.pseudonym));
const nothingKept = (): void => {
  expect(mine()).toEqual([]);
  expect(counts()).toEqual({ pending: 0, refused: 0, oldestPendingAt: null });
  expect(world.audit()).not.toContain('application.filed');
};

describe('filing an application', () => {
  it('keeps business row, message and audit entry, and only then gives a receipt', async () => {
    const outcome = await world.filing.file(allowanceDraft());
    expect(outcome).toMatchObject({
      outcome: 'filed',
      receipt: { key: idOf(101), filedAt: platformNow },
    });
    if (outcome.outcome !== 'filed') return;
    const { receiptNumber } = outcome.receipt;
    expect(receiptNumber).toMatch(/^SL-QX-0007-20261120-[0-9A-HJKMNP-TV-Z]{10}$/);
    expect(mine()).toMatchObject([
      { key: idOf(101), receiptNumber, visitId, item: 'elderly-allowance', formVersion: 3, state: 'filed' },
    ]);
    expect(world.audit().at(-1)).toBe('application.filed');
    const entry = world.database.read(({ audit }) => audit.find(audit.head().sequence));
    expect(entry).toMatchObject({ subject: receiptNumber, actorPseudonym: lin.pseudonym });
    expect(world.database.read(({ outbox }) => outbox.find(idOf(101)))).toMatchObject({
      kind: 'application',
      groupId: idOf(101),
      priority: 0,
      state: 'pending',
    });
  });

  it('seals what is personal, so that the platform reads it and nobody else', async () => {
    await world.filing.file(allowanceDraft());
    const [submission] = world.submissions();
    if (!submission) throw new Error('nothing was handed in');
    expect(submission).toMatchObject({ assuranceLevel: 3, formVersion: 3, materials: [] });
    expect(await world.open(submission)).toEqual({
      schemaVersion: 1,
      key: submission.key,
      receiptNumber: submission.receiptNumber,
      item: 'elderly-allowance',
      formVersion: 3,
      filedAt: platformNow,
      applicant: { name: lin.name, sex: lin.sex, idNumber: lin.idNumber },
      answers: { ageBand: 'ninety', livesAlone: false, telephone: '13907315566' },
      sources: { ageBand: 'resident', livesAlone: 'resident', telephone: 'resident' },
      materials: [],
      certificates: [],
      promises: [],
      identity: { method: 'id-card', assuranceLevel: 3, identifiedAt, visitId },
      consentedAt: platformNow,
    });
    const other = createSealingKey().privateKey;
    expect(await openSealed(submission.sealed, () => other)).toMatchObject({
      outcome: 'refused',
      reason: 'not-genuine',
    });
  });

  it('seals what was checked on the way, and says nothing where nothing was', async () => {
    const checked = {
      check: 'credit',
      source: 'credit-register',
      item: allowanceDraft().item.code,
      checkedAt: 5,
      result: 'exemplary',
    } as const;
    await world.filing.file({ ...allowanceDraft(), verifications: [checked] });
    await world.filing.file({ ...allowanceDraft(), verifications: [] });
    const sealed = await Promise.all(world.submissions().map(world.open));
    expect(sealed.map(({ verifications }) => verifications)).toEqual([[checked], undefined]);
  });

  it('seals a material in chunks of 256 KiB and overwrites what it was given', async () => {
    const bytes = new Uint8Array(materialChunkBytes * 2 + 5).map((_, index) => index % 251);
    const original = bytes.slice();
    const material = { code: 'id-card-copy', mediaType: 'image/jpeg', bytes } as const;
    await world.filing.file(allowanceDraft({ materials: [material] }));
    // The chunks go up before the application that names them: it is not ready yet.
    expect(world.submissions()).toEqual([]);
    const body = world.database.read(({ outbox }) => outbox.find(idOf(101)))?.body ?? '';
    const submission = JSON.parse(body);
    const facts = (await world.open(submission)).materials;
    expect(facts).toEqual([
      {
        materialId: idOf(102),
        code: 'id-card-copy',
        mediaType: 'image/jpeg',
        bytes: original.length,
        digest: createHash('sha256').update(original).digest('base64url'),
      },
    ]);
    const plain: Uint8Array[] = [];
    for (let index = 0; index < 3; index += 1) {
      const chunk = world.database.read(({ outbox }) => outbox.nextChunk(idOf(101)));
      if (!chunk) throw new Error(`no chunk ${index}`);
      expect(chunk.index).toBe(index);
      expect(submission.materials[0].chunkDigests[index]).toBe(chunk.digest);
      expect(createHash('sha256').update(chunk.sealed).digest('base64url')).toBe(chunk.digest);
      const opened = await openSealed(chunk.sealed, () => world.key.privateKey);
      expect(opened).toMatchObject({
        outcome: 'opened',
        context: { key: idOf(101), materialId: idOf(102), index, count: 3 },
      });
      if (opened.outcome === 'opened') plain.push(opened.plaintext);
      world.database.commit(({ outbox }) => outbox.chunkUploaded({ materialId: idOf(102), index }));
    }
    expect(Buffer.concat(plain).equals(original)).toBe(true);
    expect(bytes.every((byte) => byte === 0)).toBe(true);
  });

  it('takes another receipt number when the first is taken already', async () => {
    const same = () => new Uint8Array(10).fill(7);
    world.around.random = [same()];
    await world.filing.file(allowanceDraft());
    world.around.random = [same(), new Uint8Array(10).fill(9)];
    expect(await world.filing.file(allowanceDraft())).toMatchObject({ outcome: 'filed' });
    expect(
      mine()
        .map(({ receiptNumber }) => receiptNumber.slice(-10))
        .sort(),
    ).toEqual(['7777777777', '9999999999']);
    world.around.random = [same(), same()];
    expect(await world.filing.file(allowanceDraft())).toEqual({
      outcome: 'not-recorded',
      reason: 'receipt-number-taken',
    });
    expect(counts().pending).toBe(2);
  });
});

describe('an application that cannot be kept', () => {
  it('is refused before anything is asked where the kiosk has never been online', async () => {
    world.around.sealingKey = null;
    expect(world.filing.availability()).toBe('cannot-file-yet');
    expect(await world.filing.file(allowanceDraft())).toEqual({
      outcome: 'cannot-file',
      reason: 'cannot-file-yet',
    });
    nothingKept();
  });

  it('is refused before anything is asked where the disk keeps nothing', async () => {
    world.around.canKeep = false;
    expect(world.filing.availability()).toBe('storage-cannot-keep');
    expect(await world.filing.file(allowanceDraft())).toEqual({
      outcome: 'cannot-file',
      reason: 'storage-cannot-keep',
    });
    nothingKept();
  });

  it('leaves answers and materials alone when the disk refuses it, and can be filed again', async () => {
    const bytes = new Uint8Array(10).fill(1);
    const material = { code: 'photo', mediaType: 'image/png', bytes } as const;
    const refusing = createFilingWorld({
      database: { transaction: () => ({ ok: false, reason: 'disk-full', detail: '' }) as never },
    });
    const draft = allowanceDraft({ materials: [material] });
    expect(await refusing.filing.file(draft)).toEqual({ outcome: 'not-recorded', reason: 'disk-full' });
    expect(bytes.every((byte) => byte === 1)).toBe(true);
    refusing.database.dispose();
    expect(await world.filing.file(draft)).toMatchObject({ outcome: 'filed' });
    expect(mine()).toHaveLength(1);
  });

  it('is not filed in a visit that is over', async () => {
    world.journal.endVisit(visitId, 'left', { locale: 'zh-CN', elderMode: false });
    expect(await world.filing.file(allowanceDraft())).toEqual({
      outcome: 'not-recorded',
      reason: 'visit-not-open',
    });
    nothingKept();
  });
});

describe('a form that moved on', () => {
  it('gives the new item back and keeps nothing', async () => {
    const next = { ...allowanceItem, form: { ...allowanceItem.form, version: 4 } };
    world.around.items = [next];
    expect(await world.filing.file(allowanceDraft())).toEqual({ outcome: 'item-changed', item: next });
    world.around.items = [];
    expect(await world.filing.file(allowanceDraft())).toEqual({ outcome: 'item-changed', item: null });
    nothingKept();
  });

  it('gives the new item back as well where it has the version of before, and files one that only costs something else', async () => {
    const { form } = allowanceItem;
    const [first, ...others] = form.fields;
    const asksMore = {
      ...allowanceItem,
      form: { ...form, fields: [...form.fields, { ...first, name: 'another' }] },
    };
    world.around.items = [asksMore as typeof allowanceItem];
    expect(await world.filing.file(allowanceDraft())).toEqual({ outcome: 'item-changed', item: asksMore });
    const asksLess = { ...allowanceItem, form: { ...form, fields: others } };
    world.around.items = [asksLess];
    expect(await world.filing.file(allowanceDraft())).toEqual({ outcome: 'item-changed', item: asksLess });
    nothingKept();
    world.around.items = [{ ...structuredClone(allowanceItem), agency: [] }];
    expect(await world.filing.file(allowanceDraft())).toMatchObject({ outcome: 'filed' });
  });

  it('files nothing with an answer that is missing or does not fit, whatever it is', async () => {
    const answer = fc.oneof(fc.string(), fc.boolean());
    const answers = fc.dictionary(
      fc.constantFrom('ageBand', 'livesAlone', 'telephone', 'constructor', '__proto__'),
      answer,
    );
    await fc.assert(
      fc.asyncProperty(answers, async (given: Readonly<Record<string, string | boolean>>) => {
        const fits =
          ['eighty', 'ninety'].includes(String(given.ageBand)) &&
          typeof given.livesAlone === 'boolean' &&
          /^\d{7,12}$/.test(String(given.telephone));
        fc.pre(!fits);
        const outcome = await world.filing.file(allowanceDraft({ answers: given }));
        expect(outcome.outcome).toBe('answers-missing');
      }),
    );
    nothingKept();
  });
});
