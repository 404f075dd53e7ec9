import type { AssuranceLevel, CertificateClaims } from '../../../../platform/contract/certificate/claims.ts';
import { agentFacts } from './agent-facts.ts';
import { dateText, dateTimeText, lastPrintableInstant } from './date-text.ts';
import {
  type CommonPlaceholder,
  isPlaceholder,
  type Pattern,
  type Placeholder,
} from './template/placeholder.ts';
import type { CertificateTemplate, TemplateTable } from './template/template.ts';

/** Beside each text in Chinese there may be one in English; it is empty where there is none. */
export interface FactContent {
  readonly label: string;
  readonly englishLabel: string;
  readonly value: string;
  readonly englishValue: string;
  readonly width: 'full' | 'half';
  readonly emphasis: boolean;
}

export interface TableContent {
  readonly heading: string;
  readonly englishHeading: string;
  readonly columns: TemplateTable['columns'];
  readonly rows: readonly (readonly string[])[];
  readonly emptyText: string;
  readonly englishEmptyText: string;
}

/** Every text of one certificate, filled in and ready to be set. */
export interface CertificateContent {
  readonly title: string;
  readonly englishTitle: string;
  readonly departmentLine: string;
  readonly certificateNumber: string;
  readonly numberLine: string;
  readonly validUntilLine: string;
  readonly statement: string;
  readonly englishStatement: string;
  readonly facts: readonly FactContent[];
  readonly tables: readonly TableContent[];
  readonly closing: string;
  readonly englishClosing: string;
  readonly signatory: string;
  readonly signatureDate: string;
  readonly seal: { readonly ring: string; readonly line: string; readonly code: string };
  readonly verification: { readonly heading: string; readonly text: string; readonly english: string };
  readonly footer: readonly string[];
  readonly watermark: readonly string[];
}

export type FillTemplateResult =
  | { readonly ok: true; readonly content: CertificateContent }
  | {
      readonly ok: false;
      readonly reason: 'template-broken' | 'text-does-not-fit';
      readonly detail: string;
    };

/** Assurance levels as printed; see the session's identification step for what each one rests on. */
const assuranceTexts: Record<AssuranceLevel, string> = {
  1: '一级（动态二维码核验）',
  2: '二级（证件芯片核验）',
  3: '三级（证件芯片及本人核验）',
};

const englishSexes: Record<CertificateClaims['holder']['sex'], string> = {
  男: 'Male',
  女: 'Female',
  未知: 'Unknown',
  未说明: 'Not stated',
};

const commonValues = (
  claims: CertificateClaims,
  { english }: CertificateTemplate,
): Record<CommonPlaceholder, string> => ({
  'holder.name': claims.holder.name,
  'holder.sex': claims.holder.sex,
  'holder.sexEnglish': englishSexes[claims.holder.sex],
  'holder.idNumber': claims.holder.idNumber,
  purpose: claims.purpose,
  purposeEnglish:
    Object.entries(english?.purposes ?? {}).find(([name]) => name === claims.purpose)?.[1] ?? '',
  'department.name': claims.department.name,
  'station.name': claims.station.name,
  'station.code': claims.station.code,
  certificateNumber: claims.certificateNumber,
  issuedAt: dateTimeText(claims.issuedAt),
  issuedDate: dateText(claims.issuedAt),
  expiresAt: dateTimeText(claims.expiresAt),
  expiresDate: dateText(claims.expiresAt),
  assurance: assuranceTexts[claims.assuranceLevel],
});

/** What the template names and the claims lack, or undefined. */
const mismatch = (template: CertificateTemplate, claims: CertificateClaims): string | undefined => {
  if (template.kind !== claims.kind) return `template is for ${template.kind}, the claims are ${claims.kind}`;
  const fact = template.factKeys.find((key) => !Object.hasOwn(claims.facts, key));
  if (fact !== undefined) return `the claims have no facts.${fact}`;
  for (const { key, columns } of template.tables) {
    if (!Object.hasOwn(claims.tables, key)) return `the claims have no tables.${key}`;
    const row = claims.tables[key]?.findIndex((cells) => cells.length !== columns.length) ?? -1;
    if (row >= 0) return `row ${row + 1} of tables.${key} does not have ${columns.length} cells`;
  }
  return undefined;
};

