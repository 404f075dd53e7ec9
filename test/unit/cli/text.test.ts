import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columns } from '../../../electron/cli/text/columns.ts';
import { displayWidth } from '../../../electron/cli/text/display-width.ts';
import { printable } from '../../../electron/cli/text/printable.ts';

describe('text for a terminal', () => {
  it('counts Chinese as two columns, also beyond the basic plane', () => {
    expect(displayWidth('读卡器')).toBe(6);
    expect(displayWidth('田𠮷生a')).toBe(7);
    expect(displayWidth('a · b')).toBe(5);
  });

  it('aligns columns of both scripts', () => {
    expect(columns([['姓名', 'x'], ['name', 'y'], ['a']], '> ')).toEqual(['> 姓名  x', '> name  y', '> a']);
  });

  it('stands on one line each, without anything that steers the terminal', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.string({ unit: 'binary' }))), (rows) => {
        const lines = columns(rows);
        expect(lines).toHaveLength(rows.length);
        for (const line of lines) expect(line).not.toMatch(/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u);
      }),
    );
  });

  it('keeps what is harmless', () => {
    expect(printable('林晓岚 𠮷 (ok) – 80 %')).toBe('林晓岚 𠮷 (ok) – 80 %');
  });
});
