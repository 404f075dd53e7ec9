import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type CertificateRenderer,
  createCertificateRenderer,
} from '../../../electron/core/certificates/rendering/certificate-renderer.ts';
import type { CertificateClaims } from '../../../platform/contract/certificate/claims.ts';
import {
  fontFolder,
  sampleClaims,
  samplePayload,
  templatesFolder,
} from '../../unit/certificates/rendering/sample-certificate.ts';
import { fontFile, tinyFontTables } from '../../unit/certificates/rendering/tiny-font.ts';

const run = promisify(execFile);
const qrPayload = samplePayload();

const withoutSpaces = (text: string): string => text.replace(/\s/g, '');

/** Checks that the values stand in the text one after the other; spaces do not count. */
const expectInOrder = (text: string, values: readonly string[]): void => {
  const found = withoutSpaces(text);
  let from = 0;
  for (const value of values) {
    const position = found.indexOf(withoutSpaces(value), from);
    expect(position, `${value} after the ${from}th character`).toBeGreaterThanOrEqual(0);
    from = position;
  }
};

/** A binary portable pixmap (P6, one byte a channel). */
const readPixmap = (file: Buffer) => {
  const header = /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(file.subarray(0, 40).toString('latin1'));
  if (!header) throw new Error('not a P6 pixmap');
  const pixels = file.subarray(header[0].length);
  return { width: Number(header[1]), height: Number(header[2]), pixels };
};

