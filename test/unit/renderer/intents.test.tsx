import { describe, expect, it } from 'vitest';
import type { Intent } from '../../../electron/contract/intents.ts';
import type { ViewSnapshot } from '../../../electron/contract/view-snapshot.ts';
import { fixtureSnapshots } from '../../helpers/renderer/fixture-snapshots.ts';
import { renderApp } from '../../helpers/renderer/render-app.tsx';

const fixture = (name: string): ViewSnapshot => {
  const found = fixtureSnapshots[name];
  if (!found) throw new Error(`no fixture ${name}`);
  return found;
};

const actions: readonly (readonly [fixture: string, testId: string, intent: Intent])[] = [
  ['attract', 'intent-start', { name: 'start' }],
  ['attract', 'set-locale-en', { name: 'setLocale', locale: 'en' }],
  ['staff-today', 'toggle-contrast', { name: 'setContrast', on: true }],
  ['setup-language', 'toggle-contrast', { name: 'setContrast', on: true }],
  ['attract', 'toggle-elder-mode', { name: 'setElderMode', on: true }],
  ['identify-waiting', 'intent-back', { name: 'back' }],
  ['identify-waiting', 'intent-endVisit', { name: 'endVisit' }],
  ['choose-one', 'item-housing-status', { name: 'chooseItem', itemCode: 'housing-status' }],
  ['consent', 'purpose-purpose-2', { name: 'choosePurpose', purposeCode: 'purpose-2' }],
  ['consent-chosen', 'intent-consent', { name: 'consent' }],
  ['preview', 'intent-print', { name: 'print' }],
  ['take-paper', 'intent-paperTaken', { name: 'paperTaken' }],
  ['take-paper', 'intent-home', { name: 'home' }],
  ['rate', 'rate-5', { name: 'rate', level: 5 }],
  ['rate', 'rate-1', { name: 'rate', level: 1 }],
  ['rate', 'intent-skipRating', { name: 'skipRating' }],
  ['problem-card-read-failed', 'intent-retry', { name: 'retry' }],
  ['problem-card-read-failed', 'intent-endVisit', { name: 'endVisit' }],
  ['idle-warning', 'intent-stillHere', { name: 'stillHere' }],
  ['idle-warning', 'idle-end-visit', { name: 'endVisit' }],
];

describe('a touch', () => {
  it.each(actions)('on %s: %s is sent once, however often it is tapped', async (name, testId, intent) => {
    const app = await renderApp(fixture(name));
    await app.tap(testId);
    await app.tap(testId);
    const sent = app.core.sent
      .filter((message) => message.type === 'intent')
      .map((message) => message.intent)
      .filter((sentIntent) => sentIntent.name === intent.name);
    // Where time runs out, the touch itself says "still here" besides.
    expect(sent).toEqual([intent]);
  });

  it('works again when the core refused it', async () => {
    const app = await renderApp(fixture('attract'));
    await app.tap('intent-start');
    expect(app.element('intent-start').getAttribute('aria-disabled')).toBe('true');
    await app.change(() => app.core.answer('start', false));
    await app.tap('intent-start');
    expect(app.core.intents()).toEqual(['start', 'start']);
  });

  it('stays inert after it was accepted until the next snapshot is drawn', async () => {
    const app = await renderApp(fixture('attract'));
    await app.tap('intent-start');
    await app.change(() => app.core.answer('start'));
    await app.tap('intent-start');
    expect(app.core.intents()).toEqual(['start']);
    await app.show({ ...fixture('attract'), revision: 2 });
    await app.tap('intent-start');
    expect(app.core.intents()).toEqual(['start', 'start']);
  });

  it('on a screen that has just appeared does nothing: it was meant for the one before', async () => {
    const app = await renderApp(fixture('preview'));
    await app.change(() => app.core.show({ ...fixture('rate'), revision: 2 }));
    await app.tap('rate-1');
    expect(app.core.intents()).not.toContain('rate');
    await app.advance(300);
    await app.tap('rate-1');
    expect(app.core.intents()).toContain('rate');
  });

  it('says "still here" at most every two seconds, and only where time runs out', async () => {
    const app = await renderApp(fixture('identify-waiting'));
    const touch = (): Promise<void> =>
      app.change(() =>
        document.querySelector('h1')?.dispatchEvent(new Event('pointerdown', { bubbles: true })),
      );
    await touch();
    await touch();
    await app.advance(1_900);
    await touch();
    expect(app.core.intents()).toEqual(['stillHere']);
    await app.advance(100);
    await touch();
    expect(app.core.intents()).toEqual(['stillHere', 'stillHere']);
    await app.show({ ...fixture('attract'), revision: 2 });
    await app.advance(5_000);
    await touch();
    expect(app.core.intents()).toHaveLength(2);
  });
});

describe('the idle warning', () => {
  it('counts down, takes the rest of the page out of reach, and is extended by a touch beside it', async () => {
    const app = await renderApp(fixture('idle-warning'));
    expect(document.querySelector('[role="alertdialog"]')?.textContent).toContain('14');
    await app.advance(4_000);
    expect(document.querySelector('[role="alertdialog"]')?.textContent).toContain('10');
    expect(document.querySelector('.page')?.hasAttribute('inert')).toBe(true);
    await app.change(() =>
      document
        .querySelector('[data-idle-warning]')
        ?.dispatchEvent(new Event('pointerdown', { bubbles: true })),
    );
    expect(app.core.intents()).toEqual(['stillHere']);
  });

  it('is not shown while there is time', async () => {
    await renderApp(fixture('consent'));
    expect(document.querySelector('[role="alertdialog"]')).toBeNull();
  });
});
