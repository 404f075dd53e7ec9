import { beforeEach, describe, expect, it } from 'vitest';
import type { MyDocuments } from '../../../../electron/core/my-documents/my-documents-types.ts';
import { standInItem } from '../../../../electron/core/my-documents/stand-in-item.ts';
import type { HeldCertificate } from '../../../../platform/contract/library.ts';
import { familyItem } from '../../../helpers/my-document-items.ts';
import { certificate, createVisitWorld, lin, type VisitWorld } from '../../../helpers/visit.ts';

const held = (changes: Partial<HeldCertificate> = {}): HeldCertificate => ({
  kind: 'household-booklet',
  number: '430199019580312042817',
  issuer: '潇湘市公安局',
  validFrom: '2015-11-01',
  validUntil: null,
  state: 'valid',
  facts: { relation: '户主' },
  ...changes,
});
const signed = new Uint8Array([1, 2, 3]);
const both = (text: string) => ({ 'zh-CN': text, en: text });
const delivered = {
  item: familyItem,
  source: { kind: 'prepared', documentId: 'PD-1', signed },
  certificateNumber: 'QS-2026-000001',
  purpose: '公证',
  department: both('潇湘市公安局'),
  elsewhere: null,
  until: 1,
} as const;
const documents = (changes: Partial<MyDocuments> = {}): MyDocuments => ({
  library: { state: 'listed', said: [held(), held({ kind: 'business-licence', state: 'expired' })] },
  ready: [delivered],
  ...changes,
});

let world: VisitWorld;
beforeEach(async () => {
  world = createVisitWorld();
  signed.set([1, 2, 3]);
  await world.walkTo('choose');
});
const visit = () => world.view().visit;
const open = async (found = documents()): Promise<void> => {
  world.act({ name: 'openMine' });
  world.act({ name: 'consent' });
  await world.settleMine({ ok: true, documents: found });
};

