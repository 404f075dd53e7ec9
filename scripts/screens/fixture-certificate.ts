import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import PDFDocument from 'pdfkit';

const fontFile = join(
  import.meta.dirname,
  '../../node_modules/@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf',
);

/** A page that stands for a certificate in the pictures; it certifies nothing and says so. */
export const fixtureCertificate = async (): Promise<Uint8Array> => {
  const page = new PDFDocument({ size: 'A4', margin: 72 });
  const parts: Uint8Array[] = [];
  page.on('data', (part: Uint8Array) => parts.push(part));
  const ended = new Promise<void>((resolve) => page.on('end', () => resolve()));
  page.registerFont('serif', await readFile(fontFile));
  page.font('serif').fontSize(26).text('个人住房信息查询结果证明', { align: 'center' });
  page.moveTo(72, 130).lineTo(523, 130).lineWidth(1).stroke('#1b2430');
  page.fontSize(13).fillColor('#1b2430');
  const rows = [
    ['姓名', '张样例'],
    ['证件号码', '430100190001011234'],
    ['查询范围', '本市全部行政区'],
    ['查询结果', '无房'],
    ['用途', '申请公租房'],
  ];
  rows.forEach(([name = '', value = ''], index) => {
    page.text(name, 90, 170 + index * 34).text(value, 220, 170 + index * 34);
  });
  page.fontSize(11).fillColor('#8b94a0').text('样张,不具有效力', 72, 420, { align: 'center' });
  page.lineWidth(3).circle(430, 560, 60).stroke('#c8102e');
  page.fillColor('#c8102e').fontSize(14).text('样张专用章', 390, 553);
  page.end();
  await ended;
  return Buffer.concat(parts);
};
