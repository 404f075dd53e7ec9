import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  type CertificateRendering,
  loadCertificateRendering,
} from '../../../../electron/core/composition/certificate-rendering.ts';
import { createDocumentCheck } from '../../../../electron/sync/feed/check-document.ts';
import { signDocument } from '../../../../platform/contract/signed-document.ts';
import { silentLog } from '../../../helpers/journal.ts';
import { createKeyPair } from '../../../property/sync/key-pair.ts';
import { sampleTemplate, templatesFolder } from './sample-certificate.ts';

const appFolder = fileURLToPath(new URL('../../../../', import.meta.url));
const kioskId = 'K-0123456789';

let rendering: CertificateRendering;
beforeAll(() => {
  rendering = loadCertificateRendering({ appFolder, deliveredTemplate: () => undefined, log: silentLog });
});

/** A template in a genuine document of the feed, as the kiosk judges it when it arrives. */
const arriving = async (content: unknown) => {
  const { key, jwk } = createKeyPair('answers-1');
  const { keyId } = key;
  const answerKey = { keyId, jwk, algorithm: 'ES256', notBefore: 0, notAfter: 2_000 } as const;
  const check = createDocumentCheck({ answerKeys: () => [answerKey], kioskId }, rendering.templateCheck);
  const document = { collection: 'template', id: 'sample', version: 1, issuedAt: 1_000 } as const;
  return check(await signDocument({ ...document, audience: 'all', removed: false, content }, key));
};

const table = (changes: object) => ({
  ...sampleTemplate(),
  tables: [
    {
      key: 'items',
      heading: '明细',
      columns: [{ label: '名称', width: 100 }],
      emptyText: '无记录',
      ...changes,
    },
  ],
});

describe('a template that the platform delivers', () => {
  it('is taken when certificates can be printed with it', async () => {
    expect(await arriving(sampleTemplate())).toMatchObject({ ok: true });
  });

  it.each(readdirSync(templatesFolder))('is taken when it is %s, which ships', async (file) => {
    const content: unknown = JSON.parse(readFileSync(`${templatesFolder}/${file}`, 'utf8'));
    expect(await arriving(content)).toMatchObject({ ok: true });
  });

  it.each([
    [
      'a character that no font draws',
      { ...sampleTemplate(), closing: '特此证明\u{1F512}。' },
      'no glyph for U+1F512',
    ],
    [
      'one in a seal',
      { ...sampleTemplate(), seal: { ring: '{department.name}', line: '\u{13000}', code: '439901000001' } },
      'no glyph for U+13000',
    ],
    ['a script', { ...sampleTemplate(), script: 'print()' }, 'script'],
    [
      'a call in a placeholder',
      { ...sampleTemplate(), closing: '{constructor.constructor("x")()}' },
      'closing',
    ],
    ['more rows of its own', table({ rows: Array.from({ length: 10_000 }, () => ['1']) }), 'rows'],
    [
      'more tables than three',
      {
        ...sampleTemplate(),
        tables: Array.from({ length: 4 }, (_, index) => ({
          key: `t${index}`,
          heading: '明细',
          columns: [{ label: '名称', width: 100 }],
          emptyText: '无记录',
        })),
      },
      'tables',
    ],
    [
      'columns without end',
      table({ columns: Array.from({ length: 500 }, () => ({ label: '列', width: 6 })) }),
      'columns',
    ],
    [
      'a table whose rows are higher than a page',
      table({
        columns: Array.from({ length: 12 }, (_, index) => ({ label: '列', width: index === 0 ? 34 : 6 })),
      }),
      'a row is higher than a page',
    ],
    ['a megabyte of text', { ...sampleTemplate(), closing: '长'.repeat(1_000_000) }, 'larger than'],
  ])('is refused with %s, before anybody waits for a certificate', async (_what, content, detail) => {
    expect(await arriving(content)).toMatchObject({
      ok: false,
      reason: 'content-broken',
      name: 'template/sample',
      detail: expect.stringContaining(detail),
    });
  });
});
