import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CertificateClaims } from '../../../platform/contract/certificate/claims.ts';
import { decodeQrPayload } from '../../../platform/contract/certificate/qr-payload.ts';
import { verifyCertificate } from '../../../platform/contract/certificate/signed-certificate.ts';
import { sampleClaims } from '../../unit/certificates/rendering/sample-certificate.ts';
import { createSigningWorld, renderSigned } from './signing-world.ts';

const run = promisify(execFile);

/** Module width of a version 13 symbol on 30 mm; with a finer one a 150-dpi scan has less than two and a half pixels. */
const largestUsualVersion = 13;
const pixelsAcross = (30 / 25.4) * 150;

const depositClaims = sampleClaims(0, {
  kind: 'provident-fund-deposit',
  certificateNumber: 'GJJ20261120-0000000042',
  facts: {
    account: '01700042',
    employer: '潇湘市橘洲科技有限责任公司',
    base: '6500.00',
    personalRatio: '8%',
    employerRatio: '8%',
    monthlyAmount: '1040.00',
    balance: '52310.77',
    firstMonth: '2015-07',
    lastMonth: '2026-10',
    state: '正常缴存',
    loan: '无贷款',
  },
  tables: {},
});

const usual: readonly (readonly [name: string, claims: CertificateClaims])[] = [
  ['no dwelling', sampleClaims(0)],
  ['one dwelling', sampleClaims(1)],
  ['three dwellings', sampleClaims(3)],
  ['provident fund deposits', depositClaims],
  [
    'a name of 64 characters, some of them rare',
    sampleClaims(0, {
      holder: {
        name: '䶮龘阿卜杜热合曼·艾则孜·买买提明·'.repeat(4).slice(0, 64),
        sex: '男',
        idNumber: '439901199001010027',
      },
    }),
  ],
];

describe('the QR code of a signed certificate on paper', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'yizhan-qr-'));
    const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
    const wasmBinary = new Uint8Array(await readFile(wasm)).buffer;
    await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
  });
  afterAll(() => rm(folder, { recursive: true }));

  /** The last page as a scanner of 150 dpi sees it. */
  const scan = async (pdf: Uint8Array): Promise<string> => {
    const path = join(folder, 'scan.pdf');
    await writeFile(path, pdf);
    const { stdout } = await run('pdfinfo', [path]);
    const last = /Pages:\s+(\d+)/.exec(stdout)?.[1] ?? '1';
    const picture = join(folder, 'scan');
    await run('pdftoppm', ['-r', '150', '-f', last, '-gray', '-png', '-singlefile', path, picture]);
    return `${picture}.png`;
  };

  const readByZbar = async (picture: string): Promise<string> => {
    const options = ['--quiet', '--raw', '--nodbus', '-Sdisable', '-Sqrcode.enable'];
    return (await run('zbarimg', [...options, picture])).stdout.replace(/\n$/, '');
  };
  const readByZxing = async (picture: string) =>
    readBarcodes(new Uint8Array(await readFile(picture)), { formats: ['QRCode'] });

  it.each(usual)(
    'is read by zbar and by zxing from 150 dpi, at version 13 or less on 30 mm: %s',
    async (_, claims) => {
      const world = await createSigningWorld({ claims });
      const result = await world.renderer.render({ claims, qrPayload: world.qrPayload });
      if (!result.ok) throw new Error(result.detail);
      expect(result.qrVersion).toBeLessThanOrEqual(largestUsualVersion);
      const picture = await scan(result.pdf);
      expect(await readByZbar(picture)).toBe(world.qrPayload);
      const found = await readByZxing(picture);
      expect(found.map(({ text }) => text)).toEqual([world.qrPayload]);
      const { topLeft, topRight, bottomLeft } = found[0]?.position ?? {};
      if (!topLeft || !topRight || !bottomLeft) throw new Error('no position');
      expect(Math.abs(topRight.x - topLeft.x - pixelsAcross)).toBeLessThan(4);
      expect(Math.abs(bottomLeft.y - topLeft.y - pixelsAcross)).toBeLessThan(4);

      const decoded = decodeQrPayload(found[0]?.text ?? '');
      if (decoded.outcome !== 'decoded') throw new Error(decoded.outcome);
      expect(verifyCertificate(decoded.certificate, world.trust.keySet, world.now)).toMatchObject({
        outcome: 'genuine',
        claims,
      });
    },
  );

  it('grows beyond 30 mm where there is more to say, and is read all the same', async () => {
    const claims = sampleClaims(20);
    const world = await createSigningWorld({ claims });
    const picture = await scan(await renderSigned(world));
    expect(await readByZbar(picture)).toBe(world.qrPayload);
    expect((await readByZxing(picture)).map(({ text }) => text)).toEqual([world.qrPayload]);
  });
});