/** Fills a template with verified claims. Facts that the template does not name are not printed. */
export const fillTemplate = (
  template: CertificateTemplate,
  claims: CertificateClaims,
): FillTemplateResult => {
  const fault = mismatch(template, claims);
  if (fault !== undefined) return { ok: false, reason: 'template-broken', detail: fault };
  if (Math.max(claims.issuedAt, claims.expiresAt) > lastPrintableInstant) {
    return { ok: false, reason: 'text-does-not-fit', detail: 'a date lies beyond the year 9999' };
  }

  const common = commonValues(claims, template);
  const textOf = (placeholder: Placeholder): string => {
    switch (placeholder.kind) {
      case 'common':
        return common[placeholder.name];
      case 'fact':
        return claims.facts[placeholder.key] ?? '';
      case 'rowCount':
        return String(claims.tables[placeholder.table]?.length ?? 0);
    }
  };
  const fill = (pattern: Pattern): string =>
    pattern.map((part) => (isPlaceholder(part) ? textOf(part) : part)).join('');

  return {
    ok: true,
    content: {
      title: template.title['zh-CN'],
      englishTitle: template.title.en,
      departmentLine: fill(template.departmentLine),
      certificateNumber: claims.certificateNumber,
      numberLine: fill(template.numberLine),
      validUntilLine: fill(template.validUntilLine),
      statement: fill(template.statement),
      englishStatement: fill(template.english?.statement ?? []),
      facts: [
        ...template.facts.map(({ label, value, english, width, emphasis }) => ({
          label,
          englishLabel: english?.label ?? '',
          value: fill(value),
          englishValue: fill(english?.value ?? []),
          width,
          emphasis,
        })),
        ...agentFacts(claims, template.english !== undefined),
      ],
      tables: template.tables.map(
        ({ key, heading, englishHeading, columns, emptyText, englishEmptyText }) => ({
          heading,
          englishHeading: englishHeading ?? '',
          columns,
          rows: claims.tables[key] ?? [],
          emptyText,
          englishEmptyText: englishEmptyText ?? '',
        }),
      ),
      closing: fill(template.closing),
      englishClosing: fill(template.english?.closing ?? []),
      signatory: fill(template.signatory),
      signatureDate: fill(template.signatureDate),
      seal: { ...template.seal, ring: fill(template.seal.ring) },
      verification: { ...template.verification, english: template.english?.verification ?? '' },
      footer: template.footer.map(fill),
      watermark: template.watermark.map(fill),
    },
  };
};

/** Every text that will be drawn. */
export const textsOf = (content: CertificateContent): string[] => [
  content.title,
  content.englishTitle,
  content.departmentLine,
  content.certificateNumber,
  content.numberLine,
  content.validUntilLine,
  content.statement,
  content.englishStatement,
  ...content.facts.flatMap(({ label, englishLabel, value, englishValue }) => [
    label,
    englishLabel,
    value,
    englishValue,
  ]),
  ...content.tables.flatMap(({ heading, englishHeading, columns, rows, emptyText, englishEmptyText }) => [
    heading,
    englishHeading,
    emptyText,
    englishEmptyText,
    ...columns.flatMap((column) => [column.label, column.englishLabel ?? '']),
    ...rows.flat(),
  ]),
  content.closing,
  content.englishClosing,
  content.signatory,
  content.signatureDate,
  content.seal.ring,
  content.seal.line,
  content.seal.code,
  content.verification.heading,
  content.verification.text,
  content.verification.english,
  ...content.footer,
  ...content.watermark,
];
