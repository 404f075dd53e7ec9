/** Writes the candidates of the on-screen keyboard anew: node scripts/keyboard/write-table.ts */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pinyinTableModule } from './pinyin-table.ts';

writeFileSync(join(import.meta.dirname, '../../renderer/keyboard/pinyin-table.ts'), pinyinTableModule());
