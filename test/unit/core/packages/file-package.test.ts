import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPackageFiling, type PackageDraft } from '../../../../electron/core/packages/file-package.ts';
import { chosenPackage, jointItem } from '../../../../platform/contract/packages/joint-form.ts';
import { packagesOf } from '../../../../platform/contract/packages/judge-package.ts';
import { applicationSubmissionSchema } from '../../../../platform/contract/submissions.ts';
import { idOf } from '../../../helpers/database.ts';
import { createFilingWorld, type FilingWorld } from '../../../helpers/filing.ts';
import { platformNow, silentLog, visitId } from '../../../helpers/journal.ts';
import {
  itemOf,
  knownShop,
  shopAnswers,
  shopItems,
  shopPackage,
  yesNoField,
} from '../../../helpers/packages.ts';
import { identifiedAt, lin } from '../../../helpers/visit.ts';

let world: FilingWorld;
let catalogue: {
  version: string;
  items: [];
  applications: (typeof shopItems)[number][];
  packages: unknown[];
};
let file: ReturnType<typeof createPackageFiling>;

beforeEach(() => {
  world = createFilingWorld();
  catalogue = { version: '1', items: [], applications: [...shopItems], packages: [shopPackage()] };
  let id = 900;
  file = createPackageFiling({
    filing: world.filing,
    database: world.database.current(),
    catalogue: () => catalogue,
    platformTime: { now: () => platformNow },
    stationCode: 'QX-0007',
    newId: () => idOf(++id),
    randomBytes: (length) => world.around.random.shift() ?? randomBytes(length),
    log: silentLog,
  });
});
afterEach(() => world.database.dispose());

const draftOf = (chosen: readonly string[] = ['sign'], changes: Partial<PackageDraft> = {}): PackageDraft => {
  const together = chosenPackage(knownShop(), chosen);
  return {
    visitId,
    person: lin,
    identifiedAt,
    item: jointItem(together),
    package: together,
    answers: shopAnswers,
    sources: { shopName: 'id-card' },
    materials: [],
    certificates: [],
    promises: [],
    ...changes,
  };
};
const mine = () => world.database.read(({ applications }) => applications.ofHolder(lin.pseudonym));
const pending = () => world.database.read(({ outbox }) => outbox.counts().pending);
/** What the pump may send now, by item. */
const ready = () => world.submissions().map(({ item }) => item);
/** Of the audit entries of an action, oldest first. */
const entriesOf = (action: string) =>
  world.database.read(({ audit }) =>
    Array.from({ length: audit.head().sequence }, (_, index) => audit.find(index + 1)).flatMap((entry) =>
      entry?.action === action ? [entry] : [],
    ),
  );
const details = (action: string) => entriesOf(action).map((entry) => JSON.parse(entry.details));
const nothingKept = (): void => {
  expect(mine()).toEqual([]);
  expect(pending()).toBe(0);
  expect(world.audit().filter((action) => action.endsWith('.filed'))).toEqual([]);
};

