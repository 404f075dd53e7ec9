import { describe, expect, it } from 'vitest';
import { createWorkingCalendar } from '../../../../platform/contract/working-days.ts';
import type { CreditReply } from '../../../../platform/contract/credit.ts';
import { noDesk } from '../../../../electron/core/session/desk-context.ts';
import { promiseFor } from '../../../../electron/core/session/chosen-material.ts';
import { creditVerifications, waysOpenTo } from '../../../../electron/core/session/credit-rules.ts';
import { seedCatalogue } from '../../../helpers/hall.ts';
import { linOfCard } from '../../../helpers/subsidy-item.ts';
import { allowanceAnswers, createVisitWorld, type VisitWorld } from '../../../helpers/visit.ts';
import { allowanceItem } from '../../../helpers/visit-items.ts';
import { createCreditDouble } from '../../../helpers/visit-credit.ts';

const itemOf = (code: string) => {
  const found = seedCatalogue.applications.find((item) => item.code === code);
  if (found === undefined) throw new Error(`the catalogue has no ${code}`);
  return found;
};
const limited = itemOf('flexible-employment-registration');
const locked = { ...itemOf('elderly-allowance'), credit: 'locks-filing' } as const;

const listed: CreditReply = {
  standing: 'listed',
  answeredAt: 1,
  rule: 'limits-promises',
  listing: {
    authority: { 'zh-CN': '清溪区人民法院', en: 'Qingxi Court' },
    caseNumber: '(2025)湘0199执1234号',
    listedOn: '2025-09-10',
    wayOut: { 'zh-CN': '履行后移出。', en: 'Fulfil it.' },
    telephone: '0731-00000112',
  },
};

const choosing = async (item: typeof limited, online = true) => {
  const credit = createCreditDouble();
  const world = createVisitWorld({ ...credit.services, canCheckCredit: () => online });
  world.around.applications = [item];
  await world.walkTo('identify');
  world.card()?.reading();
  world.card()?.read({});
  await world.settleIdentify({ ok: true, person: linOfCard, photo: null });
  world.act({ name: 'chooseItem', itemCode: item.code });
  return { world, credit };
};

const screenOf = (world: VisitWorld) => world.view().visit;

describe('credit that limits or eases', () => {
  it('is asked once, after consent, before the first question', async () => {
    const { world, credit } = await choosing(limited);
    expect(screenOf(world)).toMatchObject({
      screen: 'creditConsent',
      rule: 'limits-promises',
      asking: false,
      resident: { maskedName: '林**' },
    });
    expect(credit.asked).toEqual([]);
    world.act({ name: 'consent' });
    expect(screenOf(world)).toMatchObject({ screen: 'creditConsent', asking: true });
    expect(credit.asked).toMatchObject([{ item: limited.code, person: { idNumber: linOfCard.idNumber } }]);
    await credit.settle({ outcome: 'told', reply: { standing: 'ordinary', answeredAt: 1 } });
    expect(screenOf(world)).toMatchObject({ screen: 'question', number: 1 });
  });

  it('is not asked of who does not agree, who goes back to what can be chosen', async () => {
    const { world, credit } = await choosing(limited);
    world.act({ name: 'back' });
    expect(screenOf(world).screen).toBe('choose');
    expect(credit.asked).toEqual([]);
    // Chosen again, it is asked again.
    world.act({ name: 'chooseItem', itemCode: limited.code });
    expect(screenOf(world).screen).toBe('creditConsent');
  });

  it.each([
    ['without a line', limited, false],
    ['where an item has no rule', itemOf('elderly-allowance'), true],
    ['where nothing may follow, so that there is nothing to limit', { ...limited, materials: [] }, true],
  ])('is not asked %s', async (_when, item, online) => {
    const { world, credit } = await choosing(item, online);
    expect(screenOf(world).screen).toBe('question');
    expect(credit.asked).toEqual([]);
  });

  it('lets who is on the list apply with all papers, after the court and the way out were told', async () => {
    const { world, credit } = await choosing(limited);
    world.act({ name: 'consent' });
    await credit.settle({ outcome: 'told', reply: listed });
    expect(screenOf(world)).toMatchObject({
      screen: 'creditListed',
      rule: 'limits-promises',
      listing: listed.listing,
    });
    world.act({ name: 'consent' });
    expect(screenOf(world).screen).toBe('question');
  });

  it('lets who is on the list not begin what is locked', async () => {
    const { world, credit } = await choosing(locked);
    world.act({ name: 'consent' });
    await credit.settle({ outcome: 'told', reply: { ...listed, rule: 'locks-filing' } });
    expect(screenOf(world)).toMatchObject({ screen: 'creditListed', rule: 'locks-filing' });
    expect(world.act({ name: 'consent' })).toMatchObject({ accepted: false });
    world.act({ name: 'home' });
    expect(screenOf(world).screen).toBe('choose');
  });

  it('keeps nobody from applying where the platform does not say: the ordinary rules apply', async () => {
    for (const end of ['not-known', 'never'] as const) {
      const { world, credit } = await choosing(limited);
      world.act({ name: 'consent' });
      if (end === 'not-known') await credit.settle({ outcome: 'not-known' });
      else await world.clock.advance(61_000);
      expect(screenOf(world).screen).toBe('question');
    }
  });

  it('ends with a problem where it cannot be written down', async () => {
    const { world, credit } = await choosing(limited);
    world.act({ name: 'consent' });
    await credit.settle({ outcome: 'failed', problem: 'could-not-record', staffCode: 'disk-full' });
    expect(screenOf(world)).toMatchObject({ screen: 'problem', problem: 'could-not-record' });
  });
});

