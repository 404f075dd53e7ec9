import { describe, expect, it } from 'vitest';
import { directionOf, locales } from '../../../electron/contract/locale.ts';
import { comfortPanelMilliseconds } from '../../../renderer/components/comfort/comfort-panel.tsx';
import { createPageSpeaker, voiceFor } from '../../../renderer/voice/page-speaker.ts';
import { zhCn } from '../../../renderer/i18n/zh-cn/index.ts';
import { fixtureSnapshots } from '../../helpers/renderer/fixture-snapshots.ts';
import { renderApp } from '../../helpers/renderer/render-app.tsx';

const fixture = (name: string) => {
  const found = fixtureSnapshots[name];
  if (!found) throw new Error(`no fixture ${name}`);
  return found;
};
const root = (): HTMLElement => {
  const found = document.querySelector<HTMLElement>('[data-screen]');
  if (!found) throw new Error('nothing is drawn');
  return found;
};

describe('the panel of comforts', () => {
  it.each([
    ['comfort-large', { name: 'setElderMode', on: true }],
    ['comfort-contrast', { name: 'setContrast', on: true }],
    ['comfort-seated', { name: 'setSeated', on: true }],
    ['comfort-voice', { name: 'setVoice', on: true }],
  ])('sends what %s means', async (testId, intent) => {
    const app = await renderApp(fixture('consent'));
    await app.change(() => app.speaker.learn('zh-CN'));
    await app.tap('open-comfort');
    await app.tap(testId);
    expect(app.core.sent.at(-1)).toMatchObject({ type: 'intent', intent });
  });

  it('says what is on, draws it, and turns it off again', async () => {
    const app = await renderApp({ ...fixture('consent'), highContrast: true, seated: true });
    expect(root().dataset).toMatchObject({ contrast: 'high', seated: 'true' });
    await app.tap('open-comfort');
    expect(app.element('comfort-contrast').getAttribute('aria-checked')).toBe('true');
    await app.tap('comfort-contrast');
    expect(app.core.sent.at(-1)).toMatchObject({ intent: { name: 'setContrast', on: false } });
  });

  it('offers no voice where the machine has none for the language', async () => {
    const app = await renderApp(fixture('consent'));
    await app.tap('open-comfort');
    expect(() => app.element('comfort-voice')).toThrow();
    await app.change(() => app.speaker.learn('en'));
    expect(() => app.element('comfort-voice')).toThrow();
    await app.change(() => app.speaker.learn('zh-CN'));
    expect(app.element('comfort-voice')).toBeTruthy();
  });

  it('goes by a touch, by itself, with the screen, and before the warning', async () => {
    const consent = fixture('consent');
    const app = await renderApp(consent);
    await app.tap('open-comfort');
    await app.tap('close-comfort');
    expect(() => app.element('close-comfort')).toThrow();

    await app.tap('open-comfort');
    await app.advance(comfortPanelMilliseconds);
    expect(() => app.element('close-comfort')).toThrow();

    await app.tap('open-comfort');
    await app.show({ ...consent, revision: 2, timeLeft: { milliseconds: 9_000, warning: true } });
    expect(() => app.element('close-comfort')).toThrow();
    expect(app.element('idle-end-visit')).toBeTruthy();

    await app.show({ ...consent, revision: 3 });
    await app.tap('open-comfort');
    await app.show({ ...fixture('attract'), revision: 4 });
    expect(() => app.element('close-comfort')).toThrow();
  });
});

