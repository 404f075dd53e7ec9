import { expect, it } from 'vitest';
import { sealFormOf } from '../../../../electron/core/certificates/rendering/drawing/seal.ts';
import { openFontLibrary } from '../../../../electron/core/certificates/rendering/typesetting/font-library.ts';
import { fontFolder } from './sample-certificate.ts';

it('a seal that is kept lies in memory of its own, in which no document has ever been', async () => {
  const { bold } = await openFontLibrary(fontFolder, []);
  const texts = { ring: '潇湘市不动产登记中心', line: '电子印章', code: '4301000012345' };
  const form = sealFormOf(texts, bold);
  expect(form.length).toBeGreaterThan(1_000);
  expect(form.buffer.byteLength).toBe(form.length);
  // Drawn once, and kept.
  expect(sealFormOf({ ...texts }, bold)).toBe(form);
});
