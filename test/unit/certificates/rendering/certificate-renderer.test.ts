import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  type CertificateRenderer,
  createCertificateRenderer,
} from '../../../../electron/core/certificates/rendering/certificate-renderer.ts';
import {
  fontFolder,
  sampleClaims,
  samplePayload,
  sampleTemplate,
  templatesFolder,
} from './sample-certificate.ts';

const qrPayload = samplePayload();

describe('the certificate renderer', () => {
  let renderer: CertificateRenderer;
  beforeAll(async () => {
    renderer = await createCertificateRenderer({ fontFolder, templatesFolder });
  });

  it('tells what certificates of a kind are called on paper', () => {
    expect(renderer.titleOf('family-relation')).toMatchObject({ 'zh-CN': '亲属关系证明' });
    expect(renderer.titleOf('unheard-of')).toBeNull();
  });

  it('takes every template that ships into use', () => {
    expect(renderer.refusedTemplates).toEqual([]);
  });

  it.each([
    [0, 1],
    [1, 1],
    [3, 1],
    [25, 3],
  ])('renders %i dwellings on %i page(s)', async (properties, pages) => {
    const result = await renderer.render({ claims: sampleClaims(properties), qrPayload });
    expect(result).toMatchObject({ ok: true, pages, qrVersion: 13 });
    if (!result.ok) return;
    const text = Buffer.from(result.pdf).toString('latin1');
    expect(text.startsWith('%PDF-1.7')).toBe(true);
    expect(text.trimEnd().endsWith('%%EOF')).toBe(true);
    expect(result.pdf.length).toBeLessThan(100_000);
  });

  it('renders the same claims to the same bytes', async () => {
    const [first, second] = await Promise.all([
      renderer.render({ claims: sampleClaims(3), qrPayload }),
      renderer.render({ claims: sampleClaims(3), qrPayload }),
    ]);
    expect(first).toEqual(second);
  });

  it('refuses a name with a character that no font draws, and names the code point only', async () => {
    const claims = sampleClaims();
    const result = await renderer.render({
      claims: { ...claims, holder: { ...claims.holder, name: '𠮷田' } },
      qrPayload,
    });
    expect(result).toEqual({ ok: false, reason: 'character-without-glyph', detail: 'no glyph for U+20BB7' });
  });

  it('refuses claims of a kind without a template', async () => {
    expect(await renderer.render({ claims: sampleClaims(0, { kind: 'unheard-of' }), qrPayload })).toEqual({
      ok: false,
      reason: 'template-broken',
      detail: 'no template for unheard-of',
    });
  });

  it('refuses a payload that needs too fine a QR code', async () => {
    expect(await renderer.render({ claims: sampleClaims(), qrPayload: samplePayload(1452) })).toMatchObject({
      ok: false,
      reason: 'qr-too-large',
    });
  });

  it('renders the longest texts that claims may hold, or says that they do not fit', async () => {
    const claims = sampleClaims(3, {
      purpose: '用'.repeat(60),
      department: { code: 'x-1', name: '局'.repeat(60) },
      station: { code: 'X'.repeat(40), name: '站'.repeat(60) },
      certificateNumber: '0'.repeat(40),
    });
    const long = { ...claims, holder: { ...claims.holder, name: '阿·'.repeat(25) } };
    expect(await renderer.render({ claims: long, qrPayload })).toMatchObject({ ok: true, pages: 2 });
    const cell = '址'.repeat(120);
    const tables = { properties: Array.from({ length: 60 }, () => new Array<string>(6).fill(cell)) };
    expect(await renderer.render({ claims: { ...claims, tables }, qrPayload })).toEqual({
      ok: false,
      reason: 'text-does-not-fit',
      detail: 'more than 20 pages',
    });
  });

  it('refuses a template whose own texts cannot be drawn, when it is loaded', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'yizhan-templates-'));
    try {
      writeFileSync(
        join(folder, 'sample.json'),
        JSON.stringify({ ...sampleTemplate(), closing: '特此𠮷证明' }),
      );
      const strict = await createCertificateRenderer({ fontFolder, templatesFolder: folder });
      expect(strict.refusedTemplates).toEqual([
        { file: 'sample.json', reason: 'template-broken', detail: 'no glyph for U+20BB7' },
      ]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('cannot be made without its fonts', async () => {
    await expect(createCertificateRenderer({ fontFolder: '/nowhere', templatesFolder })).rejects.toThrow(
      'NotoSerifSC_400Regular.ttf cannot be read',
    );
  });

  it('does without a fallback font that is missing, broken or there twice, and says so', async () => {
    const main = join(fontFolder, '400Regular/NotoSerifSC_400Regular.ttf');
    const noFont = join(templatesFolder, 'housing-status.json');
    const { refusedFonts, render } = await createCertificateRenderer({
      fontFolder,
      templatesFolder,
      fallbackFonts: ['/nowhere/some.ttf', noFont, main],
    });
    expect(refusedFonts).toEqual([
      { path: '/nowhere/some.ttf', detail: '/nowhere/some.ttf cannot be read' },
      { path: noFont, detail: expect.stringContaining('not a single TrueType font') },
      { path: main, detail: 'a font is called NotoSerifSC-Regular already' },
    ]);
    expect(await render({ claims: sampleClaims(1), qrPayload: samplePayload() })).toMatchObject({ ok: true });
  });
});
