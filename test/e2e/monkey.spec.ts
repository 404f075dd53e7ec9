import { expect } from '@playwright/test';
import { test } from '../helpers/kiosk.ts';

/** Taps of one run: YIZHAN_MONKEY_TAPS, 300 unless set. The same seed (YIZHAN_MONKEY_SEED) taps in the same places. */
const taps = Number(process.env.YIZHAN_MONKEY_TAPS ?? 300);
const seed = Number(process.env.YIZHAN_MONKEY_SEED ?? 20_261_122);

/** Half of the taps hit a button: bare chance rarely would. */
const aimed = 0.5;
/** So many taps after each other, and then the card is laid or lifted. */
const tapsBetweenCards = 25;

/** Mulberry32: a small generator whose every number follows from its seed. */
const chanceFrom = (first: number): (() => number) => {
  let state = first;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

test.use({
  kioskOptions: { settings: { session: { idleSeconds: 5, warningSeconds: 5, staffIdleSeconds: 5 } } },
});
test.setTimeout(240_000 + taps * 300);

test(`${taps} random taps leave no dead end and nothing for the next resident`, async ({ kiosk }) => {
  const { page, station } = kiosk;
  const chance = chanceFrom(seed);
  await kiosk.screen('attract');
  const { width, height } = await page.evaluate<{ width: number; height: number }>(
    '({ width: innerWidth, height: innerHeight })',
  );
  const seen = new Set<string>();
  let cardLies = false;
  for (let tap = 0; tap < taps; tap += 1) {
    if (tap % tapsBetweenCards === tapsBetweenCards - 1) {
      if (cardLies) station.liftCard();
      else station.layCard('lin-xiaolan');
      cardLies = !cardLies;
    }
    const [right, down, aim, which] = [chance(), chance(), chance(), chance()];
    const buttons = await page.evaluate<readonly { readonly x: number; readonly y: number }[]>(
      `[...document.querySelectorAll('button')].map((one) => one.getBoundingClientRect())
        .filter(({ width }) => width > 0)
        .map(({ x, y, width, height }) => ({ x: x + width / 2, y: y + height / 2 }))`,
    );
    const target = aim < aimed ? buttons[Math.floor(which * buttons.length)] : undefined;
    await page.mouse.click(target?.x ?? right * width, target?.y ?? down * height, {
      // Sometimes a double tap, sometimes a finger that stays.
      clickCount: which < 0.1 ? 2 : 1,
      delay: which > 0.95 ? 600 : 0,
    });
    seen.add(String(await kiosk.shownScreen()));
  }
  if (cardLies) station.liftCard();

  // Whatever it has come to: nobody is there any more. Who is asked for a PIN or a code has the longest time, 90 s.
  await expect
    .poll(() => kiosk.shownScreen(), { timeout: 150_000, message: 'the kiosk finds back by itself' })
    .toBe('attract');
  await expect.poll(() => page.locator('.app').getAttribute('data-elder'), { timeout: 30_000 }).toBe('false');
  const app = page.locator('.app');
  await expect(app).toHaveAttribute('data-contrast', 'usual', { timeout: 30_000 });
  await expect(app).toHaveAttribute('data-seated', 'false');
  await expect(app).toHaveAttribute('lang', 'zh-CN');
  await expect(page.getByTestId('close-comfort')).toHaveCount(0, { timeout: 40_000 });
  await kiosk.tap('intent-start');
  await kiosk.screen('home');
  expect(seen.size).toBeGreaterThan(3);
  expect(kiosk.logLines('shell').filter(({ event }) => event === 'renderer-died')).toEqual([]);
});
