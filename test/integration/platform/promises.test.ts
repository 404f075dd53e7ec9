import { randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addApplicationRoutes } from '../../../platform/api/routes/applications.ts';
import type { CourseContext } from '../../../platform/applications/advance.ts';
import { courseFor } from '../../../platform/applications/read-course.ts';
import { loadWorkingCalendar } from '../../../platform/applications/working-days.ts';
import { progressReplySchema } from '../../../platform/contract/progress.ts';
import { receiptNumber as receiptNumberFor } from '../../../platform/contract/receipt-number.ts';
import type { SealedApplication } from '../../../platform/contract/sealed-application.ts';
import { sealToPlatform } from '../../../platform/contract/sealing/index.ts';
import type { SealedSupplement } from '../../../platform/contract/sealed-replies.ts';
import type { PackageMembership, SupplementSubmission } from '../../../platform/contract/submissions.ts';
import { certificateIssuers } from '../../../platform/departments/all.ts';
import { loadCatalogue } from '../../../platform/seed/load-catalogue.ts';
import { demonstrationResident } from '../../../platform/seed/synthetic-population.ts';
import { openReplies } from '../../../platform/submissions/open-replies.ts';
import { fillTestStore, serveRoutes, verifiedKiosk } from '../../helpers/platform-services.ts';
import {
  createWorldOn,
  fileApplication,
  sealMaterial,
  type SubmissionWorld,
  submissionTestNow,
  type TestMaterial,
} from '../../helpers/platform-submissions.ts';

const { idNumber, name, sex } = demonstrationResident;
const holder = { idNumber, name, sex };
const day = 86_400_000;
const material = 'household-booklet';

