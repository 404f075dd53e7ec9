import { describe, expect, it } from 'vitest';
import type { KnownPrincipal } from '../../../../platform/contract/agency.ts';
import { packageShelf } from '../../../../electron/core/packages/package-shelf.ts';
import type { IdentifiedPerson } from '../../../../electron/core/session/visit-types.ts';
import { judgePackage } from '../../../../platform/contract/packages/judge-package.ts';
import { shopItems, shopPackage } from '../../../helpers/packages.ts';
import {
  allowanceItem,
  createVisitWorld,
  housingItem,
  lin,
  type VisitWorld,
} from '../../../helpers/visit.ts';

/** Somebody older, for whom 林晓岚 acts. */
const principal = {
  name: '田吉生',
  sex: '女',
  idNumber: '430199194502281283',
  assuranceLevel: 3,
  method: 'id-card',
  pseudonym: 'b'.repeat(64),
} as const;

const actedFor: IdentifiedPerson = {
  ...principal,
  agency: {
    agent: lin,
    way: 'principal-card',
    authorisation: null,
    items: null,
    services: ['progress', 'appointments', 'documents'],
  },
};

const registered: KnownPrincipal = {
  way: 'authorisation',
  authorisation: 'WT-2026-0001',
  maskedName: '田**',
  principal: { name: principal.name, sex: principal.sex, idNumber: principal.idNumber },
  items: ['elderly-allowance'],
  services: ['progress', 'appointments', 'documents'],
  validUntil: '2030-12-31',
  standing: 'good',
};

/** A kiosk whose certificate may be fetched with the principal's card, and whose application may not. */
const createHelpingWorld = (): VisitWorld => {
  const world = createVisitWorld();
  world.around.items = [{ ...housingItem, agency: ['principal-card'] }];
  return world;
};

const helpByCard = async (world: VisitWorld): Promise<void> => {
  await world.walkTo('choose');
  world.act({ name: 'helpAnother' });
  world.act({ name: 'helpByCard' });
  world.card()?.reading();
  world.card()?.read({});
  await world.settleAgency({ ok: true, person: actedFor });
};

