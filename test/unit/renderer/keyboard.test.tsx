import { describe, expect, it } from 'vitest';
import { candidatesOf } from '../../../renderer/keyboard/pinyin.ts';
import { fixtureSnapshots } from '../../helpers/renderer/fixture-snapshots.ts';
import { type RenderedApp, renderApp } from '../../helpers/renderer/render-app.tsx';

const fixture = (name: string) => {
  const found = fixtureSnapshots[name];
  if (!found) throw new Error(`no fixture ${name}`);
  return found;
};

const type = async (app: RenderedApp, keys: string): Promise<void> => {
  for (const key of keys) await app.tap(`key-${key}`);
};
const typedText = (app: RenderedApp): string | null => app.element('typed-text').textContent;
const first = (typed: string, count = 3): readonly string[] =>
  candidatesOf(typed)
    .slice(0, count)
    .map(({ text }) => text);

describe('Pinyin', () => {
  it.each([
    ['zhang', '张'],
    ['li', '李'],
    ['wang', '王'],
    ['lv', '吕'],
    ['nv', '女'],
    ['chong', '重'],
    ['zhong', '重'],
    ['xiang', '湘'],
    ['yue', '岳'],
  ])('%s offers %s on the first pages', (typed, character) => {
    expect(first(typed, 30)).toContain(character);
  });

  it('offers whole words before characters', () => {
    expect(first('hunan', 1)).toEqual(['湖南']);
    expect(first('xian', 1)).toEqual(['西安']);
    expect(first('ouyang', 1)).toEqual(['欧阳']);
  });

  it('takes the longest syllable and leaves the rest', () => {
    expect(candidatesOf('lisi').find(({ text }) => text === '李')?.letters).toBe(2);
    const xian = candidatesOf('xian');
    expect(xian.find(({ text }) => text === '先')?.letters).toBe(4);
    expect(xian.find(({ text }) => text === '西')?.letters).toBe(2);
  });

  it('offers something for a syllable that is not finished, and nothing for what is none', () => {
    expect(candidatesOf('zh').length).toBeGreaterThan(10);
    expect(candidatesOf('vvv')).toEqual([]);
    expect(candidatesOf('')).toEqual([]);
  });
});

describe('a text', () => {
  it('is typed in Pinyin, Latin letters and digits, and goes to the core as a whole', async () => {
    const app = await renderApp(fixture('question-text'));
    expect(app.element('answer-text').getAttribute('aria-disabled')).toBe('true');
    await type(app, 'hunan');
    expect(app.element('answer-text').getAttribute('aria-disabled')).toBe('true');
    await app.tap('candidate-湖南');
    await app.tap('layout-numbers');
    await type(app, '12');
    await app.tap('layout-latin');
    await type(app, 'a');
    await app.tap('key-capitals');
    await type(app, 'b');
    expect(typedText(app)).toBe('湖南12aB');
    await app.tap('answer-text');
    expect(app.core.sent.at(-1)).toMatchObject({
      intent: { name: 'answer', field: 'address', value: '湖南12aB' },
    });
  });

  it('is deleted letter by letter, then character by character, or all at once', async () => {
    const app = await renderApp(fixture('question-text'));
    await type(app, 'hunan');
    await app.tap('candidate-湖南');
    await type(app, 'zh');
    await app.tap('key-delete');
    expect(typedText(app)).toBe('湖南z');
    await app.tap('key-delete');
    await app.tap('key-delete');
    expect(typedText(app)).toBe('湖');
    await app.tap('key-clear');
    expect(app.element('key-delete').getAttribute('aria-disabled')).toBe('true');
  });

  it('turns the pages of the candidates, and other letters begin with the first page', async () => {
    const app = await renderApp(fixture('question-text'));
    await type(app, 'li');
    const before = document.querySelector('.candidate')?.textContent;
    await app.tap('candidates-after');
    expect(document.querySelector('.candidate')?.textContent).not.toBe(before);
    await app.tap('candidates-before');
    expect(document.querySelector('.candidate')?.textContent).toBe(before);
    await app.tap('candidates-after');
    await type(app, 'a');
    expect(app.element('candidates-before').getAttribute('aria-disabled')).toBe('true');
  });

  it('stands on the screen as it was answered, and leaves nothing to the next question', async () => {
    const app = await renderApp(fixture('question-text-typed'));
    expect(typedText(app)).toBe('湖南省岳阳市青石镇人民路 12 号 3 单元');
    await app.show({ ...fixture('question-text'), revision: 2 });
    expect(app.text()).not.toContain('岳阳市');
  });

  it('has the alphabet in its own order in elder mode', async () => {
    await renderApp({ ...fixture('question-text'), elderMode: true });
    const keys = [...document.querySelectorAll('[data-testid^="key-"]')].map(
      ({ textContent }) => textContent,
    );
    expect(keys.slice(0, 26).join('')).toBe('abcdefghijklmnopqrstuvwxyz');
  });
});