describe('the voice', () => {
  it('says the sentence of each screen once, and stops for the next one', async () => {
    const app = await renderApp({ ...fixture('consent'), voice: true });
    expect(app.speaker.said).toEqual([]);
    await app.change(() => app.speaker.learn('zh-CN'));
    expect(app.speaker.said).toHaveLength(1);
    await app.show({ ...fixture('consent'), voice: true, revision: 2, line: 'offline' });
    expect(app.speaker.said).toHaveLength(1);
    await app.show({ ...fixture('rate'), voice: true, revision: 3 });
    expect(app.speaker.saying()).toBe(zhCn['rate.title']);
    await app.show({ ...fixture('rate'), voice: false, revision: 4 });
    expect(app.speaker.saying()).toBeNull();
  });

  it('says once that time runs out, and reminds of a card that is left', async () => {
    const app = await renderApp();
    await app.change(() => app.speaker.learn('zh-CN'));
    const consent = { ...fixture('consent'), voice: true };
    for (const [revision, milliseconds] of [
      [2, 9_000],
      [3, 8_000],
    ] as const) {
      await app.show({ ...consent, revision, timeLeft: { milliseconds, warning: true } });
    }
    expect(app.speaker.said.map(({ sentence }) => sentence)).toEqual([zhCn['idle.spoken']]);
    const goodbye = fixture('goodbye');
    if (goodbye.visit.screen !== 'goodbye') throw new Error('no goodbye');
    await app.show({ ...goodbye, voice: true, revision: 4, visit: { ...goodbye.visit, cardOnReader: true } });
    expect(app.speaker.saying()).toBe(zhCn['goodbye.card']);
  });

  it('says again with each reminder that a card was left, and not in between', async () => {
    const app = await renderApp();
    await app.change(() => app.speaker.learn('zh-CN'));
    const left = { ...fixture('card-left'), voice: true };
    for (const [revision, reminder] of [
      [2, 1],
      [3, 1],
      [4, 2],
      [5, 2],
    ] as const) {
      await app.show({ ...left, revision, visit: { screen: 'cardLeft', reminder, canStart: true } });
    }
    const { 'cardLeft.title': sentence } = zhCn;
    expect(app.speaker.said.map((said) => said.sentence)).toEqual([sentence, sentence]);
  });

  it.each(locales)(
    'says nothing of anybody on any screen in %s',
    async (locale) => {
      const personal = [
        '张*',
        '4****************4',
        '139',
        'HS-20261121',
        'SL-QX',
        '7K3M9',
        '湖南省岳阳市青石镇人民路',
      ];
      for (const [name, snapshot] of Object.entries(fixtureSnapshots)) {
        const app = await renderApp();
        await app.change(() => app.speaker.learn('zh-CN', 'en'));
        await app.show({ ...snapshot, locale, voice: true });
        for (const { sentence } of app.speaker.said) {
          for (const value of personal) expect(sentence, name).not.toContain(value);
          // No number, no code: the longest run of digits that is ever said is a count.
          expect(sentence, name).not.toMatch(/\d{3,}/);
          expect(sentence, name).not.toContain('*');
        }
      }
      // Every screen there is, one after the other.
    },
    180_000,
  );

  it('is one of this machine, in Mandarin, never one that sends the words away', () => {
    const voice = (lang: string, localService: boolean) => ({ lang, localService }) as SpeechSynthesisVoice;
    expect(voiceFor([voice('zh-CN', false), voice('yue', true), voice('zh-HK', true)], 'zh-CN')).toBeNull();
    expect(voiceFor([voice('cmn', true), voice('zh_CN', true)], 'zh-CN')?.lang).toBe('zh_CN');
    expect(voiceFor([voice('de', true), voice('en-US', true)], 'en')?.lang).toBe('en-US');
    expect(voiceFor([], 'en')).toBeNull();
  });

  it('cuts off what it was saying, and does not speak without a voice', () => {
    const calls: string[] = [];
    let voices = [{ lang: 'en-GB', localService: true } as SpeechSynthesisVoice];
    const speaker = createPageSpeaker(
      {
        getVoices: () => voices,
        speak: ({ text }) => void calls.push(`speak ${text}`),
        cancel: () => void calls.push('cancel'),
        addEventListener: () => undefined,
        removeEventListener: () => undefined,
      },
      (text) => ({ text }) as SpeechSynthesisUtterance,
    );
    speaker.say('one', 'en', 1);
    voices = [];
    speaker.say('two', 'en', 1);
    expect(calls).toEqual(['cancel', 'speak one', 'cancel']);
  });
});

describe('a language', () => {
  it('says which way it is written', async () => {
    await renderApp({ ...fixture('attract'), locale: 'en' });
    expect(document.documentElement.dir).toBe(directionOf.en);
    expect(document.documentElement.lang).toBe('en');
  });
});
