import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { feedCursorSchema } from '../../../platform/contract/feed.ts';
import { cursorText, readCursor } from '../../../platform/feed/cursor.ts';

describe('a cursor', () => {
  test('is read as it was written, and fits the contract', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e15 - 1 }), fc.uuid(), (sequence, mark) => {
        const text = cursorText({ sequence, mark });
        expect(feedCursorSchema.safeParse(text).success).toBe(true);
        expect(readCursor(text)).toEqual({ sequence, mark });
      }),
    );
    expect(readCursor(cursorText({ sequence: 0, mark: null }))).toEqual({ sequence: 0, mark: null });
  });

  test('is none in any other text: what is read is written the same again', () => {
    const nearly = fc
      .tuple(fc.string({ maxLength: 6 }), fc.constantFrom('-', '', '--'), fc.oneof(fc.uuid(), fc.string()))
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.oneof(fc.string({ maxLength: 90 }), nearly), (text) => {
        const cursor = readCursor(text);
        expect(cursor === undefined || cursorText(cursor) === text).toBe(true);
      }),
    );
    for (const text of ['0', '12', '0-0c9e1a6b-3f4d-4e2a-9b7c-5d8f60718293', '1-', `1-${'0'.repeat(36)}`]) {
      expect(readCursor(text)).toBeUndefined();
    }
  });
});
