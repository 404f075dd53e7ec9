import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { followScreen, settleMilliseconds } from '../../../electron/main/follow-screen.ts';
import { createFakeClock } from '../../helpers/fake-clock.ts';

const tall = { x: 0, y: 0, width: 1080, height: 1920 };
const wide = { x: 0, y: 0, width: 1920, height: 1080 };

/** A kiosk in front of a screen that stands, and what was done to its window. */
const open = () => {
  const clock = createFakeClock();
  const events = new EventEmitter();
  const done: unknown[] = [];
  const world = { bounds: tall, window: tall, isDestroyed: false };
  const stop = followScreen(
    {
      isDestroyed: () => world.isDestroyed,
      getBounds: () => world.window,
      setBounds: (bounds) => {
        world.window = bounds;
        done.push(bounds);
      },
      setKiosk: (on) => done.push(on),
    },
    {
      screen: {
        getPrimaryDisplay: () => ({ bounds: world.bounds }),
        on: (event, listener) => events.on(event, listener),
        off: (event, listener) => events.off(event, listener),
      },
      timers: clock,
      log: { info: () => undefined },
    },
  );
  return { world, events, clock, done, stop };
};

it.each(['display-metrics-changed', 'display-added', 'display-removed'])(
  'the window is as large as its screen again after %s, in kiosk mode',
  async (event) => {
    const { world, events, clock, done } = open();
    world.bounds = wide;
    events.emit(event);
    expect(done).toEqual([]);
    await clock.advance(settleMilliseconds);
    expect(done).toEqual([wide, true]);
  },
);

it('several words of one change are one change, measured at its end', async () => {
  const { world, events, clock, done } = open();
  world.bounds = { ...wide, width: 640 };
  events.emit('display-removed');
  await clock.advance(settleMilliseconds - 1);
  world.bounds = wide;
  events.emit('display-added');
  await clock.advance(settleMilliseconds);
  expect(done).toEqual([wide, true]);
});

it('is left alone where nothing is different, where there is no screen, and where the window is gone', async () => {
  const { world, events, clock, done, stop } = open();
  const settle = async () => {
    events.emit('display-metrics-changed');
    await clock.advance(settleMilliseconds);
  };
  await settle();
  world.bounds = { ...wide, width: 0 };
  await settle();
  world.bounds = wide;
  world.isDestroyed = true;
  await settle();
  world.isDestroyed = false;
  events.emit('display-added');
  stop();
  await settle();
  expect(done).toEqual([]);
});
