import { describe, expect, it } from 'vitest';
import { visitViewSchema } from '../../../../electron/contract/visit-view.ts';
import { createVisitWorld, type VisitWorld } from '../../../helpers/visit.ts';
import { jpegPage, linOfCard, subsidyItem } from '../../../helpers/subsidy-item.ts';

const visitOf = (world: VisitWorld) => world.view().visit;
const notNow = { accepted: false, reason: 'not-now' };
const unknownChoice = { accepted: false, reason: 'unknown-choice' };

/** The resident has laid her card and chosen the subsidies. */
const applying = async (): Promise<VisitWorld> => {
  const world = createVisitWorld();
  world.around.applications = [subsidyItem];
  await world.walkTo('identify');
  world.card()?.reading();
  world.card()?.read({});
  await world.settleIdentify({ ok: true, person: linOfCard, photo: null });
  world.act({ name: 'chooseItem', itemCode: subsidyItem.code });
  return world;
};

const toAddress = async (): Promise<VisitWorld> => {
  const world = await applying();
  world.answer(['subsidy', 'nursing'], ['level', 'one'], ['carer', 'family'], ['carerName', '林大山']);
  return world;
};

const toMaterials = async (): Promise<VisitWorld> => {
  const world = await toAddress();
  world.act({ name: 'usePrefilled', field: 'address' });
  world.answer(['account', '6217001234567890'], ['phone', '13907315566']);
  return world;
};

const openCamera = (world: VisitWorld): number => {
  world.act({ name: 'openMaterial', material: 'disability-card' });
  world.act({ name: 'provideMaterial', way: 'capture' });
  const visit = visitOf(world);
  if (visit.screen !== 'capture') throw new Error(visit.screen);
  return visit.look;
};

const capture = (world: VisitWorld, jpeg: Uint8Array): void => {
  world.session.captureReport({ type: 'captureTaken', look: openCamera(world), jpeg });
  world.act({ name: 'usePage' });
};

const promise = (world: VisitWorld, material: string): void => {
  world.act({ name: 'openMaterial', material });
  world.act({ name: 'provideMaterial', way: 'later' });
  world.act({ name: 'agreePromise' });
};

describe('a form by situation', () => {
  it('asks what applies, counts that, and never what the card settles', async () => {
    const world = await applying();
    expect(visitOf(world)).toMatchObject({ screen: 'question', number: 1, question: { name: 'subsidy' } });
    world.answer(['subsidy', 'living'], ['level', 'two']);
    expect(visitOf(world)).toMatchObject({ question: { name: 'receivesMinimumAllowance' }, number: 3 });
    world.answer(['receivesMinimumAllowance', true]);
    expect(visitOf(world)).toMatchObject({ question: { name: 'address' }, number: 4, questions: 6 });
  });

  it('drops the answers of another situation, and their materials', async () => {
    const world = await toMaterials();
    promise(world, 'disability-card');
    promise(world, 'household-booklet');
    world.act({ name: 'materialsDone' });
    world.act({ name: 'changeAnswer', field: 'subsidy' });
    world.answer(['subsidy', 'living']);
    expect(visitOf(world)).toMatchObject({ question: { name: 'receivesMinimumAllowance' }, revising: true });
    world.answer(['receivesMinimumAllowance', true]);
    const visit = visitOf(world);
    expect(visit).toMatchObject({ screen: 'materials', complete: false });
    promise(world, 'minimum-allowance-card');
    world.act({ name: 'materialsDone' });
    world.act({ name: 'submit' });
    expect(Object.keys(world.filed[0]?.answers ?? {})).not.toContain('carerName');
    expect(world.filed[0]?.promises.map(({ code }) => code)).toEqual([
      'disability-card',
      'household-booklet',
      'minimum-allowance-card',
    ]);
  });

  it('refuses a change of what the card settles', async () => {
    const world = await toMaterials();
    promise(world, 'disability-card');
    promise(world, 'household-booklet');
    world.act({ name: 'materialsDone' });
    expect(visitOf(world)).toMatchObject({ screen: 'review' });
    expect(world.act({ name: 'changeAnswer', field: 'birthDate' })).toEqual(unknownChoice);
  });
});