describe('helping another', () => {
  it('goes on for the holder of the second card, and says so on every screen from then on', async () => {
    const world = createHelpingWorld();
    await helpByCard(world);
    expect(world.view()).toMatchObject({
      actingFor: { maskedName: '田**', way: 'principal-card' },
      visit: { screen: 'choose', resident: { maskedName: '田**' } },
    });
    world.act({ name: 'chooseItem', itemCode: 'housing-status' });
    expect(world.view()).toMatchObject({
      actingFor: { maskedName: '田**' },
      visit: { screen: 'consent', resident: { maskedName: '田**' } },
    });
    expect(JSON.stringify(world.view())).not.toContain(principal.idNumber);
  });

  it('offers only what may be done for another, and counts the rest', async () => {
    const world = createHelpingWorld();
    await helpByCard(world);
    expect(world.view().visit).toMatchObject({
      items: [{ code: 'housing-status' }],
      applications: [],
      withheld: 1,
    });
  });

  it('stops at an item that admits no agent, however it was reached', async () => {
    const world = createHelpingWorld();
    await helpByCard(world);
    world.act({ name: 'openHall' });
    world.act({ name: 'chooseItem', itemCode: allowanceItem.code });
    expect(world.view().visit).toMatchObject({ screen: 'problem', problem: 'agency-not-admitted' });
    world.act({ name: 'home' });
    expect(world.view().visit).toMatchObject({ screen: 'choose', resident: { maskedName: '田**' } });
  });

  it('takes a package for another only where each of its items admits that', async () => {
    const inHall = async (admitted: readonly string[]): Promise<VisitWorld> => {
      const world = createHelpingWorld();
      const items = shopItems.map((item) =>
        admitted.includes(item.code) ? { ...item, agency: ['principal-card' as const] } : item,
      );
      const judged = judgePackage(shopPackage(), items);
      if (!judged.ok) throw new Error(judged.fault);
      world.around.packages = packageShelf([judged.known]);
      await helpByCard(world);
      world.act({ name: 'openHall' });
      world.act({ name: 'openPackage', packageCode: 'opening-shop' });
      world.act({ name: 'beginPackage' });
      return world;
    };
    const refused = await inHall(['licence']);
    expect(refused.view().visit).toMatchObject({ screen: 'problem', problem: 'agency-not-admitted' });
    // The sign, which admits nobody, is not among what is taken.
    const taken = await inHall(['licence', 'permit']);
    expect(taken.view()).toMatchObject({
      actingFor: { maskedName: '田**' },
      visit: { screen: 'question', item: { code: 'opening-shop' } },
    });
  });

  it('stops at an item that the authorisation does not include', async () => {
    const world = createHelpingWorld();
    world.around.items = [{ ...housingItem, agency: ['authorisation'] }];
    await world.walkTo('choose');
    world.act({ name: 'helpAnother' });
    world.act({ name: 'helpByRegister' });
    expect(world.view().visit).toEqual({ screen: 'principals', principals: null });
    await world.settlePrincipals({ ok: true, principals: [registered] });
    expect(world.view().visit).toMatchObject({
      principals: [{ maskedName: '田**', items: [allowanceItem.officialName] }],
    });
    expect(JSON.stringify(world.view())).not.toContain(principal.idNumber);
    world.act({ name: 'choosePrincipal', place: 0 });
    const { items, services } = registered;
    await world.settleAgency({
      ok: true,
      person: {
        ...principal,
        agency: {
          agent: lin,
          way: 'authorisation',
          authorisation: registered.authorisation,
          items,
          services,
        },
      },
    });
    world.act({ name: 'openHall' });
    world.act({ name: 'chooseItem', itemCode: 'housing-status' });
    expect(world.view().visit).toMatchObject({ screen: 'problem', problem: 'authorisation-out-of-scope' });
  });

  it.each([
    'agent-is-principal',
    'card-expired',
    'child-by-register',
    'not-authorised',
    'principal-deceased',
    'principal-under-guardianship',
  ] as const)('says %s and leads back to the ways of helping', async (problem) => {
    const world = createHelpingWorld();
    await world.walkTo('choose');
    world.act({ name: 'helpAnother' });
    world.act({ name: 'helpByCard' });
    world.card()?.read({});
    await world.settleAgency({ ok: false, problem, staffCode: problem });
    expect(world.view()).toMatchObject({ actingFor: null, visit: { screen: 'problem', problem } });
    world.act({ name: 'retry' });
    expect(world.view().visit.screen).toBe('helpWays');
  });

  it('goes back to one’s own business, and leaves nothing of the other behind', async () => {
    const world = createHelpingWorld();
    await helpByCard(world);
    world.act({ name: 'actForMyself' });
    expect(world.view()).toMatchObject({ actingFor: null, visit: { resident: { maskedName: '林**' } } });
    await helpByCard(createHelpingWorld());
    world.act({ name: 'endVisit' });
    expect(JSON.stringify(world.view())).not.toContain('田**');
  });

  it('looks at the agent’s face where an item wants one, and raises the agent', async () => {
    const world = createHelpingWorld();
    world.around.items = [{ ...housingItem, agency: ['principal-card'], assuranceLevel: 3 }];
    world.around.faceObstacle = null;
    await world.walkTo('identify');
    const agent = { ...lin, assuranceLevel: 2 } as const;
    world.card()?.read({});
    await world.settleIdentify({ ok: true, person: agent, photo: new Uint8Array(8) });
    world.act({ name: 'helpAnother' });
    world.act({ name: 'helpByCard' });
    world.card()?.read({});
    const agency = {
      agent,
      way: 'principal-card',
      authorisation: null,
      items: null,
      services: ['progress', 'appointments', 'documents'],
    } as const;
    await world.settleAgency({ ok: true, person: { ...principal, assuranceLevel: 2, agency } });
    world.act({ name: 'chooseItem', itemCode: 'housing-status' });
    expect(world.view().visit).toMatchObject({ screen: 'face', resident: { maskedName: '林**' } });
    world.face()?.done({
      outcome: 'same-person',
      person: { ...agent, assuranceLevel: 3, method: 'id-card-face' },
    });
    expect(world.view().visit).toMatchObject({ screen: 'consent', resident: { maskedName: '田**' } });
  });
});
