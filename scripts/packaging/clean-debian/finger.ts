import { execFileSync } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import type { PageLink } from './page-link.ts';

/** A finger on the kiosk's screen: it sees where things are through the page, and touches the screen itself. */
export interface Finger {
  /** Touches the middle of the element with this test id, as soon as it takes a touch. */
  tap(testId: string): Promise<void>;
  /** Taps the keys of a text on the keyboard that is shown. */
  type(text: string): Promise<void>;
  /** Resolves when an element of this selector is there. */
  see(selector: string): Promise<void>;
  has(selector: string): Promise<boolean>;
  picture(file: string): void;
}

const within = 60_000;
const lookMilliseconds = 200;
const pointSchema = z.tuple([z.number(), z.number()]);

/** The middle of an element that can be touched now, scrolled to; null while there is none. */
const middleOf = (testId: string): string => `(() => {
  const element = document.querySelector('[data-testid="${testId}"]');
  if (element === null || element.getAttribute('aria-disabled') === 'true') return null;
  element.scrollIntoView({ block: 'nearest' });
  const { x, y, width, height } = element.getBoundingClientRect();
  const point = [Math.round(x + width / 2), Math.round(y + height / 2)];
  const there = document.elementFromPoint(...point);
  return there !== null && (element.contains(there) || there.contains(element)) ? point : null;
})()`;

/** `display`: the X display in whose only window the kiosk's compositor draws. */
export const createFinger = (page: PageLink, display: string): Finger => {
  const run = (command: string, ...words: string[]): void => {
    execFileSync(command, words, { env: { ...process.env, DISPLAY: display } });
  };
  const until = async <Value>(look: () => Promise<Value | null>, what: string): Promise<Value> => {
    const end = Date.now() + within;
    for (;;) {
      const seen = await look();
      if (seen !== null) return seen;
      if (Date.now() > end) {
        const shown = await page.ask('document.body.innerText.slice(0, 800)');
        throw new Error(`${what} did not come; shown is: ${String(shown)}`);
      }
      await wait(lookMilliseconds);
    }
  };
  const has = async (selector: string): Promise<boolean> =>
    (await page.ask(`document.querySelector(${JSON.stringify(selector)}) !== null`)) === true;
  const tap = async (testId: string): Promise<void> => {
    let before = '';
    // What still moves is touched when it has come to rest.
    const point = await until(async () => {
      const seen = pointSchema.nullable().parse(await page.ask(middleOf(testId)));
      const rests = seen !== null && `${seen}` === before;
      before = `${seen}`;
      return rests ? seen : null;
    }, `${testId}, to be touched,`);
    run('xdotool', 'mousemove', `${point[0]}`, `${point[1]}`, 'click', '1');
    // The page has drawn what the touch did.
    await page.ask(
      'new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => drawn(1))))',
    );
  };
  return {
    tap,
    has,
    async type(text) {
      for (const character of text) await tap(`key-${character}`);
    },
    see: async (selector) => {
      await until(async () => ((await has(selector)) ? true : null), selector);
    },
    picture: (file) => run('import', '-window', 'root', file),
  };
};