describe('a material of several pages', () => {
  const take = (world: VisitWorld, filling: number): Uint8Array => {
    const visit = visitOf(world);
    if (visit.screen !== 'capture') throw new Error(visit.screen);
    const jpeg = jpegPage(filling);
    world.session.captureReport({ type: 'captureTaken', look: visit.look, jpeg });
    return jpeg;
  };
  const openBooklet = async (): Promise<VisitWorld> => {
    const world = await toMaterials();
    world.act({ name: 'openMaterial', material: 'household-booklet' });
    world.act({ name: 'provideMaterial', way: 'capture' });
    return world;
  };
  const shown = (world: VisitWorld): number | undefined => {
    const visit = visitOf(world);
    if (visit.screen !== 'capture') throw new Error(visit.screen);
    return world.session.capturedPage(visit.look)?.at(30);
  };

  it('is taken page after page up to what the catalogue says, looked at, and taken away again', async () => {
    const world = await openBooklet();
    expect(visitOf(world)).toMatchObject({ step: 'live', page: 1, pagesAtMost: 3 });
    const first = take(world, 0x31);
    world.act({ name: 'addPage' });
    const second = take(world, 0x32);
    expect(visitOf(world)).toMatchObject({ step: 'taken', page: 2 });
    world.act({ name: 'addPage' });
    const third = take(world, 0x33);
    expect(world.act({ name: 'addPage' })).toEqual(notNow);
    world.act({ name: 'dropPage' });
    expect(third.every((byte) => byte === 0)).toBe(true);
    expect([visitOf(world), shown(world)]).toMatchObject([{ step: 'taken', page: 2 }, 0x32]);
    world.act({ name: 'retry' });
    expect(second.every((byte) => byte === 0)).toBe(true);
    world.act({ name: 'lookAtLastPage' });
    expect([visitOf(world), shown(world)]).toMatchObject([{ step: 'taken', page: 1 }, 0x31]);
    expect(world.act({ name: 'dropPage' })).toEqual(notNow);
    world.act({ name: 'addPage' });
    const other = take(world, 0x34);
    world.act({ name: 'usePage' });
    expect(visitOf(world)).toMatchObject({
      screen: 'materials',
      materials: expect.arrayContaining([
        expect.objectContaining({ code: 'household-booklet', provided: 'capture', pages: 2 }),
      ]) as unknown,
    });
    capture(world, jpegPage());
    world.act({ name: 'materialsDone' });
    world.act({ name: 'submit' });
    const pages = world.filed[0]?.materials.filter(({ code }) => code === 'household-booklet');
    expect(pages?.map(({ bytes }) => bytes)).toEqual([first, other]);
  });

  it('is overwritten whole when the resident turns back, or walks away', async () => {
    for (const leave of ['back', 'home', 'endVisit'] as const) {
      const world = await openBooklet();
      const first = take(world, 0x31);
      world.act({ name: 'addPage' });
      const second = take(world, 0x32);
      world.act({ name: leave });
      expect([...first, ...second].every((byte) => byte === 0)).toBe(true);
    }
  });
});