describe('the data-verification list', () => {
  const of = (credit: Parameters<typeof creditVerifications>[0]['credit'], application = limited) =>
    creditVerifications({ application, package: null, credit });

  it('says for what, where, when and with what result credit was looked up, nothing of the listing itself', () => {
    const entry = { check: 'credit', source: 'credit-register', item: limited.code };
    expect(of({ standing: 'exemplary', answeredAt: 7 })).toEqual([
      { ...entry, checkedAt: 7, result: 'exemplary' },
    ]);
    expect(of(listed)).toEqual([{ ...entry, checkedAt: listed.answeredAt, result: 'listed' }]);
  });

  it('says nothing where nobody was asked or nobody answered', () => {
    expect(of(null)).toEqual([]);
    expect(of({ standing: 'not-known' })).toEqual([]);
    expect(of(listed, itemOf('elderly-allowance'))).toEqual([]);
  });

  it('goes with what is filed', async () => {
    const { world, credit } = await choosing({ ...allowanceItem, credit: 'locks-filing' });
    world.act({ name: 'consent' });
    await credit.settle({ outcome: 'told', reply: { standing: 'ordinary', answeredAt: 5 } });
    world.answer(...allowanceAnswers);
    world.act({ name: 'submit' });
    expect(world.filed[0]?.verifications).toMatchObject([
      { item: allowanceItem.code, checkedAt: 5, result: 'ordinary' },
    ]);
  });
});

describe('the ways of a material', () => {
  const material = (limited.materials ?? []).find(({ code }) => code === 'proof-of-work');
  if (material === undefined) throw new Error('no proof of work');
  const daysOf = (credit: Parameters<typeof waysOpenTo>[0]) =>
    waysOpenTo(credit, material).flatMap((way) => (way.way === 'later' ? [way.workingDays] : []));

  it('have no promise for who is on the list, more time for the exemplary, and the usual time for all others', () => {
    expect(daysOf(listed)).toEqual([]);
    expect(waysOpenTo(listed, material).map(({ way }) => way)).toEqual(['capture']);
    expect(daysOf({ standing: 'exemplary', answeredAt: 1 })).toEqual([20]);
    for (const credit of [
      null,
      { standing: 'not-known' },
      { standing: 'ordinary', answeredAt: 1 },
    ] as const) {
      expect(daysOf(credit)).toEqual([10]);
    }
  });

  it('make the promise that long', () => {
    const context = {
      application: limited,
      answers: {},
      material: 'proof-of-work',
      desk: noDesk,
      credit: { standing: 'exemplary', answeredAt: 1 },
    } as unknown as Parameters<typeof promiseFor>[0];
    expect(promiseFor(context, Date.UTC(2026, 10, 20, 4), createWorkingCalendar([]))).toMatchObject({
      workingDays: 20,
      dueOn: '2026-12-18',
    });
  });
});
