import { describe, expect, it } from 'vitest';
import { cameraClip } from '../../../drivers/simulator/camera/camera-clips.ts';
import { encodeY4m, greyPicture } from '../../../drivers/simulator/camera/y4m.ts';
import { seededRandom } from './pictures.ts';

const width = 320;
const height = 240;
const header = `YUV4MPEG2 W${width} H${height} F15:1 Ip A1:1 C420\n`;
const frameLine = 'FRAME\n';

/** Luma planes of a clip. */
const framesOf = (clip: Uint8Array): Uint8Array[] => {
  const luma = width * height;
  const whole = frameLine.length + luma * 1.5;
  expect(Buffer.from(clip.subarray(0, header.length)).toString()).toBe(header);
  expect((clip.length - header.length) % whole).toBe(0);
  return Array.from({ length: (clip.length - header.length) / whole }, (_, index) => {
    const start = header.length + index * whole;
    expect(Buffer.from(clip.subarray(start, start + frameLine.length)).toString()).toBe(frameLine);
    return clip.subarray(start + frameLine.length, start + frameLine.length + luma);
  });
};

const mean = (plane: Uint8Array): number => plane.reduce((sum, value) => sum + value, 0) / plane.length;

describe('clips for the fake camera', () => {
  it('move, but for the frozen one', () => {
    const moving = framesOf(cameraClip('ordinary', seededRandom(1)));
    expect(moving).toHaveLength(30);
    expect(Buffer.compare(moving[0] ?? new Uint8Array(), moving[1] ?? new Uint8Array())).not.toBe(0);
    const frozen = framesOf(cameraClip('frozen', seededRandom(1)));
    expect(frozen.every((frame) => Buffer.compare(frame, frozen[0] ?? new Uint8Array()) === 0)).toBe(true);
  });

  it('are as bright as their names say, in studio range', () => {
    const brightness = (name: Parameters<typeof cameraClip>[0]) =>
      mean(framesOf(cameraClip(name, seededRandom(2)))[0] ?? new Uint8Array());
    expect(brightness('black')).toBeLessThan(18);
    expect(brightness('dark')).toBeGreaterThan(25);
    expect(brightness('dark')).toBeLessThan(45);
    expect(brightness('ordinary')).toBeGreaterThan(80);
  });

  it('cannot be written with odd sides or pictures of another size', () => {
    const pictures = [greyPicture(new Uint8Array(4))];
    expect(() => encodeY4m({ width: 3, height: 2, framesPerSecond: 1, pictures })).toThrow('not even');
    expect(() => encodeY4m({ width: 4, height: 2, framesPerSecond: 1, pictures })).toThrow('another size');
  });
});
