import { describe, expect, it } from 'vitest';
import { createHallWorld, seedDocuments } from '../../../helpers/hall.ts';

const first = () => {
  const [document] = seedDocuments();
  if (!document) throw new Error('the seed has no documents');
  return document;
};

describe('the service hall', () => {
  it('knows every item of the feed and reads its guide from the disk', () => {
    const { hall } = createHallWorld();
    expect(hall.state()).toBe('ready');
    expect(hall.items().numbered.length).toBeGreaterThan(200);
    const item = hall.item('hygiene-licence');
    // 36 elements and more, of which this item has nearly all.
    expect(Object.keys(item?.elements ?? {}).length).toBeGreaterThanOrEqual(30);
    expect(item?.path?.options.map(({ item: code }) => code)).toEqual([
      'hygiene-licence-new',
      'hygiene-licence-change',
      'hygiene-licence-renew',
    ]);
  });

  it('has the items of a life event, those only that others narrow', () => {
    const { hall } = createHallWorld();
    const codes = (hall.items().ofEvent.get('business') ?? []).map(({ code }) => code);
    expect(codes).toContain('hygiene-licence');
    expect(codes).not.toContain('hygiene-licence-new');
  });

  it('leaves a broken item out, says so, and keeps the others', () => {
    const world = createHallWorld();
    const { id, content } = first();
    const [one, ...others] = content.items;
    world.deliver([
      { id, content: { ...content, items: [{ ...one, everydayName: 7 } as never, ...others] } },
    ]);
    expect(world.hall.items().numbered).toHaveLength(others.length);
    expect(world.said).toContain('service-item-refused');
  });

  it('leaves out a shared element that is broken, not the guide', () => {
    const world = createHallWorld();
    const { id, content } = first();
    const [broken = '', whole = ''] = Object.keys(content.shared);
    const shared = { ...content.shared, [broken]: { kind: 'gift' } as never };
    world.deliver([{ id, content: { ...content, shared } }]);
    const elements = world.hall.item(content.items[0]?.code ?? '')?.elements;
    expect(elements?.[broken]).toBeUndefined();
    expect(elements?.[whole]).toBeDefined();
  });

  it('has what is delivered in the place of what there was, and nothing where nothing is left', () => {
    const world = createHallWorld();
    const { id, content } = first();
    world.deliver([{ id, content }]);
    expect(world.hall.items().numbered).toHaveLength(content.items.length);
    world.deliver([]);
    expect(world.hall.state()).toBe('none');
    expect(world.hall.search('身份证').items).toEqual([]);
  });

  it('has no guide to an item whose document the disk does not give back', () => {
    const world = createHallWorld();
    const { id, content } = first();
    world.damage(id);
    expect(world.hall.item(content.items[0]?.code ?? '')).toBeUndefined();
  });
});