describe('a certificate, as other programs see it', () => {
  let renderer: CertificateRenderer;
  let folder: string;

  beforeAll(async () => {
    renderer = await createCertificateRenderer({ fontFolder, templatesFolder });
    folder = await mkdtemp(join(tmpdir(), 'yizhan-certificate-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const render = async (name: string, claims: CertificateClaims, payload = qrPayload): Promise<string> => {
    const result = await renderer.render({ claims, qrPayload: payload });
    if (!result.ok) throw new Error(result.detail);
    const path = join(folder, `${name}.pdf`);
    await writeFile(path, result.pdf);
    return path;
  };

  const text = async (path: string): Promise<string> =>
    (await run('pdftotext', ['-layout', path, '-'])).stdout;

  it('says who, what and when, in the order of the page', async () => {
    const found = await text(await render('one', sampleClaims(1)));
    expectInOrder(found, [
      '潇湘市不动产登记中心',
      '不动产登记信息查询证明（有无房）',
      'ZF20261120-0000000042',
      '张三四',
      '439901199001010027',
      '公积金提取',
      '潇湘市全域',
      '有住房登记',
      '1 套',
      '潇湘市岳云区梅溪路1号',
      '特此证明',
      '扫码核验',
      '2026年11月20日',
      '潇湘市橘园社区政务服务驿站（XX-0001）',
      '第 1 页',
    ]);
  });

  it('says who collected it for the holder, last of the facts of every kind; of nobody it says nothing', async () => {
    const agent = { maskedName: '周**', way: 'authorisation' } as const;
    const found = await text(await render('collected', sampleClaims(1, { agent })));
    expectInOrder(found, ['登记套数', '代领人', '周**（凭登记的授权委托代领）', '住房登记明细']);
    expect(found).toContain('An agent by a registered authorisation');
    expect(await text(await render('in-person', sampleClaims(1)))).not.toContain('代领人');
  });

  it('shows seal and watermark as pictures: their words do not get between those of the text', async () => {
    const found = await text(await render('none', sampleClaims(0)));
    expect(found).not.toContain('电子证明专用章');
    expect(found.match(/仅供/g)).toHaveLength(1);
    expect(found).toContain('查询范围内未查到住房登记');
  });

  it.each([
    ['a name with a middle dot', '阿依古丽·买买提'],
    ['a name of 50 characters', '阿卜杜热合曼·艾则孜·买买提明·'.repeat(4).slice(0, 50)],
    ['a name of rare characters', '䶮龘㵘'],
  ])('prints %s whole', async (_, name) => {
    const claims = sampleClaims(0);
    const path = await render('name', { ...claims, holder: { ...claims.holder, name } });
    const { stdout } = await run('pdftotext', ['-raw', path, '-']);
    expect(withoutSpaces(stdout)).toContain(`姓名Name${name}`);
  });

  it('takes what the main font lacks from a fallback font', async () => {
    const fallback = join(folder, 'tiny.ttf');
    await writeFile(fallback, fontFile(tinyFontTables()));
    const options = { fontFolder, templatesFolder, fallbackFonts: [fallback] };
    const claims = sampleClaims(0);
    const result = await (await createCertificateRenderer(options)).render({
      claims: { ...claims, holder: { ...claims.holder, name: '𠮷田AB' } },
      qrPayload,
    });
    if (!result.ok) throw new Error(result.detail);
    const path = join(folder, 'fallback.pdf');
    await writeFile(path, result.pdf);
    const { stdout } = await run('pdftotext', ['-raw', path, '-']);
    expect(withoutSpaces(stdout)).toContain('姓名Name𠮷田AB');
    const { stdout: fonts } = await run('pdffonts', [path]);
    expect(fonts).toMatch(/\+Tiny\s+CID TrueType\s+Identity-H\s+yes yes yes/);
  });

  it('repeats the head of the table on each page and numbers the pages', async () => {
    const pages = (await text(await render('many', sampleClaims(25))))
      .split('\f')
      .filter((page) => page.trim());
    expect(pages).toHaveLength(3);
    pages.forEach((page, index) => {
      expect(page).toContain('不动产权证号');
      expect(page).toContain('ZF20261120-0000000042');
      expect(page).toMatch(new RegExp(`第\\s*${index + 1}\\s*页\\s*共\\s*3\\s*页`));
      expect(page.includes('特此证明')).toBe(index === 2);
    });
  });

  it('embeds every font', async () => {
    const { stdout } = await run('pdffonts', [await render('fonts', sampleClaims(3))]);
    const fonts = stdout.trim().split('\n').slice(2);
    expect(fonts).toHaveLength(2);
    for (const font of fonts) {
      expect(font).toMatch(/^[A-Z]{6}\+NotoSerifSC-(Regular|Bold)\s+CID TrueType\s+Identity-H\s+yes yes yes/);
    }
  });

  it('is a sound PDF file', async () => {
    for (const properties of [0, 25]) {
      const { stdout } = await run('qpdf', ['--check', await render('sound', sampleClaims(properties))]);
      expect(stdout).toContain('No syntax or stream encoding errors found');
    }
  });

  it('names itself PDF/A-2b and the department in well-formed metadata, and never the person', async () => {
    const department = { code: 'x-1', name: '登记 & <测绘> 中心' };
    const path = await render('metadata', sampleClaims(0, { department }));
    const { stdout: xmp } = await run('pdfinfo', ['-meta', path]);
    expect(xmp).toContain('<pdfaid:part>2</pdfaid:part>');
    expect(xmp).toContain('<pdfaid:conformance>B</pdfaid:conformance>');
    expect(xmp).toContain('登记 ＆ ＜测绘＞ 中心');
    expect(xmp).not.toMatch(/&(?!amp;|lt;|gt;|quot;|#)/);
    const { stdout: info } = await run('pdfinfo', ['-isodates', path]);
    expect(info).toContain('登记 ＆ ＜测绘＞ 中心');
    expect(info).toMatch(/CreationDate:\s+2026-11-20T08:05:00Z/);
    expect(info).toMatch(/Page size:\s+595\.\d+ x 841\.\d+ pts \(A4\)/);
    for (const secret of ['张三四', '439901199001010027']) expect(xmp + info).not.toContain(secret);
  });

  it.each([
    [0, qrPayload],
    [3, qrPayload],
    // The largest symbol there is room for: some 45 dwellings.
    [45, samplePayload(1451)],
  ])('carries a QR code that is read from a scan of 150 dpi (%i dwellings)', async (properties, payload) => {
    const path = await render('scan', sampleClaims(properties), payload);
    const scan = join(folder, 'scan');
    const { stdout: information } = await run('pdfinfo', [path]);
    const lastPage = /Pages:\s+(\d+)/.exec(information)?.[1] ?? '1';
    await run('pdftoppm', ['-r', '150', '-f', lastPage, '-gray', '-png', '-singlefile', path, scan]);
    const { stdout } = await run('zbarimg', [
      '--quiet',
      '--raw',
      '--nodbus',
      '-Sdisable',
      '-Sqrcode.enable',
      `${scan}.png`,
    ]);
    expect(stdout.replace(/\n$/, '')).toBe(payload);
  });

  it.each([
    ['of usual length', '潇湘市不动产登记中心'],
    ['of 60 characters', '潇湘自治州洞庭湖生态经济区'.repeat(5).slice(0, 60)],
    ['of one character', '局'],
  ])('bears a red seal of 42 mm, with nothing red outside of it (a name %s)', async (_, name) => {
    const path = await render('seal', sampleClaims(0, { department: { code: 'x-1', name } }));
    const image = join(folder, 'seal');
    const dotsPerMillimetre = 150 / 25.4;
    await run('pdftoppm', ['-r', '150', '-singlefile', path, image]);
    const { width, pixels } = readPixmap(await readFile(`${image}.ppm`));
    const reds: { x: number; y: number }[] = [];
    for (let index = 0; index < pixels.length; index += 3) {
      const [red = 0, green = 0, blue = 0] = pixels.subarray(index, index + 3);
      const pixel = index / 3;
      if (red - Math.max(green, blue) > 60) reds.push({ x: pixel % width, y: Math.floor(pixel / width) });
    }
    const xs = reds.map(({ x }) => x).sort((a, b) => a - b);
    const ys = reds.map(({ y }) => y).sort((a, b) => a - b);
    const size = (values: number[]) => ((values.at(-1) ?? 0) - (values[0] ?? 0) + 1) / dotsPerMillimetre;
    expect(size(xs)).toBeCloseTo(42, 0);
    expect(size(ys)).toBeCloseTo(42, 0);
    const center = { x: ((xs[0] ?? 0) + (xs.at(-1) ?? 0)) / 2, y: ((ys[0] ?? 0) + (ys.at(-1) ?? 0)) / 2 };
    const farthest = Math.max(...reds.map(({ x, y }) => Math.hypot(x - center.x, y - center.y)));
    expect(farthest / dotsPerMillimetre).toBeLessThan(21.3);
    // Between the inner edge of the ring and the star there is writing, but the ring itself stays free of it.
    const ring = reds.filter(
      ({ x, y }) => Math.hypot(x - center.x, y - center.y) / dotsPerMillimetre > 19.95,
    );
    const ringArea = Math.PI * (21 ** 2 - 19.95 ** 2) * dotsPerMillimetre ** 2;
    expect(ring.length / ringArea).toBeGreaterThan(0.85);
    expect(ring.length / ringArea).toBeLessThan(1.1);
  });
});
