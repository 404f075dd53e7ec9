import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type CertificateRenderer,
  createCertificateRenderer,
} from '../../../electron/core/certificates/rendering/certificate-renderer.ts';
import { fallbackFontPaths } from '../../../electron/core/certificates/rendering/typesetting/fallback-fonts.ts';
import {
  fontFolder,
  sampleClaims,
  samplePayload,
  templatesFolder,
} from '../../unit/certificates/rendering/sample-certificate.ts';
import { hanCharacters, hanLookalikes } from './han-characters.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../../', import.meta.url));
const fallbackFonts = fallbackFontPaths(root);

const everyHan = Object.values(hanCharacters).flat();

describe('the Han characters of GB 18030-2022', () => {
  let renderer: CertificateRenderer;
  let folder: string;
  beforeAll(async () => {
    renderer = await createCertificateRenderer({ fontFolder, templatesFolder, fallbackFonts });
    folder = await mkdtemp(join(tmpdir(), 'yizhan-han-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('are 87,887', () => {
    expect(new Set(everyHan).size).toBe(87_887);
  });

  it('have their fallback font on this machine', () => {
    expect(renderer.refusedFonts).toEqual([]);
  });

  it.each(Object.entries({ ...hanCharacters, ...hanLookalikes }))('are all drawn: %s', (_, codePoints) => {
    const { regular, bold } = renderer.typefaces;
    const undrawable = codePoints.filter((codePoint) => {
      const character = String.fromCodePoint(codePoint);
      return regular.findUndrawable(character) !== undefined || bold.findUndrawable(character) !== undefined;
    });
    expect(undrawable.map((codePoint) => codePoint.toString(16))).toEqual([]);
  });

  it('are drawn by shapes of their own: no box stands in for a missing one', { timeout: 120_000 }, () => {
    const { regular } = renderer.typefaces;
    const times = new Map<string, number>();
    for (const codePoint of everyHan) {
      const outline = regular.fontOf(codePoint).outline(codePoint);
      const shape = createHash('sha1').update(outline).digest('hex');
      times.set(shape, (times.get(shape) ?? 0) + 1);
    }
    // A few unified ideographs are doublets; a box would come thousands of times.
    expect(Math.max(...times.values())).toBeLessThanOrEqual(2);
    expect(times.size).toBeGreaterThan(87_700);
  });

  it('print, copy and embed out of every block, in a file that stays small', async () => {
    const name = Object.values(hanCharacters)
      .flatMap((codePoints) => [
        codePoints[0] ?? 0,
        codePoints[codePoints.length >> 1] ?? 0,
        codePoints.at(-1) ?? 0,
      ])
      .map((codePoint) => String.fromCodePoint(codePoint))
      .join('');
    const claims = sampleClaims(3);
    const result = await renderer.render({
      claims: { ...claims, holder: { ...claims.holder, name } },
      qrPayload: samplePayload(),
    });
    if (!result.ok) throw new Error(result.detail);
    expect(result.pdf.length).toBeLessThan(100_000);
    const path = join(folder, 'rare.pdf');
    await writeFile(path, result.pdf);
    const { stdout: text } = await run('pdftotext', ['-raw', path, '-']);
    expect(text.replace(/\s/g, '')).toContain(name);
    const { stdout: fonts } = await run('pdffonts', [path]);
    const lines = fonts.trim().split('\n').slice(2);
    expect(lines).toHaveLength(3);
    for (const line of lines)
      expect(line).toMatch(/^[A-Z]{6}\+\S+\s+CID TrueType\s+Identity-H\s+yes yes yes/);
    expect(fonts).toContain('+HanaMinB');
  });

  it('beyond them are refused by name rather than printed as a box', async () => {
    const claims = sampleClaims(0);
    // Extension G came with Unicode 13, after the standard.
    const result = await renderer.render({
      claims: { ...claims, holder: { ...claims.holder, name: '张\u{30000}' } },
      qrPayload: samplePayload(),
    });
    expect(result).toEqual({ ok: false, reason: 'character-without-glyph', detail: 'no glyph for U+30000' });
  });

  it('of the extensions are refused where the fallback font is missing, and the kiosk still prints others', async () => {
    const poor = await createCertificateRenderer({
      fontFolder,
      templatesFolder,
      fallbackFonts: ['/nowhere/HanaMinB.ttf'],
    });
    expect(poor.refusedFonts).toEqual([
      { path: '/nowhere/HanaMinB.ttf', detail: '/nowhere/HanaMinB.ttf cannot be read' },
    ]);
    const claims = sampleClaims(0);
    const named = (name: string) =>
      poor.render({ claims: { ...claims, holder: { ...claims.holder, name } }, qrPayload: samplePayload() });
    expect(await named('张\u{2ebe0}')).toMatchObject({ ok: false, reason: 'character-without-glyph' });
    expect(await named('张三四')).toMatchObject({ ok: true });
  });
});
