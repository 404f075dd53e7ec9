import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GuideView } from '../../../electron/contract/hall.ts';
import type { Intent } from '../../../electron/contract/intents.ts';
import { guidePages } from '../../../renderer/resident/guide/guide-pages.ts';
import { fixtureSnapshots } from '../../helpers/renderer/fixture-snapshots.ts';
import { type RenderedApp, renderApp } from '../../helpers/renderer/render-app.tsx';

/** What the touches meant, beside that somebody is there. */
const sentOf = (app: RenderedApp): readonly Intent[] =>
  app.core.sent
    .flatMap((message) => (message.type === 'intent' ? [message.intent] : []))
    .filter(({ name }) => name !== 'stillHere');
const snapshot = (name: string) => {
  const found = fixtureSnapshots[name];
  if (!found) throw new Error(`no fixture ${name}`);
  return found;
};
const guide = (name: string): GuideView => {
  const { visit } = snapshot(name);
  if (visit.screen !== 'guide') throw new Error(`${name} is no guide`);
  return visit;
};

describe('home', () => {
  it.each([
    ['door-search', { name: 'openSearch' }],
    ['door-mine', { name: 'openMine' }],
    ['door-certificates', { name: 'openShelf', shelf: 'certificates' }],
    ['door-departments', { name: 'openShelf', shelf: 'departments' }],
    ['most-used-housing-status', { name: 'openGuide', itemCode: 'housing-status' }],
    ['intent-identify', { name: 'identify' }],
  ] as const)('leads on: %s', async (door, intent) => {
    const app = await renderApp(snapshot('home'));
    await app.tap(door);
    expect(sentOf(app)).toEqual([intent]);
  });

  it('has no more than seven choices, five in elder mode, and four small doors beneath', async () => {
    const choices = () => document.querySelectorAll('.screen .door-tile').length;
    const app = await renderApp(snapshot('home'));
    expect(choices()).toBe(7);
    expect(document.querySelectorAll('.home-more button')).toHaveLength(4);
    expect(document.querySelectorAll('.most-used button')).toHaveLength(3);
    await app.show({ ...snapshot('home'), revision: 2, elderMode: true });
    expect(choices()).toBe(5);
    // Large letters take their room; the search begins with them.
    expect(document.querySelectorAll('.most-used button')).toHaveLength(0);
    expect(document.querySelectorAll('.home-more button')).toHaveLength(4);
  });

  it('takes no card where none can be read, and says why', async () => {
    const app = await renderApp(snapshot('home-no-reader'));
    await app.tap('intent-identify');
    expect(sentOf(app)).toEqual([]);
    expect(app.element('device-problem-idCardReader')).toBeDefined();
  });
});

describe('search', () => {
  it('sends what was typed meanwhile when the core has answered', async () => {
    const empty = snapshot('search-empty');
    const app = await renderApp(empty);
    await app.tap('letter-s');
    await app.tap('letter-f');
    await app.tap('letter-z');
    expect(sentOf(app)).toEqual([{ name: 'search', text: 's' }]);
    expect(app.element('search-text').textContent).toBe('sfz');
    if (empty.visit.screen !== 'search') throw new Error('no search');
    const { visit } = empty;
    await app.change(() => {
      app.core.answer('search');
      app.core.show({ ...empty, revision: 2, visit: { ...visit, text: 's' } });
    });
    expect(sentOf(app).at(-1)).toEqual({ name: 'search', text: 'sfz' });
  });

  it('takes a letter back and clears all', async () => {
    const app = await renderApp(snapshot('search-empty'));
    await app.tap('letter-a');
    await app.tap('letter-b');
    await app.tap('delete-letter');
    expect(app.element('search-text').textContent).toBe('a');
    await app.tap('clear-letters');
    expect(app.element('search-text').textContent).toContain('sfz');
  });
});

describe('a guide', () => {
  it('turns its pages, opens a narrower one, and shows the symbol to take along', async () => {
    const app = await renderApp(snapshot('guide-path'));
    expect(app.text()).toContain('店面已经租好或买好');
    await app.tap('next-page');
    expect(app.text()).not.toContain('店面已经租好或买好');
    await app.tap('guide-qr');
    expect(document.querySelector('.qr-picture')).not.toBeNull();
    await app.tap('guide-qr');
    await app.tap('previous-page');
    await app.tap('option-hygiene-licence-new');
    expect(sentOf(app)).toEqual([{ name: 'openGuide', itemCode: 'hygiene-licence-new' }]);
  });

  it('begins what can be done here, and prints only where paper comes out', async () => {
    const app = await renderApp(snapshot('guide-certificate'));
    await app.tap('guide-do');
    expect(sentOf(app)).toEqual([{ name: 'chooseItem', itemCode: 'housing-status' }]);
    const stopped = await renderApp(snapshot('guide-no-printer'));
    await stopped.tap('intent-printNotice');
    expect(sentOf(stopped)).toEqual([]);
  });

  it('loses no element in cutting it into pages, whatever the room', () => {
    const { groups } = guide('guide-narrow');
    const all = groups.flatMap(({ elements }) => elements.map(({ key }) => key));
    fc.assert(
      fc.property(
        fc.nat({ max: 2000 }),
        fc.nat({ max: 500 }),
        fc.boolean(),
        (height, takenOnFirst, nameAbove) => {
          const room = {
            height,
            takenOnFirst,
            nameAbove,
            lineHeight: 42,
            lineCharacters: 20,
            elementHeight: 34,
            nameHeight: 78,
          };
          const pages = guidePages(groups, room, 'zh-CN');
          expect(pages.flatMap(({ elements }) => elements.map(({ key }) => key))).toEqual(all);
          for (const { elements } of pages) expect(elements.length).toBeGreaterThan(0);
        },
      ),
    );
  });
});
