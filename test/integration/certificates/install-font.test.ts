import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fallbackFontPaths } from '../../../electron/core/certificates/rendering/typesetting/fallback-fonts.ts';
import { installFont } from '../../../scripts/fonts/install-font.ts';

const [font = ''] = fallbackFontPaths(fileURLToPath(new URL('../../../', import.meta.url)));

describe('putting the fallback font in place', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'yizhan-font-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const install = (changes: Partial<Parameters<typeof installFont>[0]> = {}) =>
    installFont({
      assetsFolder: join(folder, 'assets/fonts'),
      file: undefined,
      installed: '/nowhere/HanaMinB.ttf',
      fetch: () => {
        throw new Error('E: Unable to locate package');
      },
      ...changes,
    });
  const target = () => join(folder, 'assets/fonts/HanaMinB.ttf');

  it('takes it from the package that is installed, from its archive, or from a file, and then finds it there', () => {
    const sources = [{ installed: font }, { fetch: () => readFileSync(font) }, { file: font }];
    for (const source of sources) {
      expect(install(source)).toEqual({ ok: true, detail: `${target()} put in place` });
      expect(fallbackFontPaths(folder)).toEqual([target()]);
      expect(install()).toEqual({ ok: true, detail: `${target()} is in place` });
      rmSync(target());
    }
  });

  it('replaces one that is broken', () => {
    install({ file: font });
    writeFileSync(target(), 'broken');
    expect(install({ file: font })).toMatchObject({ ok: true });
    expect(readFileSync(target()).equals(readFileSync(font))).toBe(true);
  });

  it('does not take another file, and says why there is none', () => {
    const other = join(folder, 'other.ttf');
    writeFileSync(other, 'no font');
    expect(install({ file: other })).toMatchObject({
      ok: false,
      detail: expect.stringContaining('not the HanaMinB'),
    });
    expect(install()).toEqual({ ok: false, detail: 'the font cannot be had: E: Unable to locate package' });
    expect(install({ file: join(folder, 'missing.ttf') })).toMatchObject({ ok: false });
    expect(existsSync(target())).toBe(false);
  });
});
