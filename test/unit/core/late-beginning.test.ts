import { expect, test } from 'vitest';
import { createLateBeginning } from '../../../electron/core/late-beginning.ts';
import { createFakeClock } from '../../helpers/fake-clock.ts';

const startKiosk = () => {
  const clock = createFakeClock();
  let begun = 0;
  const beginning = createLateBeginning(clock, () => {
    begun += 1;
  });
  return { clock, beginning, begun: () => begun };
};

test('the rest begins when the first screen has been painted, once, however many snapshots follow', async () => {
  const { clock, beginning, begun } = startKiosk();
  beginning.snapshotSent();
  await clock.advance(100);
  beginning.snapshotSent();
  expect(begun()).toBe(0);
  await clock.advance(50);
  expect(begun()).toBe(1);
  beginning.snapshotSent();
  await clock.advance(10_000);
  expect(begun()).toBe(1);
});

test('it begins at once when somebody comes, and not again', async () => {
  const { clock, beginning, begun } = startKiosk();
  beginning.now();
  expect(begun()).toBe(1);
  beginning.now();
  await clock.advance(10_000);
  expect(begun()).toBe(1);
});

test('without a page it begins all the same, a second after the start', async () => {
  const { clock, begun } = startKiosk();
  await clock.advance(999);
  expect(begun()).toBe(0);
  await clock.advance(1);
  expect(begun()).toBe(1);
});

test('a kiosk that has been stopped begins nothing any more', async () => {
  const { clock, beginning, begun } = startKiosk();
  beginning.snapshotSent();
  beginning.cancel();
  await clock.advance(10_000);
  beginning.now();
  expect(begun()).toBe(0);
});
