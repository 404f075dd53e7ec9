import { describe, expect, it } from 'vitest';
import { countPages } from '../../../../drivers/simulator/printer/page-count.ts';

describe('page count of the simulator', () => {
  it.each([
    ['/Type /Page\n', 1],
    ['/Type/Page /Type /Page>> /Type /Pages /Count 7', 2],
    ['/Type /Pages /Count 3 (pages in an object stream)', 3],
    ['/Type /PageLabel', 1],
    ['', 1],
  ])('of "%s" is %i', (source, pages) => {
    expect(countPages(Buffer.from(source))).toBe(pages);
  });
});