describe.each(['embedded', 'PostgreSQL'] as const)('what was promised, on the %s store', (store) => {
  let world: SubmissionWorld;
  let context: CourseContext;
  let now = submissionTestNow;

  beforeAll(async () => {
    world = await createWorldOn(store);
    await fillTestStore(world.database);
    context = { database: world.database, clock: { now: () => now }, calendar: loadWorkingCalendar() };
  });
  beforeEach(() => {
    now = submissionTestNow;
  });
  afterAll(() => world.close());

  /** Files an application that promises the booklet within five working days of Friday, 20 November. */
  const promise = async ({
    isOpened = true,
    together,
    applicant = holder,
  }: {
    readonly isOpened?: boolean;
    readonly together?: PackageMembership;
    readonly applicant?: SealedApplication['applicant'];
  } = {}): Promise<string> => {
    const promised = { code: material, workingDays: 5, dueOn: '2026-11-27', agreedAt: now };
    const membership = together === undefined ? {} : { package: together };
    const application = await fileApplication(world.sealingKey, {
      content: { applicant, promises: [promised], ...membership },
      outside: membership,
    });
    await world.submit([application]);
    if (isOpened) await world.openWaiting();
    return application.receiptNumber;
  };
  const open = () => openReplies({ ...context, keyRing: world.keyRing });

  const supplement = async (
    receiptNumber: string,
    inside: Partial<SealedSupplement> = {},
    outside: Partial<SupplementSubmission> = {},
  ): Promise<{ readonly message: SupplementSubmission; readonly page: TestMaterial }> => {
    const common = { key: uuidv7(), receiptNumber, material, filedAt: now };
    const page = await sealMaterial(world.sealingKey, common.key, [
      Buffer.from('a page'),
      Buffer.from('more'),
    ]);
    const plain: SealedSupplement = {
      schemaVersion: 1,
      ...common,
      applicant: holder,
      materials: [{ ...page.said, code: material }],
      certificate: null,
      identity: { method: 'id-card', assuranceLevel: 2, identifiedAt: now, visitId: uuidv7() },
      consentedAt: now,
      ...inside,
    };
    const { key } = common;
    const sealed = await sealToPlatform(Buffer.from(JSON.stringify(plain)), world.sealingKey.published, {
      key,
    });
    const materials = [page.submitted];
    const message = { kind: 'supplement', ...common, assuranceLevel: 2, sealed, materials } as const;
    return { message: { ...message, ...outside }, page };
  };
  const handIn = async (...made: Parameters<typeof supplement>): Promise<SupplementSubmission> => {
    const { message, page } = await supplement(...made);
    await world.putAll(page);
    expect(await world.submit([message])).toMatchObject([{ outcome: 'received' }]);
    return message;
  };
  const stateOf = ({ key }: SupplementSubmission) =>
    world.database
      .selectFrom('application_supplements')
      .select(['state', 'reason', 'content'])
      .where('key', '=', key)
      .executeTakeFirstOrThrow();
  const told = async (receiptNumber: string) => {
    const catalogue = loadCatalogue(certificateIssuers);
    const answer = await serveRoutes(
      (routes) => addApplicationRoutes(routes, { ...context, catalogue }),
      verifiedKiosk,
    ).inject({
      method: 'POST',
      url: '/v1/applications/query',
      payload: { holder, assuranceLevel: 2, askedAt: now, receiptNumbers: [] },
    });
    return progressReplySchema
      .parse(answer.json())
      .applications.find((one) => one.receiptNumber === receiptNumber)?.promises[0];
  };

  test('is owed, with a light that turns yellow and red', async () => {
    const receiptNumber = await promise();
    expect(await told(receiptNumber)).toMatchObject({
      material,
      dueOn: '2026-11-27',
      handedInAt: null,
      light: 'green',
      isComing: false,
    });
    now = submissionTestNow + 6 * day;
    expect(await told(receiptNumber)).toMatchObject({ light: 'yellow' });
    now = submissionTestNow + 10 * day;
    expect(await told(receiptNumber)).toMatchObject({ light: 'red' });
    const course = await courseFor(context, { kioskId: 'K-0000000001', receiptNumber });
    expect(course?.promises).toMatchObject([{ material, light: 'red', handedInAt: null }]);
  });

  test('is closed by the page that comes, once, with the day on which it was handed in', async () => {
    const receiptNumber = await promise();
    now = submissionTestNow + day;
    const message = await handIn(receiptNumber);
    expect(await told(receiptNumber)).toMatchObject({ handedInAt: null, isComing: true });
    await open();
    expect(await stateOf(message)).toMatchObject({ state: 'taken', content: { material } });
    expect(await world.submit([message])).toMatchObject([{ outcome: 'received' }]);
    now = submissionTestNow + 30 * day;
    expect(await told(receiptNumber)).toMatchObject({
      handedInAt: message.filedAt,
      isComing: false,
      light: 'green',
    });
    const again = await handIn(receiptNumber);
    await open();
    expect(await stateOf(again)).toMatchObject({ state: 'set-aside', reason: 'not-owed' });
  });

  const newPackage = (): PackageMembership => ({
    code: 'opening-shop',
    number: receiptNumberFor('QX-0007', now, randomBytes),
    dependsOn: [],
  });

  test('once for a package is owed with every part, and closed with every part by the page that comes for one', async () => {
    const together = newPackage();
    const parts = [await promise({ together }), await promise({ together })] as const;
    const ofAnotherPackage = await promise({ together: newPackage() });
    const message = await handIn(parts[0]);
    expect(await told(parts[1])).toMatchObject({ handedInAt: null, isComing: true });
    await open();
    now = submissionTestNow + 30 * day;
    for (const part of parts) {
      expect(await told(part)).toMatchObject({
        handedInAt: message.filedAt,
        isComing: false,
        light: 'green',
      });
    }
    expect(await told(ofAnotherPackage)).toMatchObject({
      handedInAt: null,
      isComing: false,
      light: 'red',
    });
  });

  test('with a part that is opened after the page has come is closed at once', async () => {
    const together = newPackage();
    const first = await promise({ together });
    const late = await promise({ together, isOpened: false });
    const message = await handIn(first);
    await open();
    await world.openWaiting();
    expect(await told(late)).toMatchObject({ handedInAt: message.filedAt });
  });

  test('is closed with the parts of its own applicant only', async () => {
    const together = newPackage();
    const applicant = { ...holder, idNumber: '430199195803120026' } as const;
    const theirs = await promise({ together, applicant });
    await handIn(await promise({ together }));
    await open();
    const course = await courseFor(context, { kioskId: 'K-0000000001', receiptNumber: theirs });
    expect(course?.promises).toMatchObject([{ material, handedInAt: null }]);
  });

  test('with all parts is closed once by pages that come for two of them at the same time', async () => {
    const together = newPackage();
    const parts = [await promise({ together }), await promise({ together })] as const;
    const messages = [await handIn(parts[0]), await handIn(parts[1])];
    await Promise.all([open(), open()]);
    const states = await Promise.all(messages.map(stateOf));
    expect(states.map(({ state }) => state).toSorted()).toEqual(['set-aside', 'taken']);
    for (const part of parts) expect(await told(part)).toMatchObject({ handedInAt: now });
  });

  test('may be kept by a certificate of the library, from another kiosk, after the day', async () => {
    const receiptNumber = await promise();
    now = submissionTestNow + 30 * day;
    const { message } = await supplement(
      receiptNumber,
      { materials: [], certificate: 'household-booklet' },
      { materials: [] },
    );
    expect(await world.submit([message], 'K-0000000009')).toMatchObject([{ outcome: 'received' }]);
    await open();
    expect(await told(receiptNumber)).toMatchObject({ handedInAt: now, light: 'red' });
  });

  test('waits for its application, however early the page comes', async () => {
    const receiptNumber = await promise({ isOpened: false });
    const message = await handIn(receiptNumber);
    await open();
    expect(await stateOf(message)).toMatchObject({ state: 'waiting' });
    await world.openWaiting();
    await open();
    expect(await stateOf(message)).toMatchObject({ state: 'taken' });
  });

  test('is not closed by somebody else, by other bytes, or by halves that differ', async () => {
    const receiptNumber = await promise();
    const applicant = { ...holder, idNumber: '430199195803120026' } as const;
    const other = await sealMaterial(world.sealingKey, uuidv7(), [Buffer.from('x')]);
    const messages = [
      await handIn(receiptNumber, { applicant }),
      await handIn(receiptNumber, { materials: [{ ...other.said, code: material }] }),
      await handIn(receiptNumber, {}, { material: 'photo' }),
    ];
    await open();
    expect(await Promise.all(messages.map(stateOf))).toMatchObject([
      { state: 'set-aside', reason: 'not-the-applicant', content: null },
      { state: 'set-aside', reason: 'unreadable', content: null },
      { state: 'set-aside', reason: 'unreadable', content: null },
    ]);
    expect(await told(receiptNumber)).toMatchObject({ handedInAt: null });
  });

  test('is not taken without its chunks, nor for an application that nobody filed', async () => {
    const { message } = await supplement(await promise());
    expect(await world.submit([message])).toMatchObject([{ outcome: 'materials-missing' }]);
    const stray = await supplement('SL-QX-0007-20261120-0000000000');
    await world.putAll(stray.page);
    expect(await world.submit([stray.message])).toMatchObject([
      { outcome: 'refused', reason: 'unknown-subject' },
    ]);
  });
});