describe('filing a package', () => {
  it('keeps an application, a message and an audit entry for each item, and one entry for the package', async () => {
    const outcome = await file(draftOf());
    if (outcome.outcome !== 'filed') throw new Error(outcome.outcome);
    const { receipt } = outcome;
    expect(receipt.receiptNumber).toMatch(/^SL-QX-0007-20261120-[0-9A-HJKMNP-TV-Z]{10}$/);
    expect(receipt.parts?.map(({ item }) => item.code)).toEqual(['licence', 'permit', 'sign']);
    expect(
      mine()
        .map(({ item, receiptNumber }) => [item, receiptNumber])
        .toSorted(),
    ).toEqual(receipt.parts?.map(({ item, receiptNumber }) => [item.code, receiptNumber]).toSorted());
    expect(new Set([receipt.receiptNumber, ...mine().map(({ receiptNumber }) => receiptNumber)]).size).toBe(
      4,
    );
    expect(pending()).toBe(3);
    expect(world.audit().slice(-4)).toEqual([
      'application.filed',
      'application.filed',
      'application.filed',
      'package.filed',
    ]);
    const entry = world.database.read(({ audit }) => audit.find(audit.head().sequence));
    expect(entry).toMatchObject({
      subject: receipt.receiptNumber,
      details: JSON.stringify({ applications: 3, package: 'opening-shop' }),
    });
  });

  it('seals to each department the answers that its own form asks for, and what it depends on', async () => {
    const outcome = await file(draftOf());
    if (outcome.outcome !== 'filed') throw new Error(outcome.outcome);
    const numbers = new Map(outcome.receipt.parts?.map((part) => [part.item.code, part.receiptNumber]));
    const answers = {
      licence: { shopName: '小林理发店', phone: '13907315566' },
      permit: { shopName: '小林理发店', hasKitchen: false, phone: '13907315566' },
      sign: { shopName: '小林理发店', isLit: true },
    };
    const seen: string[] = [];
    for (let round = 0; round < 3; round += 1) {
      for (const submission of world.submissions()) {
        const sealed = await world.open(submission);
        expect(sealed.answers).toEqual(answers[submission.item as keyof typeof answers]);
        expect(submission.package).toEqual({
          code: 'opening-shop',
          number: outcome.receipt.receiptNumber,
          dependsOn: submission.item === 'licence' ? [] : [numbers.get('licence')],
        });
        expect(sealed.package).toEqual(submission.package);
        seen.push(submission.item);
        world.database.commit(({ outbox }) => void outbox.acknowledgeAll([submission.key]));
      }
    }
    expect(seen).toEqual(['licence', 'permit', 'sign']);
  });

  it('hands each item the answers, materials and promises that it asks for in its situation, and no others', async () => {
    const kitchen = yesNoField('hasKitchen');
    const lease = { code: 'lease', name: { 'zh-CN': '租约', en: 'Lease' }, required: true };
    const plan = { code: 'plan', name: { 'zh-CN': '平面图', en: 'Plan' }, required: true };
    const items = [
      itemOf('licence', [kitchen], { materials: [{ ...lease, ways: [{ way: 'capture' }] }] }),
      itemOf('permit', [kitchen, { ...yesNoField('usesGas'), when: [{ field: 'hasKitchen', is: [true] }] }], {
        materials: [
          { ...lease, ways: [{ way: 'capture' }] },
          { ...plan, ways: [{ way: 'later', workingDays: 5 }] },
        ],
      }),
    ];
    const parts = items.map(({ code }) => ({ item: code, need: 'required', dependsOn: [] }));
    catalogue.applications = items;
    catalogue.packages = [shopPackage({ parts })];
    const [whole] = packagesOf(catalogue).known;
    if (!whole) throw new Error('no package');
    const together = chosenPackage(whole, []);
    const draft = draftOf([], {
      package: together,
      item: jointItem(together),
      answers: { hasKitchen: false, usesGas: true },
      materials: [{ code: 'lease', mediaType: 'image/jpeg', bytes: Uint8Array.of(1, 2, 3) }],
      promises: [{ code: 'plan', workingDays: 5, dueOn: '2026-11-27', agreedAt: platformNow }],
    });
    const outcome = await file(draft);
    expect(outcome).toMatchObject({
      outcome: 'filed',
      receipt: {
        promises: [{ name: plan.name }],
        parts: [{ promises: [] }, { promises: [{ name: plan.name, dueOn: '2026-11-27' }] }],
      },
    });
    expect(details('application.filed')).toMatchObject([
      { item: 'licence', materials: 1, chunks: 1, certificates: 0, promises: 0 },
      { item: 'permit', materials: 1, chunks: 1, certificates: 0, promises: 1 },
    ]);
    // What waits for its pages to go up is not ready yet.
    const bodies = world.database.read(({ applications, outbox }) =>
      applications.ofHolder(lin.pseudonym).map(({ key }) => outbox.find(key)?.body ?? ''),
    );
    for (const body of bodies) {
      const submission = applicationSubmissionSchema.parse(JSON.parse(body));
      const sealed = await world.open(submission);
      expect(sealed.answers).toEqual({ hasKitchen: false });
      expect(sealed.materials.map(({ code }) => code)).toEqual(['lease']);
      expect(sealed.promises.map(({ code }) => code)).toEqual(submission.item === 'permit' ? ['plan'] : []);
    }
    expect(draft.materials[0]?.bytes).toEqual(new Uint8Array(3));
    const lacking = { ...draft, materials: [] };
    expect(await file(lacking)).toEqual({ outcome: 'materials-missing', materials: ['lease'] });
  });

  describe('for another', () => {
    const principal = { ...lin, name: '田吉生', idNumber: '430199194502281283', pseudonym: 'b'.repeat(64) };
    const forAnother = (items: readonly string[] | null = null) => ({
      ...principal,
      agency: { agent: lin, way: 'principal-card', authorisation: null, items, services: [] } as const,
    });
    const admit = (codes: readonly string[]): void => {
      catalogue.applications = shopItems.map((item) =>
        codes.includes(item.code) ? { ...item, agency: ['principal-card'] } : item,
      );
    };
    const draftFor = (person: ReturnType<typeof forAnother>) => {
      const [whole] = packagesOf(catalogue).known;
      if (!whole) throw new Error('no package');
      const together = chosenPackage(whole, ['sign']);
      return draftOf(['sign'], { package: together, item: jointItem(together), person });
    };

    it('is the principal’s where every item admits it, and names the agent in each entry', async () => {
      admit(['licence', 'permit', 'sign']);
      expect(await file(draftFor(forAnother()))).toMatchObject({ outcome: 'filed' });
      const [submission] = world.submissions();
      if (!submission) throw new Error('nothing was handed in');
      expect(await world.open(submission)).toMatchObject({
        applicant: { idNumber: principal.idNumber },
        agency: { agent: { idNumber: lin.idNumber } },
      });
      const entries = [...entriesOf('application.filed'), ...entriesOf('package.filed')];
      expect(entries.map(({ actorPseudonym }) => actorPseudonym)).toEqual(Array(4).fill(lin.pseudonym));
      for (const entry of entries) {
        expect(JSON.parse(entry.details)).toMatchObject({ onBehalfOf: principal.pseudonym });
      }
    });

    it.each([
      ['one item admits no agent', ['licence', 'permit'], null, 'agency-not-admitted'],
      [
        'the authorisation leaves one out',
        ['licence', 'permit', 'sign'],
        ['licence', 'permit'],
        'authorisation-out-of-scope',
      ],
    ] as const)('keeps nothing when %s', async (_, admitted, scope, reason) => {
      admit(admitted);
      expect(await file(draftFor(forAnother(scope)))).toEqual({ outcome: 'agency-refused', reason });
      nothingKept();
    });
  });

  it('never lets an item out before those that it depends on have had their final word', async () => {
    await file(draftOf());
    expect(ready()).toEqual(['licence']);
    const [licence] = world.submissions();
    world.database.write(({ outbox }) => outbox.refuse(licence?.key ?? '', 'unknown-item'));
    expect(ready()).toEqual([]);
    world.database.write(({ outbox }) => outbox.settle(licence?.key ?? '', 'filed-elsewhere'));
    expect(ready()).toEqual(['permit']);
  });

  it('lets items that nothing connects wait for nothing', async () => {
    const parts = ['licence', 'permit', 'sign'].map((item) => ({ item, need: 'required', dependsOn: [] }));
    catalogue.packages = [shopPackage({ parts })];
    const [whole] = packagesOf(catalogue).known;
    if (!whole) throw new Error('no package');
    await file(draftOf([], { package: whole, item: jointItem(whole) }));
    expect(ready()).toEqual(['licence', 'permit', 'sign']);
  });

  it('keeps all of it or nothing: a disk that fails at the last row takes the first ones back', async () => {
    const broken = world.database.current();
    const failing = createPackageFiling({
      filing: world.filing,
      database: {
        transaction: (work) =>
          broken.transaction((unit) => {
            let filed = 0;
            return work({
              ...unit,
              applications: {
                ...unit.applications,
                file: (application) => {
                  filed += 1;
                  return filed === 3
                    ? { ok: false, reason: 'visit-not-open' }
                    : unit.applications.file(application);
                },
              },
            });
          }),
      },
      catalogue: () => catalogue,
      platformTime: { now: () => platformNow },
      stationCode: 'QX-0007',
      newId: () => idOf(990),
      randomBytes: (length) => randomBytes(length),
      log: silentLog,
    });
    expect(await failing(draftOf())).toEqual({ outcome: 'not-recorded', reason: 'visit-not-open' });
    nothingKept();
  });

  it('takes new numbers when one of them is taken', async () => {
    const same = new Uint8Array(10).fill(7);
    // The package's own, then those of its three items, two of which are the same.
    world.around.random = [new Uint8Array(10).fill(1), same, same, new Uint8Array(10).fill(3)];
    expect(await file(draftOf())).toMatchObject({ outcome: 'filed' });
    expect(mine()).toHaveLength(3);
    expect(pending()).toBe(3);
  });

  it.each([
    [
      'a form moved on',
      () => {
        catalogue.applications = shopItems.map((item) => ({ ...item, form: { ...item.form, version: 2 } }));
      },
    ],
    [
      'the package changed',
      () => {
        catalogue.packages = [shopPackage({ promisedWorkingDays: 7 })];
      },
    ],
  ])('asks to look again when %s, with the package as it is now', async (_, change) => {
    change();
    expect(await file(draftOf())).toMatchObject({
      outcome: 'item-changed',
      item: { code: 'opening-shop' },
      package: { code: 'opening-shop', parts: [{}, {}, {}] },
    });
    nothingKept();
  });

  it('says so when the package is no longer offered', async () => {
    catalogue.packages = [];
    expect(await file(draftOf())).toEqual({ outcome: 'item-changed', item: null });
    nothingKept();
  });

  it.each([
    ['answers are missing', { answers: { shopName: '小林理发店' } }, {}, 'answers-missing'],
    ['the person is not sure enough', { person: { ...lin, assuranceLevel: 1 } }, {}, 'identity-not-assured'],
    ['there is no key', {}, { sealingKey: null }, 'cannot-file'],
    ['the kiosk was revoked', {}, { revoked: true }, 'cannot-file'],
  ] as const)('keeps nothing when %s', async (_, changes, around, outcome) => {
    Object.assign(world.around, around);
    expect(await file(draftOf(['sign'], changes))).toMatchObject({ outcome });
    nothingKept();
  });
});
