import { describe, expect, it } from 'vitest';
import { createPictureJudge, type PictureFinding } from '../../../renderer/camera/picture-judge.ts';
import { picture, seededRandom } from './pictures.ts';

const everyMilliseconds = 150;

/** Lets a judge see scenes one after the other; returns each verdict with the time of its coming. */
const judge = (...scenes: readonly { readonly show: () => Uint8Array | null; readonly for: number }[]) => {
  const judge = createPictureJudge(0);
  const verdicts: [PictureFinding, number][] = [];
  let at = 0;
  let end = 0;
  for (const scene of scenes) {
    end += scene.for;
    for (; at < end; at += everyMilliseconds) {
      const shown = scene.show();
      const verdict = shown ? judge.picture(shown, at) : judge.silence(at);
      if (verdict !== null && verdict !== verdicts.at(-1)?.[0]) verdicts.push([verdict, at]);
    }
  }
  return verdicts;
};

const findings = (verdicts: readonly [PictureFinding, number][]): readonly PictureFinding[] =>
  verdicts.map(([finding]) => finding);

const random = seededRandom(1);
const room = () => picture(60, 180, 4, random);
const covered = () => picture(0, 2, 2, random);
const night = () => picture(12, 40, 3, random);
const stillRoom = (() => {
  const only = room();
  return () => only;
})();
const nothing = () => null;

describe('what a camera shows', () => {
  it.each([
    ['a room', room, 'ok'],
    ['nothing but black', covered, 'black'],
    ['a black that is always the same', () => new Uint8Array(64 * 48), 'black'],
    ['one shade of grey everywhere', () => picture(140, 140, 1, random), 'black'],
    ['a room at night', night, 'too-dark'],
    ['the very same picture', stillRoom, 'frozen'],
  ] as const)('%s is judged within the time of a look', (_scene, show, finding) => {
    expect(findings(judge({ show, for: 2_900 }))).toEqual([finding]);
  });

  it('is not judged good before a second picture differs from the first', () => {
    const verdicts = judge({ show: stillRoom, for: 1_400 }, { show: room, for: 1_000 });
    expect(findings(verdicts)).toEqual(['ok']);
    expect(verdicts[0]?.[1]).toBeGreaterThan(1_400);
  });

  it('is frozen when the pictures stop coming, and when none has ever come', () => {
    expect(findings(judge({ show: room, for: 2_000 }, { show: nothing, for: 2_000 }))).toEqual([
      'ok',
      'frozen',
    ]);
    expect(judge({ show: nothing, for: 2_900 })).toEqual([['frozen', 2_550]]);
  });

  it('is judged good again when the cause has gone', () => {
    expect(
      findings(
        judge(
          { show: covered, for: 2_000 },
          { show: room, for: 1_000 },
          { show: stillRoom, for: 2_000 },
          { show: room, for: 1_000 },
        ),
      ),
    ).toEqual(['black', 'ok', 'frozen', 'ok']);
  });
});

describe('what does not change the verdict', () => {
  it('is the exposure of a camera that has just started', () => {
    expect(findings(judge({ show: covered, for: 600 }, { show: room, for: 1_500 }))).toEqual(['ok']);
  });

  it('is somebody who passes', () => {
    expect(
      findings(judge({ show: room, for: 2_000 }, { show: covered, for: 600 }, { show: room, for: 2_000 })),
    ).toEqual(['ok']);
  });

  it('is a light that hovers about a threshold', () => {
    let dusk = 0;
    // Mean luminance 37 and 45 by turns: below the way into too-dark, never above the way out of it.
    const hovering = () => {
      dusk += 1;
      const mean = Math.floor(dusk / 10) % 2 === 0 ? 37 : 45;
      return picture(mean - 15, mean + 15, 4, random);
    };
    expect(findings(judge({ show: hovering, for: 20_000 }))).toEqual(['too-dark']);
  });
});
