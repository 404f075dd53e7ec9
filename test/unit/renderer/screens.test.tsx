import { describe, expect, it } from 'vitest';
import { locales } from '../../../electron/contract/locale.ts';
import { zhCn } from '../../../renderer/i18n/zh-cn/index.ts';
import { agencySnapshots } from '../../helpers/renderer/agency-snapshots.ts';
import { fixtureSnapshots } from '../../helpers/renderer/fixture-snapshots.ts';
import { snapshotOf } from '../../helpers/renderer/snapshot-of.ts';
import { renderApp } from '../../helpers/renderer/render-app.tsx';

describe.each(locales)('in %s', (locale) => {
  it.each(Object.entries(fixtureSnapshots))('draws %s from its snapshot', async (_name, fixture) => {
    const app = await renderApp({ ...fixture, locale });
    expect(app.screen()).toBe(fixture.visit.screen);
    expect(document.documentElement.lang).toBe(locale);
    expect(document.querySelectorAll('h1')).toHaveLength(1);
    expect(document.querySelector('[aria-live]')?.textContent).not.toBe('');
    expect(app.text()).not.toMatch(/[{}]|undefined|\[object/);
    for (const button of document.querySelectorAll('button')) {
      expect(button.textContent || button.getAttribute('aria-label')).toBeTruthy();
    }
    if (locale === 'en') {
      const words = new Set<string>(Object.values(zhCn));
      for (const element of document.querySelectorAll('.app *:not(svg *)')) {
        if (element.children.length === 0 && element.getAttribute('lang') !== 'zh-CN') {
          expect(words.has(element.textContent ?? '')).toBe(false);
        }
      }
    }
  });
});

describe('a screen', () => {
  it('gives way to the next one without leaving anything behind', async () => {
    const app = await renderApp(fixtureSnapshots['consent-chosen']);
    expect(app.text()).toContain('张*');
    await app.show(
      snapshotOf(
        { screen: 'attract', unavailable: [], takesApplications: false, takesCertificates: false },
        { revision: 2 },
      ),
    );
    expect(app.text()).not.toContain('张*');
    expect(app.text()).not.toContain('4****************4');
    expect(document.title).not.toContain('张');
  });

  it('offers no consent before a purpose is chosen, and says why', async () => {
    const app = await renderApp(fixtureSnapshots.consent);
    expect(app.element('intent-consent').getAttribute('aria-disabled')).toBe('true');
    expect(app.text()).toContain(zhCn['consent.chooseFirst']);
    await app.tap('intent-consent');
    expect(app.core.intents()).not.toContain('consent');
  });

  it('asks one thing at a time in elder mode', async () => {
    const { consent: waiting, 'consent-chosen': chosen } = fixtureSnapshots;
    if (!waiting || !chosen) throw new Error('no such fixtures');
    const app = await renderApp({ ...waiting, elderMode: true });
    expect(() => app.element('intent-consent')).toThrow();
    await app.tap('purpose-purpose-2');
    expect(app.core.intents()).toContain('choosePurpose');
    await app.change(() => app.core.answer('choosePurpose'));
    await app.show({ ...chosen, elderMode: true, revision: 2 });
    expect(() => app.element('purpose-purpose-2')).toThrow();
    await app.tap('change-purpose');
    expect(app.element('purpose-purpose-2')).toBeTruthy();
  });

  it('shows at most seven choices, five in elder mode, and turns to the rest', async () => {
    const many = fixtureSnapshots['choose-many'];
    if (!many) throw new Error('no such fixture');
    const app = await renderApp(many);
    expect(document.querySelectorAll('.item-tile')).toHaveLength(7);
    await app.tap('next-page');
    expect(app.element('item-education-record')).toBeTruthy();
    await app.show({ ...many, elderMode: true, revision: 2 });
    expect(document.querySelectorAll('.item-tile').length).toBeLessThanOrEqual(5);
  });

  it('leads to what lies ready also where no list has come, and whoever helps another back to their own', async () => {
    const fixture = fixtureSnapshots['choose-unavailable'];
    if (!fixture) throw new Error('no such fixture');
    const app = await renderApp(fixture);
    expect(() => app.element('intent-actForMyself')).toThrow();
    await app.tap('intent-openMine');
    expect(app.core.intents()).toContain('openMine');
    const helping = agencySnapshots['choose-unavailable-for-another'];
    if (!helping) throw new Error('no such fixture');
    await app.show({ ...helping, revision: 2 });
    expect(app.element('intent-openMine').textContent).toBe(zhCn['choose.theirs']);
    expect(app.element('intent-actForMyself')).toBeTruthy();
  });

  it('does not offer to print while the printer is stopped, but does while its paper is only low', async () => {
    const stopped = fixtureSnapshots['preview-printer'];
    if (stopped?.visit.screen !== 'preview') throw new Error('no such fixture');
    const app = await renderApp(stopped);
    expect(app.element('intent-print').getAttribute('aria-disabled')).toBe('true');
    const low = { role: 'printer', code: 'media-low', actor: 'staff' } as const;
    await app.show({
      ...stopped,
      revision: 2,
      visit: { ...stopped.visit, printerProblem: low },
      devices: [
        {
          role: 'printer',
          state: 'online',
          reasons: [{ code: low.code, severity: 'warning', actor: 'staff' }],
        },
      ],
    });
    expect(app.element('intent-print').getAttribute('aria-disabled')).toBe('false');
    expect(app.text()).toContain(zhCn['deviceReason.media-low']);
  });

  it('says what cannot be had before anybody starts', async () => {
    const app = await renderApp(fixtureSnapshots['attract-unavailable']);
    expect(app.element('device-problem-printer').textContent).toContain(zhCn['deviceReason.media-empty']);
    expect(app.text()).toContain(zhCn['attract.offline']);
    expect(app.element('notice-second-instance-refused')).toBeTruthy();
  });
});
