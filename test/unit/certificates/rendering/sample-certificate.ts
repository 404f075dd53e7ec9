import { fileURLToPath } from 'node:url';
import type { CertificateClaims } from '../../../../platform/contract/certificate/claims.ts';

const fromRoot = (path: string): string => fileURLToPath(new URL(`../../../../${path}`, import.meta.url));

export const fontFolder = fromRoot('node_modules/@expo-google-fonts/noto-serif-sc');
export const templatesFolder = fromRoot('assets/templates');

/** 2026-11-20 16:05 in Shanghai, seconds since the Unix epoch. */
export const sampleInstant = Date.UTC(2026, 10, 20, 8, 5) / 1000;

/** A property row as the housing template wants it; every fourth address takes several lines. */
export const propertyRow = (index: number): string[] => [
  `湘(2020)潇湘市不动产权第00${10000 + index}号`,
  index % 4 === 3
    ? `潇湘市岳云区橘子洲街道滨江社区潇湘大道一百二十八号阳光花园三期第${index}栋2单元1803室`
    : `潇湘市岳云区梅溪路${index + 1}号`,
  (89.5 + index).toFixed(2),
  '成套住宅',
  index % 3 === 0 ? '共同共有' : '单独所有',
  '2020-06-18',
];

/** Claims of a 有无房证明 of a synthetic person with so many dwellings. */
export const sampleClaims = (
  properties = 0,
  changes: Partial<CertificateClaims> = {},
): CertificateClaims => ({
  certificateNumber: 'ZF20261120-0000000042',
  kind: 'housing-status',
  holder: { name: '张三四', sex: '女', idNumber: '439901199001010027' },
  purpose: '公积金提取',
  department: { code: 'xiaoxiang-real-estate', name: '潇湘市不动产登记中心' },
  station: { code: 'XX-0001', name: '潇湘市橘园社区政务服务驿站' },
  assuranceLevel: 3,
  issuedAt: sampleInstant,
  expiresAt: sampleInstant + 30 * 86_400,
  facts: {
    scope: '潇湘市全域',
    period: '有登记记录以来至本证明开具之时',
    result: properties === 0 ? '无' : '有',
    count: String(properties),
    source: '不动产登记簿',
  },
  tables: { properties: Array.from({ length: properties }, (_, index) => propertyRow(index)) },
  ...changes,
});

/** A payload of so many characters out of the alphabet of base45; 480 is what a signed certificate takes. */
export const samplePayload = (length = 480): string => {
  const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';
  const characters = Array.from({ length: length - 4 }, (_, index) => alphabet[(index * 17 + 5) % 45]);
  return `YZ1:${characters.join('')}`;
};

/** A small template that passes; a test spoils one field of it. */
export const sampleTemplate = (): Record<string, unknown> => ({
  format: 1,
  kind: 'sample',
  version: '1.0',
  title: { 'zh-CN': '样例证明', en: 'Sample certificate' },
  departmentLine: '{department.name}',
  numberLine: '编号 {certificateNumber}',
  validUntilLine: '有效期至 {expiresAt}',
  factKeys: ['scope'],
  statement: '{holder.name}在{facts.scope}有{tables.items.count}项。',
  facts: [{ label: '姓名', value: '{holder.name}' }],
  tables: [
    {
      key: 'items',
      heading: '明细',
      columns: [
        { label: '名称', width: 60 },
        { label: '日期', width: 40 },
      ],
      emptyText: '无记录',
    },
  ],
  closing: '特此证明。',
  signatory: '{department.name}',
  signatureDate: '{issuedDate}',
  seal: { ring: '{department.name}', line: '专用章', code: '439901000001' },
  verification: { heading: '核验', text: '扫码核验。' },
  footer: ['仅供{purpose}使用'],
  watermark: ['仅供{purpose}使用'],
});
