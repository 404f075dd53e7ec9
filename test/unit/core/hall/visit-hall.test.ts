import { describe, expect, it } from 'vitest';
import { createVisitWorld, lin, type VisitWorld } from '../../../helpers/visit.ts';

const readCard = async (world: VisitWorld): Promise<void> => {
  world.card()?.reading();
  world.card()?.read({});
  await world.settleIdentify({ ok: true, person: lin, photo: null });
};
const screen = (world: VisitWorld): string => world.view().visit.screen;

describe('the service hall in a visit', () => {
  it('is looked through by anybody, step by step and back again, and begins no visit', async () => {
    const world = createVisitWorld();
    world.act({ name: 'start' });
    world.act({ name: 'openShelf', shelf: 'events' });
    world.act({ name: 'openShelf', shelf: 'event:business' });
    world.act({ name: 'openGuide', itemCode: 'hygiene-licence' });
    expect(world.view().visit).toMatchObject({ screen: 'guide', item: { code: 'hygiene-licence' } });
    world.act({ name: 'openGuide', itemCode: 'hygiene-licence-new' });
    const screens = [];
    for (let step = 0; step < 4; step += 1) {
      world.act({ name: 'back' });
      screens.push(screen(world));
    }
    expect(screens).toEqual(['guide', 'shelf', 'shelf', 'home']);
    expect(world.view().canGoBack).toBe(false);
    world.act({ name: 'endVisit' });
    expect(world.calls).toEqual([]);
  });

  it('has fewer on a page for large letters, and fewer again for who sits as well', () => {
    const world = createVisitWorld();
    world.act({ name: 'start' });
    world.act({ name: 'openShelf', shelf: 'events' });
    const entries = (): number => {
      const { visit } = world.view();
      return visit.screen === 'shelf' ? visit.entries.length : 0;
    };
    const standing = entries();
    world.act({ name: 'setElderMode', on: true });
    const large = entries();
    world.act({ name: 'setSeated', on: true });
    expect([standing, large, entries()]).toEqual([6, 5, 4]);
  });

  it('identifies whoever lays a card at once, from home or from a guide', async () => {
    const world = createVisitWorld();
    world.act({ name: 'start' });
    world.act({ name: 'openGuide', itemCode: 'pension-claim' });
    world.card()?.reading();
    expect(world.view().visit).toMatchObject({ screen: 'identify', step: 'reading' });
    await readCard(world);
    expect(screen(world)).toBe('choose');
  });

  it('goes on with what was chosen before the card was laid', async () => {
    const world = createVisitWorld();
    world.act({ name: 'start' });
    world.act({ name: 'chooseItem', itemCode: 'housing-status' });
    expect(screen(world)).toBe('identify');
    await readCard(world);
    expect(world.view().visit).toMatchObject({
      screen: 'consent',
      orders: [{ item: { code: 'housing-status' }, purposeCode: null }],
    });
  });

  it('leads to the choice, which says so, where the quota of what was chosen is used up', async () => {
    const world = createVisitWorld();
    world.around.printsToday = () => new Map([['housing-status', 3]]);
    world.act({ name: 'start' });
    world.act({ name: 'chooseItem', itemCode: 'housing-status' });
    await readCard(world);
    expect(world.view().visit).toMatchObject({ screen: 'choose', items: [{ printsLeft: 0 }] });
    world.act({ name: 'openHall' });
    world.act({ name: 'chooseItem', itemCode: 'housing-status' });
    expect(screen(world)).toBe('choose');
  });

  it('is shut while staff have closed the kiosk', () => {
    const world = createVisitWorld();
    world.around.closing = { by: 'staff', reason: 'maintenance', since: 0, reopensAt: null };
    expect(world.act({ name: 'start' })).toEqual({ accepted: false, reason: 'not-now' });
  });

  it('does the same with an application, and forgets it when one goes back', async () => {
    const world = createVisitWorld();
    world.act({ name: 'start' });
    world.act({ name: 'chooseItem', itemCode: 'elderly-allowance' });
    world.act({ name: 'back' });
    expect(screen(world)).toBe('home');
    world.act({ name: 'identify' });
    await readCard(world);
    expect(screen(world)).toBe('choose');
    world.act({ name: 'openHall' });
    expect(world.view().visit).toMatchObject({ screen: 'home', identified: true });
    world.act({ name: 'chooseItem', itemCode: 'elderly-allowance' });
    expect(screen(world)).toBe('question');
  });

  it('wants no card of who is identified, and leads back to the choice', async () => {
    const world = createVisitWorld();
    await world.walkTo('choose');
    world.act({ name: 'openHall' });
    expect(world.card()).toBeNull();
    world.act({ name: 'back' });
    expect(screen(world)).toBe('choose');
  });

  it('searches for what is typed, and forgets it with the visit', async () => {
    const world = createVisitWorld();
    world.act({ name: 'start' });
    expect(world.act({ name: 'search', text: 'sfz' })).toEqual({ accepted: false, reason: 'not-now' });
    world.act({ name: 'openSearch' });
    expect(world.view().visit).toMatchObject({ screen: 'search', text: '', found: 0 });
    world.act({ name: 'search', text: 'sfz' });
    expect(world.view().visit).toMatchObject({ text: 'sfz', entries: [{ code: 'id-card-issue' }, {}, {}] });
    world.act({ name: 'turnPage', page: 2 });
    expect(world.view().visit).toMatchObject({ page: 2 });
    world.act({ name: 'search', text: 'sf' });
    expect(world.view().visit).toMatchObject({ page: 1 });
    world.act({ name: 'endVisit' });
    await world.clock.advance(6_000);
    world.act({ name: 'start' });
    world.act({ name: 'openSearch' });
    expect(world.view().visit).toMatchObject({ text: '' });
  });

  it.each(['openShelf', 'openGuide'] as const)('refuses what it does not have: %s', (name) => {
    const world = createVisitWorld();
    world.act({ name: 'start' });
    const outcome = world.act(
      name === 'openShelf' ? { name, shelf: 'department:moon' } : { name, itemCode: 'moon' },
    );
    expect(outcome).toEqual({ accepted: false, reason: 'unknown-choice' });
  });

  it.each([
    [{ outcome: 'completed' as const }, 'printed'],
    [{ outcome: 'failed' as const, problem: 'print-failed' as const, staffCode: 'x' }, 'failed'],
    [{ outcome: 'unknown' as const, problem: 'print-outcome-unknown' as const, staffCode: 'x' }, 'unknown'],
  ])('prints a notice and says what came of it: %o', async (outcome, notice) => {
    const world = createVisitWorld();
    world.act({ name: 'start' });
    world.act({ name: 'openGuide', itemCode: 'pension-claim' });
    world.act({ name: 'printNotice' });
    expect(world.view().visit).toMatchObject({ screen: 'printing', document: 'notice' });
    expect(world.calls).toEqual(['print notice pension-claim']);
    await world.settlePrint(outcome);
    expect(world.view().visit).toMatchObject({ screen: 'guide', notice });
  });

  it('ends when nobody does anything', async () => {
    const world = createVisitWorld();
    world.act({ name: 'start' });
    await world.clock.advance(61_000);
    expect(screen(world)).toBe('goodbye');
    await world.clock.advance(6_000);
    expect(screen(world)).toBe('attract');
  });
});
