import type { VerifiedClaims } from '../../../electron/contract/verification-view.ts';
import type { Words } from '../../i18n/locale-context.tsx';

/** A line of the certificate to be held beside the paper. */
export interface VerifiedRow {
  readonly key: string;
  readonly label: string;
  readonly value: string;
  /** The paper has it in Chinese alone. */
  readonly labelAsWritten: boolean;
  readonly valueAsWritten: boolean;
}

/** What has a label in the language of the screen, and a value as the paper has it. */
const writtenValues: readonly string[] = ['department', 'purpose', 'holder', 'station'];

/** As the paper has its times, in China. */
const timeText = (milliseconds: number, locale: string): string =>
  new Intl.DateTimeFormat(locale, {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
    timeZone: 'Asia/Shanghai',
  }).format(milliseconds);

/** Everything that was signed, as far as it may be shown. Facts have the words of the paper, which are Chinese. */
export const verifiedRows = (claims: VerifiedClaims, { t, pick, locale }: Words): readonly VerifiedRow[] => {
  const common = [
    ['certificate', t('verified.certificate'), pick(claims.title)],
    ['department', t('verified.department'), claims.department],
    ['issued', t('verified.issued'), timeText(claims.issuedAt, locale)],
    ['expires', t('verified.expires'), timeText(claims.expiresAt, locale)],
    ['purpose', t('verified.purpose'), claims.purpose],
    ['holder', t('verified.holder'), `${claims.maskedName} ${claims.maskedIdNumber}`],
    ...(claims.agent === null
      ? []
      : [
          [
            'agent',
            t('verified.agent'),
            `${claims.agent.maskedName} · ${t(`verified.agent.${claims.agent.way}`)}`,
          ],
        ]),
    ['number', t('verified.number'), claims.certificateNumber],
    ['station', t('verified.station'), claims.station],
    ['assurance', t('verified.assurance'), t(`verified.assurance.${claims.assuranceLevel}`)],
  ].map(([key = '', label = '', value = '']) => ({
    key,
    label,
    value,
    labelAsWritten: false,
    valueAsWritten: writtenValues.includes(key),
  }));
  const facts =
    claims.facts?.rows.map((row, index) => ({
      key: `fact-${index}`,
      ...row,
      labelAsWritten: true,
      valueAsWritten: true,
    })) ?? [];
  const tables = claims.facts?.tables.flatMap(({ heading, columns, rows }, table) =>
    rows.length === 0
      ? [
          {
            key: `table-${table}`,
            label: heading,
            value: t('verified.noRows'),
            labelAsWritten: true,
            valueAsWritten: false,
          },
        ]
      : rows.map((cells, row) => ({
          key: `table-${table}-${row}`,
          label: `${heading} ${row + 1}`,
          value: cells
            .map((cell, column) => [columns[column], cell].filter((part) => part !== undefined).join(' '))
            .join(' · '),
          labelAsWritten: true,
          valueAsWritten: true,
        })),
  );
  return [...common, ...facts, ...(tables ?? [])];
};
