import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scaleFor } from '../../../scripts/station/start/window-scale.ts';

test('a window that fits is drawn as it is', () => {
  expect(scaleFor('1080x1920', '3840x2160')).toBe(1);
  expect(scaleFor('1080x1920', '1080x1960')).toBe(1);
});

test('a window that is too large is drawn smaller, with room for a title bar', () => {
  expect(scaleFor('1080x1920', '1920x1040')).toBe(0.52);
  expect(scaleFor('1920x1080', '1366x728')).toBe(0.63);
});

test('without a known room, or with one that makes no sense, nothing is scaled', () => {
  expect(scaleFor('1080x1920', null)).toBe(1);
  expect(scaleFor('1080x1920', 'no size')).toBe(1);
  expect(scaleFor('full-screen', '1920x1080')).toBe(1);
});

test('whatever the room, the window fits it or is as small as can be read', () => {
  const length = fc.integer({ min: 200, max: 5_000 });
  fc.assert(
    fc.property(length, length, length, length, (width, height, roomWidth, roomHeight) => {
      const scale = scaleFor(`${width}x${height}`, `${roomWidth}x${roomHeight}`);
      expect(scale).toBeGreaterThanOrEqual(0.3);
      expect(scale).toBeLessThanOrEqual(1);
      if (scale > 0.3) {
        expect(scale * width).toBeLessThanOrEqual(roomWidth);
        expect(scale * height).toBeLessThanOrEqual(roomHeight);
      }
    }),
  );
});