describe('an answer that the card gives', () => {
  it('is shown masked, and used when the resident says so', async () => {
    const world = await toAddress();
    expect(visitOf(world)).toMatchObject({
      question: { name: 'address', answer: null },
      prefilled: { masked: expect.stringMatching(/^湖南省\*+$/), source: 'id-card' },
    });
    expect(JSON.stringify(world.view())).not.toContain('人民路');
    world.act({ name: 'usePrefilled', field: 'address' });
    expect(visitOf(world)).toMatchObject({ question: { name: 'account' } });
  });

  it('is seen whole when asked for, and may be another one', async () => {
    const world = await toAddress();
    world.act({ name: 'showPrefilled' });
    expect(visitOf(world)).toMatchObject({ prefilled: null, question: { answer: linOfCard.card.address } });
    world.answer(['address', '潇湘市河东路 8 号']);
    world.answer(['account', '6217001234567890'], ['phone', '13907315566']);
    promise(world, 'disability-card');
    promise(world, 'household-booklet');
    world.act({ name: 'materialsDone' });
    expect(visitOf(world)).toMatchObject({
      screen: 'review',
      provenance: {
        birthDate: { source: 'id-card', canChange: false },
        address: { source: 'resident', canChange: true },
      },
    });
    expect(JSON.stringify(visitOf(world))).not.toMatch(/1958|河东路/);
  });

  it('is asked for on the keyboard where no card was read', async () => {
    const world = createVisitWorld();
    world.around.applications = [subsidyItem];
    await world.walkTo('choose');
    world.act({ name: 'chooseItem', itemCode: subsidyItem.code });
    world.answer(['subsidy', 'nursing'], ['level', 'one'], ['carer', 'nobody']);
    expect(visitOf(world)).toMatchObject({ question: { name: 'address', kind: 'text' }, prefilled: null });
  });

  it.each(['湖南\u202e省人民路', '青', '路'.repeat(61), '  ', '人民路\u0000 12 号'])(
    'bad text %j is not taken and changes nothing',
    async (value) => {
      const world = await toAddress();
      world.act({ name: 'showPrefilled' });
      expect(world.act({ name: 'answer', field: 'address', value })).toEqual(unknownChoice);
      expect(visitOf(world)).toMatchObject({ question: { name: 'address' } });
    },
  );

  it.each(['𬌗𠮷路 8 号🏠', '  㵘家湾 3 组 '])('rare characters are taken: %s', async (value) => {
    const world = await toAddress();
    world.act({ name: 'showPrefilled' });
    expect(world.act({ name: 'answer', field: 'address', value })).toEqual({ accepted: true });
  });
});

describe('materials', () => {
  it('lead to the review when what is needed is there or promised, and are filed', async () => {
    const world = await toMaterials();
    expect(visitOf(world)).toMatchObject({ screen: 'materials', complete: false });
    expect(world.act({ name: 'materialsDone' })).toEqual(notNow);
    const jpeg = jpegPage();
    capture(world, jpeg);
    world.act({ name: 'openMaterial', material: 'household-booklet' });
    world.act({ name: 'provideMaterial', way: 'certificate' });
    expect(visitOf(world)).toMatchObject({
      complete: true,
      materials: [{ provided: 'capture' }, { provided: 'certificate' }, { provided: null, required: false }],
    });
    world.act({ name: 'materialsDone' });
    expect(visitOf(world)).toMatchObject({ screen: 'review' });
    world.act({ name: 'submit' });
    const [draft] = world.filed;
    expect(draft?.materials).toEqual([{ code: 'disability-card', mediaType: 'image/jpeg', bytes: jpeg }]);
    expect(draft?.certificates).toEqual([{ code: 'household-booklet', kind: 'household-booklet' }]);
    expect(draft?.sources).toMatchObject({ birthDate: 'id-card', address: 'id-card', phone: 'resident' });
  });

  it('are promised by a day that is spelled out: working days, the day of filing not counted', async () => {
    const world = await toMaterials();
    world.act({ name: 'openMaterial', material: 'disability-card' });
    world.act({ name: 'provideMaterial', way: 'later' });
    // Ten working days after Friday, 20 November 2026.
    expect(visitOf(world)).toMatchObject({ screen: 'promise', workingDays: 10, dueOn: '2026-12-04' });
    world.act({ name: 'agreePromise' });
    expect(visitOf(world)).toMatchObject({ materials: [{ provided: 'later', dueOn: '2026-12-04' }, {}, {}] });
    world.act({ name: 'openMaterial', material: 'disability-card' });
    world.act({ name: 'dropMaterial' });
    expect(visitOf(world)).toMatchObject({ materials: [{ provided: null, dueOn: null }, {}, {}] });
  });

  it('nobody promises what the item does not let follow, or takes a page without a camera', async () => {
    const world = await toMaterials();
    world.act({ name: 'openMaterial', material: 'bank-card-page' });
    expect(world.act({ name: 'provideMaterial', way: 'later' })).toEqual(notNow);
    world.around.cameraWorks = false;
    expect(world.act({ name: 'provideMaterial', way: 'capture' })).toEqual(notNow);
    expect(visitOf(world)).toMatchObject({ ways: [{ way: 'capture', possible: false }] });
    expect(world.act({ name: 'openMaterial', material: 'constructor' })).toEqual(notNow);
  });

  it.each(['materials', 'material', 'capture', 'promise'] as const)(
    'the screen %s fits the contract and shows nothing of the person in full',
    async (screen) => {
      const world = await toMaterials();
      if (screen === 'capture') openCamera(world);
      if (screen === 'material') world.act({ name: 'openMaterial', material: 'disability-card' });
      if (screen === 'promise') {
        world.act({ name: 'openMaterial', material: 'disability-card' });
        world.act({ name: 'provideMaterial', way: 'later' });
      }
      const { visit, canGoBack } = world.view();
      expect(visit.screen).toBe(screen);
      expect(canGoBack).toBe(true);
      expect(visitViewSchema.parse(visit)).toEqual(visit);
      expect(JSON.stringify(visit)).not.toMatch(/林晓岚|430199195803120026|人民路/);
    },
  );
});

