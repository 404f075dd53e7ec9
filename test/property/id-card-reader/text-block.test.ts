import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeTextBlock } from '../../../drivers/id-card-reader/text-block.ts';
import * as blocks from '../../fixtures/id-card-reader/text-blocks.ts';

describe('the text block, whatever comes', () => {
  it('is either a valid record or refused, never an exception', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 250, maxLength: 260 }), (block) => {
        expect(typeof decodeTextBlock(block).ok).toBe('boolean');
      }),
    );
  });

  it('with any bytes overwritten never yields an id number with a wrong check digit', () => {
    const start = fc.constantFrom(blocks.residentBlock, blocks.permitBlock, blocks.foreigner2023Block);
    const changes = fc.array(fc.tuple(fc.nat(255), fc.nat(255)), { maxLength: 6 });
    fc.assert(
      fc.property(start, changes, (block, edits) => {
        const edited = block.slice();
        for (const [offset, value] of edits) edited[offset] = value;
        const outcome = decodeTextBlock(edited);
        if (!outcome.ok || outcome.record.kind === 'foreigner2017') return;
        // ISO 7064 MOD 11-2 in its other form: the weighted sum with the check character is 1 modulo 11.
        const sum = [...outcome.record.idNumber].reduce(
          (total, character) => (total * 2 + (character === 'X' ? 10 : Number(character))) % 11,
          0,
        );
        expect(sum).toBe(1);
      }),
      { numRuns: 1000 },
    );
  });
});
