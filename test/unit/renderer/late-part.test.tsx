import { act, cleanup, render } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { CoreState } from '../../../renderer/bridge/core-port.ts';
import { afterFirstScreen } from '../../../renderer/late/after-first-screen.ts';
import { createLatePart, type LatePart, useLatePart } from '../../../renderer/late/late-part.ts';
import { fixtureSnapshots } from '../../helpers/renderer/fixture-snapshots.ts';

afterEach(cleanup);

/** A part that comes, or does not, when the test says so. */
const createWorld = () => {
  let resolve = (_part: { readonly word: string }): void => undefined;
  let reject = (_error: Error): void => undefined;
  const promise = new Promise<{ readonly word: string }>((resolvePart, rejectPart) => {
    resolve = resolvePart;
    reject = rejectPart;
  });
  const fetchPart = vi.fn(() => promise);
  const fail = vi.fn();
  return { late: createLatePart(fetchPart, fail), fetchPart, fail, resolve, reject };
};

const Shown = ({ late, wanted }: { readonly late: LatePart<{ word: string }>; readonly wanted: boolean }) => (
  <p>{useLatePart(late, wanted)?.word ?? 'one moment'}</p>
);

describe('a part of the page that is loaded later', () => {
  it('is drawn when it comes, and fetched once however often it is wanted', async () => {
    const { late, fetchPart, resolve } = createWorld();
    const { container } = render(<Shown late={late} wanted />);
    expect(container.textContent).toBe('one moment');
    void late.load();
    await act(async () => resolve({ word: 'here' }));
    expect(container.textContent).toBe('here');
    expect(fetchPart).toHaveBeenCalledTimes(1);
  });

  it('is not fetched by a screen that does not want it', () => {
    const { late, fetchPart } = createWorld();
    render(<Shown late={late} wanted={false} />);
    expect(fetchPart).not.toHaveBeenCalled();
  });

  it('says when it cannot be had', async () => {
    const { late, fail, reject } = createWorld();
    const loaded = late.load();
    reject(new TypeError('Failed to fetch dynamically imported module'));
    await loaded;
    expect(fail).toHaveBeenCalledTimes(1);
    expect(late.current()).toBeNull();
  });
});

describe('what follows the first screen', () => {
  /** A page whose core, frames and timers the test drives. */
  const createPage = () => {
    const listeners = new Set<() => void>();
    const frames: FrameRequestCallback[] = [];
    const timers: (() => void)[] = [];
    let view: CoreState['view'] = { kind: 'starting' };
    const painted = vi.fn();
    afterFirstScreen(
      {
        state: () => ({ view }) as CoreState,
        subscribe: (listener) => {
          listeners.add(listener);
          return () => listeners.delete(listener);
        },
      },
      {
        requestAnimationFrame: (frame: FrameRequestCallback) => frames.push(frame),
        setTimeout: (timer: () => void) => timers.push(timer),
      } as unknown as Window,
      painted,
    );
    const publish = (next: CoreState['view']) => {
      view = next;
      for (const listener of [...listeners]) listener();
    };
    return { painted, publish, frame: () => frames.shift()?.(0), time: () => timers.shift()?.() };
  };
  const { attract } = fixtureSnapshots;
  if (!attract) throw new Error('there is no such fixture');
  const snapshot: CoreState['view'] = { kind: 'snapshot', snapshot: attract, receivedAt: 0 };

  it('waits for the frame after the one with the first snapshot on it', () => {
    const { painted, publish, frame } = createPage();
    publish({ kind: 'lost' });
    expect(frame()).toBeUndefined();
    publish(snapshot);
    frame();
    expect(painted).not.toHaveBeenCalled();
    frame();
    publish(snapshot);
    expect(painted).toHaveBeenCalledTimes(1);
  });

  it('does not wait for ever in a window that draws no frames', () => {
    const { painted, publish, frame, time } = createPage();
    publish(snapshot);
    time();
    frame();
    frame();
    expect(painted).toHaveBeenCalledTimes(1);
  });
});
