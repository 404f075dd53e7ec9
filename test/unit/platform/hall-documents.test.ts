import { describe, expect, it } from 'vitest';
import { hallItemSchema, serviceItemsSchema } from '../../../platform/contract/service-hall.ts';
import { itemsADocument } from '../../../platform/library/hall-documents.ts';
import { itemsOf, largeCity } from '../../../platform/seed/large-city.ts';
import { loadHall } from '../../../platform/seed/load-hall.ts';
import { seedDocuments } from '../../helpers/hall.ts';

const seed = loadHall();
const documents = seedDocuments();

describe('the documents of the service hall', () => {
  it('name 36 elements and more, in everyday words and officially', () => {
    expect(seed.elements.length).toBeGreaterThanOrEqual(36);
    const groups = seed.groups.map(({ code }) => code);
    for (const { group } of seed.elements) expect(groups).toContain(group);
  });

  it('have every element of an item, its own or shared with the others', () => {
    const keys = new Set(seed.elements.map(({ key }) => key));
    for (const { content } of documents) {
      for (const { elements } of content.items) {
        for (const key of [...Object.keys(elements), ...Object.keys(content.shared)]) {
          expect(keys, key).toContain(key);
        }
        expect({ ...content.shared, ...elements }).toHaveProperty('materials');
      }
    }
  });

  it.each(documents.map(({ id, content }) => [id, content] as const))(
    '%s is what the contract says',
    (_id, content) => {
      expect(serviceItemsSchema.safeParse(content)).toMatchObject({ success: true });
      for (const item of content.items)
        expect(hallItemSchema.safeParse(item)).toMatchObject({ success: true });
    },
  );

  it('place every main item of the seed among the life events', () => {
    const lost = itemsOf(documents).filter(({ isMain, lifeEvents }) => isMain && lifeEvents.length === 0);
    expect(lost.map(({ code }) => code)).toEqual([]);
  });

  it('ask for the situation before they tell what holds only for one', () => {
    const items = new Map(itemsOf(documents).map((item) => [item.code, item]));
    const main = items.get('hygiene-licence');
    expect(main?.path?.options[0]).toMatchObject({
      label: { 'zh-CN': '首次申请' },
      item: 'hygiene-licence-new',
    });
    expect(items.get('hygiene-licence-new')?.path?.question['zh-CN']).toBe('谁来办？');
    expect(items.get('hygiene-licence-new-self')?.path).toBeNull();
  });

  it('of a large city are small, and every item has a name of its own', () => {
    const large = largeCity(3_000);
    const items = itemsOf(large);
    expect(items).toHaveLength(3_000);
    expect(new Set(items.map(({ officialName }) => officialName['zh-CN'])).size).toBe(3_000);
    for (const { content } of large) {
      expect(content.items.length).toBeLessThanOrEqual(itemsADocument);
      expect(JSON.stringify(content).length).toBeLessThan(400_000);
    }
  });
});