describe('a page that is held to the camera', () => {
  it('is looked at before it is used, and taken anew', async () => {
    const world = await toMaterials();
    const look = openCamera(world);
    const first = jpegPage(0x22);
    world.session.captureReport({ type: 'captureTaken', look, jpeg: first });
    expect(visitOf(world)).toMatchObject({ screen: 'capture', step: 'taken' });
    expect(world.session.capturedPage(look)).toBe(first);
    world.act({ name: 'retry' });
    expect(visitOf(world)).toMatchObject({ screen: 'capture', step: 'live', look: look + 1 });
    expect(first.every((byte) => byte === 0)).toBe(true);
    expect(world.session.capturedPage(look)).toBeNull();
  });

  it('of another look is ignored and overwritten', async () => {
    const world = await toMaterials();
    const look = openCamera(world);
    const stale = jpegPage();
    world.session.captureReport({ type: 'captureTaken', look: look - 1, jpeg: stale });
    expect(visitOf(world)).toMatchObject({ step: 'live' });
    expect(stale.every((byte) => byte === 0)).toBe(true);
  });

  it.each<[string, Uint8Array]>([
    ['no JPEG', new Uint8Array(2_000).fill(7)],
    ['a JPEG that was cut off', jpegPage().subarray(0, 1_000)],
    ['empty', new Uint8Array()],
  ])('that is %s is told as a fault', async (_, jpeg) => {
    const world = await toMaterials();
    world.session.captureReport({ type: 'captureTaken', look: openCamera(world), jpeg });
    expect(visitOf(world)).toMatchObject({ step: 'live', fault: 'no-picture' });
    world.act({ name: 'retry' });
    expect(visitOf(world)).toMatchObject({ step: 'live', fault: null });
  });

  it('tells why the camera shows nothing, and leads back', async () => {
    const world = await toMaterials();
    world.session.captureReport({ type: 'captureFailed', look: openCamera(world), fault: 'busy' });
    expect(visitOf(world)).toMatchObject({ fault: 'busy' });
    world.act({ name: 'back' });
    expect(visitOf(world)).toMatchObject({ screen: 'material' });
  });

  it.each(['used', 'not used yet'] as const)(
    'is overwritten when the resident walks away (%s)',
    async (when) => {
      const world = await toMaterials();
      const jpeg = jpegPage();
      if (when === 'used') capture(world, jpeg);
      else world.session.captureReport({ type: 'captureTaken', look: openCamera(world), jpeg });
      await world.clock.advance(60_000);
      expect(visitOf(world)).toMatchObject({ screen: 'goodbye' });
      expect(jpeg.every((byte) => byte === 0)).toBe(true);
    },
  );
});
