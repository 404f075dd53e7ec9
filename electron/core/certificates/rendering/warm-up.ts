import type { CertificateClaims } from '../../../../platform/contract/certificate/claims.ts';
import type { CertificateTemplate } from './template/template.ts';

/** Claims about nobody that suit a template. */
const emptyClaims = ({ kind, factKeys, tables }: CertificateTemplate): CertificateClaims => ({
  certificateNumber: '00000000',
  kind,
  holder: { name: '—', sex: '未说明', idNumber: '000000000000000000' },
  purpose: '—',
  department: { code: 'none', name: '—' },
  station: { code: 'none', name: '—' },
  assuranceLevel: 1,
  issuedAt: 0,
  expiresAt: 1,
  facts: Object.fromEntries(factKeys.map((key) => [key, '—'])),
  tables: Object.fromEntries(
    tables.map(({ key, columns }) => [key, Array.from({ length: 10 }, () => columns.map(() => '—'))]),
  ),
});

/** About as long as that of a usual certificate. */
const payload = 'YZ1:'.padEnd(480, '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:');

/**
 * Renders a certificate of each kind about nobody and lets it go, so that the first resident does not wait for code that
 * runs for the first time.
 */
export const warmUp = async (
  render: (request: { readonly claims: CertificateClaims; readonly qrPayload: string }) => Promise<unknown>,
  templates: Iterable<CertificateTemplate>,
): Promise<void> => {
  for (const template of templates) await render({ claims: emptyClaims(template), qrPayload: payload });
};
