import { beforeAll, describe, expect, it } from 'vitest';
import { createCertificateRenderer } from '../../../../electron/core/certificates/rendering/certificate-renderer.ts';
import { guideOf } from '../../../../electron/core/hall/guide-content.ts';
import { layOutNotice } from '../../../../electron/core/hall/notice/lay-out-notice.ts';
import { noticeContent } from '../../../../electron/core/hall/notice/notice-content.ts';
import { renderNotice } from '../../../../electron/core/hall/notice/print-notice.ts';
import { page, margin } from '../../../../electron/core/certificates/rendering/layout/page-style.ts';
import type { Typefaces } from '../../../../electron/core/certificates/rendering/typesetting/typeface.ts';
import { fontFolder, templatesFolder } from '../../certificates/rendering/sample-certificate.ts';
import { createHallWorld, seedGuides } from '../../../helpers/hall.ts';

const station = {
  name: { 'zh-CN': '青石镇便民驿站', en: 'Qingshi Town Station' },
  code: 'QS-001',
  phone: '',
};
const { hall } = createHallWorld();
const contentOf = (code: string) => {
  const guide = guideOf(code, hall, seedGuides);
  if (!guide) throw new Error(`no guide to ${code}`);
  return noticeContent({ guide, station, printedAt: Date.UTC(2026, 10, 21, 2) });
};

let typefaces: Typefaces;
beforeAll(async () => {
  typefaces = (await createCertificateRenderer({ fontFolder, templatesFolder })).typefaces;
});

describe('a notice', () => {
  it('says what to bring, how long it takes and what it costs, in both languages', () => {
    const { facts, qr } = contentOf('id-card-issue');
    const said = JSON.stringify(facts);
    expect(said).toContain('居民户口簿（部门共享，不用带）');
    expect(said).toContain('首次申领');
    expect(said).toContain('20 yuan');
    expect(qr).toContain('我要办身份证');
  });

  it('fits one page for every item of the seed', async () => {
    for (const { code } of hall.items().numbered.filter(({ isMain }) => isMain)) {
      const { operations, qrCorner } = layOutNotice(contentOf(code), 120, typefaces);
      expect(operations.length).toBeGreaterThan(20);
      expect(qrCorner.y + 120).toBeLessThanOrEqual(page.height - margin.bottom);
    }
  });

  it('is a PDF of one page', async () => {
    const rendered = await renderNotice(contentOf('hygiene-licence'), {
      typefaces,
      itemCode: 'hygiene-licence',
      createdAt: new Date(0),
    });
    if (!rendered.ok) throw new Error(rendered.reason);
    const text = Buffer.from(rendered.pdf).toString('latin1');
    expect(text.startsWith('%PDF-')).toBe(true);
    expect(text.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
  });
});
