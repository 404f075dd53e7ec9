import { describe, expect, it } from 'vitest';
import {
  beginDetection,
  giveUpAfterMilliseconds,
  lookEveryMilliseconds,
  seen,
  watchPlaces,
} from '../../../../electron/core/ports/detect-place.ts';
import { createFakeClock } from '../../../helpers/fake-clock.ts';

const looks = (...presents: readonly (readonly string[])[]) => {
  const [first = [], ...others] = presents;
  return others.reduce(seen, beginDetection(first));
};

describe('unplug it, plug it in', () => {
  it('finds what went and came back under its name', () => {
    expect(looks(['a', 'b'], ['a', 'b'], ['b'])).toMatchObject({ stage: 'plug', vanished: ['a'] });
    expect(looks(['a', 'b'], ['b'], ['b'], ['a', 'b'])).toMatchObject({ stage: 'found', found: 'a' });
  });

  it('finds what came back under another name, and what was new', () => {
    expect(looks(['a', 'b'], ['b'], ['b', 'c'])).toMatchObject({ stage: 'found', found: 'c' });
    expect(looks(['a'], ['a', 'c'])).toMatchObject({ stage: 'found', found: 'c' });
    expect(looks([], ['c'])).toMatchObject({ stage: 'found', found: 'c' });
  });

  it('says that it cannot tell when several come at once', () => {
    expect(looks(['a', 'b'], [], ['a', 'b'])).toMatchObject({ stage: 'several', found: null });
  });

  it('a cable that carries two ports is both gone, and found by neither', () => {
    const both = looks(['a', 'b', 'c'], ['c']);
    expect(both).toMatchObject({ stage: 'plug', vanished: ['a', 'b'] });
    expect(seen(both, ['a', 'b', 'c']).stage).toBe('several');
  });

  it('what was found stays found', () => {
    expect(looks(['a'], [], ['a'], [])).toMatchObject({ stage: 'found', found: 'a' });
  });

  it('looks again and again, and gives up where nobody does anything', async () => {
    const clock = createFakeClock();
    let present: readonly string[] = ['a'];
    const watch = watchPlaces({
      role: 'idCardReader',
      present: async () => present,
      clock,
      changed: () => undefined,
    });
    expect(watch.view().stage).toBe('looking');
    await clock.advance(lookEveryMilliseconds);
    expect(watch.view()).toEqual({ role: 'idCardReader', stage: 'unplug', vanished: [], found: null });
    present = [];
    await clock.advance(lookEveryMilliseconds);
    expect(watch.view().stage).toBe('plug');
    await clock.advance(giveUpAfterMilliseconds);
    expect(watch.view().stage).toBe('gave-up');
    expect(clock.pending()).toBe(0);
    watch.stop();
  });
});