describe('我的证照', () => {
  it('is looked up only after consent, once, and shown masked', async () => {
    world.act({ name: 'openMine' });
    expect(visit().screen).toBe('myConsent');
    expect(world.calls.join()).not.toContain('find documents');
    world.act({ name: 'consent' });
    expect(visit()).toEqual({ screen: 'myLoading', what: 'documents' });
    await world.settleMine({ ok: true, documents: documents() });
    expect(visit()).toMatchObject({ screen: 'myDocuments', library: 'listed' });
    const shown = JSON.stringify(visit());
    for (const value of [held().number, lin.name, lin.idNumber]) expect(shown).not.toContain(value);
    expect(world.calls.filter((call) => call.startsWith('find documents'))).toHaveLength(1);
  });

  it('shows the values of one certificate when asked, and hides them again', async () => {
    await open();
    world.act({ name: 'openMyCertificate', key: 'held-0' });
    expect(JSON.stringify(visit())).not.toContain(held().number);
    world.act({ name: 'showFacts' });
    expect(visit()).toMatchObject({ shown: true, certificate: { number: held().number, holder: lin.name } });
    world.act({ name: 'showFacts' });
    expect(JSON.stringify(visit())).not.toContain(held().number);
    world.act({ name: 'showFacts' });
    world.act({ name: 'back' });
    world.act({ name: 'openMyCertificate', key: 'held-0' });
    expect(JSON.stringify(visit())).not.toContain(held().number);
  });

  it('prints a copy after purpose and consent, and goes back to the list from there', async () => {
    await open();
    expect(world.act({ name: 'printMine', key: 'held-0' })).toMatchObject({ reason: 'unknown-choice' });
    world.act({ name: 'openMyCertificate', key: 'held-0' });
    world.act({ name: 'printMine', key: 'held-0' });
    expect(visit()).toMatchObject({ screen: 'consent', orders: [{ purposeCode: null }] });
    world.act({ name: 'back' });
    expect(visit().screen).toBe('myDocuments');
    world.act({ name: 'openMyCertificate', key: 'held-0' });
    world.act({ name: 'printMine', key: 'held-0' });
    world.act({ name: 'choosePurpose', purposeCode: 'loan' });
    world.act({ name: 'consent' });
    expect(world.calls.at(-1)).toBe('prepare loan of held');
    await world.settlePrepare({ ok: true, certificate: { ...certificate, itemCode: 'held-certificate' } });
    expect(visit().screen).toBe('preview');
  });

  it('prints no certificate that is not valid, and nothing that was not offered', async () => {
    await open();
    world.act({ name: 'openMyCertificate', key: 'held-1' });
    expect(visit()).toMatchObject({ certificate: { state: 'expired' }, item: null });
    for (const key of ['held-1', 'held-7', 'ready-9']) {
      expect(world.act({ name: 'printMine', key })).toMatchObject({ reason: 'unknown-choice' });
    }
    expect(world.act({ name: 'openMyCertificate', key: 'held-7' })).toMatchObject({
      reason: 'unknown-choice',
    });
  });

  it('prepares what lies ready at a touch, at the level that its kind asks for', async () => {
    await open();
    world.act({ name: 'printMine', key: 'ready-0' });
    expect(world.calls.at(-1)).toBe('prepare notary of prepared');
    await world.settlePrepare({ ok: true, certificate: { ...certificate, itemCode: familyItem.code } });
    expect(visit().screen).toBe('preview');
    world.act({ name: 'print' });
    await world.settlePrint({ outcome: 'completed' });
    expect(visit().screen).toBe('takePaper');
  });

  it('prepares what the catalogue does not know, too', async () => {
    const item = standInItem({ kind: 'unheard-of', title: null, department: both('某局'), purpose: '公证' });
    await open(documents({ ready: [{ ...delivered, item }] }));
    expect(visit()).toMatchObject({
      ready: [{ item: { officialName: { en: 'Certificate' } }, printsLeft: 20 }],
    });
    world.act({ name: 'printMine', key: 'ready-0' });
    expect(world.calls.at(-1)).toBe('prepare other of prepared');
  });

  it('leaves to another station what is collected there', async () => {
    await open(documents({ ready: [{ ...delivered, elsewhere: '桂花路驿站' }] }));
    expect(world.act({ name: 'printMine', key: 'ready-0' })).toMatchObject({ reason: 'unknown-choice' });
  });

  it('says that the library was not reached, keeps what lies here, and looks again when asked', async () => {
    const failure = { problem: 'platform-unreachable', staffCode: 'x' } as const;
    await open(documents({ library: { state: 'unreachable', failure } }));
    expect(visit()).toMatchObject({ screen: 'myDocuments', library: 'unreachable', certificates: [] });
    expect(visit()).toMatchObject({ ready: [{ from: 'delivered' }] });
    world.act({ name: 'consent' });
    expect(visit().screen).toBe('myLoading');
  });

  it('reads the access trail, and tells kiosks and departments apart', async () => {
    await open();
    world.act({ name: 'openAccessTrail' });
    expect(visit()).toEqual({ screen: 'myLoading', what: 'access-trail' });
    await world.settleTrail({
      ok: true,
      trail: {
        state: 'listed',
        said: {
          accessedAt: 2,
          more: false,
          entries: [
            {
              at: 1,
              by: { kind: 'kiosk', stationCode: 'QX-0007' },
              agent: { maskedName: '周**', way: 'authorisation' },
              purpose: 'view',
              item: null,
              kinds: ['id-card', 'housing-status', 'unheard-of'],
            },
            {
              at: 0,
              by: { kind: 'department', name: null },
              agent: null,
              purpose: 'print',
              item: null,
              kinds: [],
            },
          ],
        },
      },
    });
    expect(visit()).toMatchObject({
      screen: 'accessTrail',
      entries: [
        {
          by: { kind: 'kiosk', here: true },
          agent: { maskedName: '周**' },
          read: ['id-card', both('不动产登记信息查询证明')],
        },
        { by: { kind: 'department', name: null }, read: [] },
      ],
    });
    world.act({ name: 'back' });
    expect(visit().screen).toBe('myDocuments');
  });

  it('is forgotten at the goodbye: documents are overwritten', async () => {
    await open();
    world.act({ name: 'openMyCertificate', key: 'held-0' });
    world.act({ name: 'endVisit' });
    expect(visit().screen).toBe('goodbye');
    expect([...signed]).toEqual([0, 0, 0]);
    expect(JSON.stringify(world.view())).not.toContain('household-booklet');
  });

  it('is forgotten when the resident walks away', async () => {
    await open();
    await world.clock.advance(30_000);
    await world.clock.advance(30_001);
    expect(visit().screen).toBe('goodbye');
    expect([...signed]).toEqual([0, 0, 0]);
  });
});

describe('我的证照 from the home screen', () => {
  it('asks for the card first, and leads on from there', async () => {
    const fresh = createVisitWorld();
    fresh.act({ name: 'start' });
    fresh.act({ name: 'openMine' });
    expect(fresh.view().visit.screen).toBe('identify');
    fresh.act({ name: 'back' });
    expect(fresh.view().visit.screen).toBe('home');
    fresh.act({ name: 'openMine' });
    fresh.card()?.read({});
    await fresh.settleIdentify({ ok: true, person: lin, photo: null });
    expect(fresh.view().visit.screen).toBe('myConsent');
  });

  it('wants the card of who came with a code', async () => {
    const fresh = createVisitWorld();
    fresh.act({ name: 'start' });
    fresh.act({ name: 'openMine' });
    fresh.card()?.read({});
    await fresh.settleIdentify({ ok: true, person: { ...lin, assuranceLevel: 1 }, photo: null });
    expect(fresh.view().visit).toMatchObject({ screen: 'identify', raising: true });
  });
});
