import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSealed } from '../../../platform/contract/sealing/index.ts';
import { applicationSubmissionSchema } from '../../../platform/contract/submissions.ts';
import { materialChunkBytes } from '../../../platform/contract/submissions.ts';
import { publishing } from '../../../platform/feed/publish.ts';
import { listApplicationAlerts } from '../../../platform/submissions/application-alerts.ts';
import { recordFormDefinitions } from '../../../platform/submissions/form-definitions.ts';
import type { ApplicationDraft } from '../../../electron/core/session/filing-types.ts';
import { createFilingWorld } from '../../helpers/filing.ts';
import { visitId } from '../../helpers/journal.ts';
import {
  createSubmissionWorld,
  type SubmissionWorld,
  submissionTestNow,
} from '../../helpers/platform-submissions.ts';
import { jpegPage, linOfCard, subsidyItem } from '../../helpers/subsidy-item.ts';
import { createVisitWorld } from '../../helpers/visit.ts';

/**
 * From the touches of a resident to the clerk's table: the chart of the visit, the filing on a kiosk's database, and the
 * reference platform's store and worker.
 */

let platform: SubmissionWorld;
beforeEach(async () => {
  platform = await createSubmissionWorld();
  await publishing(platform.database, { now: () => submissionTestNow }, async (_publisher, transaction) =>
    recordFormDefinitions(transaction, { applications: [subsidyItem] }),
  );
});
afterEach(() => platform.close());

/** What 林晓岚 hands in by touching the screens: a captured page of `bytes`, and a promise. */
const draftOfTouches = async (page: Uint8Array): Promise<ApplicationDraft> => {
  const world = createVisitWorld();
  world.around.applications = [subsidyItem];
  await world.walkTo('identify');
  world.card()?.reading();
  world.card()?.read({});
  await world.settleIdentify({ ok: true, person: linOfCard, photo: null });
  world.act({ name: 'chooseItem', itemCode: subsidyItem.code });
  world.answer(['subsidy', 'nursing'], ['level', 'one'], ['carer', 'family'], ['carerName', '欧阳𬱖']);
  world.act({ name: 'usePrefilled', field: 'address' });
  world.answer(['account', '6217001234567890'], ['phone', '13907315566']);
  world.act({ name: 'openMaterial', material: 'disability-card' });
  world.act({ name: 'provideMaterial', way: 'capture' });
  const { visit } = world.view();
  if (visit.screen !== 'capture') throw new Error(visit.screen);
  world.session.captureReport({ type: 'captureTaken', look: visit.look, jpeg: page });
  world.act({ name: 'usePage' });
  world.act({ name: 'openMaterial', material: 'household-booklet' });
  world.act({ name: 'provideMaterial', way: 'later' });
  world.act({ name: 'agreePromise' });
  world.act({ name: 'materialsDone' });
  world.act({ name: 'submit' });
  const [draft] = world.filed;
  if (!draft) throw new Error(world.view().visit.screen);
  return draft;
};

/** Files at a kiosk and carries message and chunks to the platform; the bytes of the page as they arrived there. */
const fileAndCarry = async (draft: ApplicationDraft) => {
  const kiosk = createFilingWorld();
  kiosk.around.items = [subsidyItem];
  kiosk.around.sealingKey = platform.sealingKey.published;
  const filed = await kiosk.filing.file({ ...draft, visitId });
  if (filed.outcome !== 'filed') throw new Error(filed.outcome);
  const { key } = filed.receipt;
  const body = kiosk.database.read(({ outbox }) => outbox.find(key))?.body ?? '';
  const submission = applicationSubmissionSchema.parse(JSON.parse(body));
  const arrived: Uint8Array[] = [];
  for (const { materialId, chunkDigests } of submission.materials) {
    const chunks: string[] = [];
    for (const index of chunkDigests.keys()) {
      const chunk = kiosk.database.read(({ outbox }) => outbox.nextChunk(key));
      if (!chunk) throw new Error(`no chunk ${index}`);
      chunks.push(chunk.sealed);
      kiosk.database.commit(({ outbox }) => outbox.chunkUploaded({ materialId, index }));
      const opened = await openSealed(chunk.sealed, () => platform.sealingKey.privateKey);
      if (opened.outcome === 'opened') arrived.push(opened.plaintext);
    }
    const said = { materialId, code: '', mediaType: 'image/jpeg', bytes: 1, digest: '' } as const;
    await platform.putAll({ said, submitted: { materialId, chunkDigests }, chunks });
  }
  expect(await platform.submit([submission])).toMatchObject([{ outcome: 'received' }]);
  expect(await platform.openWaiting()).toEqual({ opened: 1, unreadable: 0 });
  const { content } = await platform.database
    .selectFrom('application_contents')
    .select('content')
    .where('receipt_number', '=', submission.receiptNumber)
    .executeTakeFirstOrThrow();
  return { receipt: filed.receipt, content, page: Buffer.concat(arrived) };
};

const findings = (receiptNumber: string) =>
  platform.database
    .selectFrom('application_findings')
    .select(['rule', 'name'])
    .where('receipt_number', '=', receiptNumber)
    .execute();

test('what arrives unsealed equals what was answered, captured and promised', async () => {
  const page = jpegPage(0x33, materialChunkBytes + 999);
  const original = page.slice();
  const draft = await draftOfTouches(page);
  const { receipt, content, page: arrived } = await fileAndCarry(draft);
  expect(content).toMatchObject({
    answers: {
      subsidy: 'nursing',
      level: 'one',
      birthDate: '1958-03-12',
      carer: 'family',
      carerName: '欧阳𬱖',
      address: linOfCard.card.address,
      account: '6217001234567890',
      phone: '13907315566',
    },
    sources: { birthDate: 'id-card', address: 'id-card', carerName: 'resident', phone: 'resident' },
    materials: [{ code: 'disability-card', mediaType: 'image/jpeg', bytes: original.length }],
    promises: [{ code: 'household-booklet', workingDays: 5, dueOn: '2026-11-27' }],
  });
  expect(arrived.equals(original)).toBe(true);
  expect(page.every((byte) => byte === 0)).toBe(true);
  expect(await findings(receipt.receiptNumber)).toEqual([]);
  expect(receipt.promises).toEqual([
    { name: { 'zh-CN': '户口簿', en: 'Household booklet' }, workingDays: 5, dueOn: '2026-11-27' },
  ]);
});

test('what a kiosk should not have filed is handed to review, with what was found', async () => {
  const draft = await draftOfTouches(jpegPage());
  const { receipt } = await fileAndCarry({
    ...draft,
    promises: [{ code: 'household-booklet', workingDays: 50, dueOn: '2027-02-01', agreedAt: 1 }],
  });
  expect(await findings(receipt.receiptNumber)).toEqual([
    { rule: 'way-not-offered', name: 'household-booklet' },
  ]);
  expect(await listApplicationAlerts(platform.database, 10)).toMatchObject([
    { receiptNumber: receipt.receiptNumber, reason: 'differs-from-form' },
  ]);
  const { state } = await platform.database
    .selectFrom('applications')
    .select('state')
    .where('receipt_number', '=', receipt.receiptNumber)
    .executeTakeFirstOrThrow();
  expect(state).toBe('accepted-for-review');
});
