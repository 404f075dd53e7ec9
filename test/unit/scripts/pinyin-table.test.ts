import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { pinyinTableModule } from '../../../scripts/keyboard/pinyin-table.ts';

it('the candidates of the keyboard are those that the script makes', () => {
  expect(readFileSync('renderer/keyboard/pinyin-table.ts', 'utf8')).toBe(pinyinTableModule());
});
