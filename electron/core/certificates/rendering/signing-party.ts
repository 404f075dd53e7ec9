import type { CertificateClaims } from '../../../../platform/contract/certificate/claims.ts';
import type { CertificateContent } from './certificate-content.ts';
import type { SignatureDescription } from './drawing/signature-field.ts';

/** Who signs the document. */
export type SigningParty =
  /** The department, at the platform; as of the instant at which it issued the certificate. */
  | { readonly by: 'department' }
  /** This kiosk, because the department's signature could not be had; the instant in milliseconds since the epoch. */
  | { readonly by: 'kiosk'; readonly at: number };

const departmentReason = '出具电子证明';
const kioskReason = '部门签名暂不可用，由驿站终端签名；证明内容以二维码中部门的签名为准';

/** On the page, where the kiosk signs: the reader must not take its signature for the department's. */
const kioskNote =
  '本文件的部门电子签名出具时暂不可用，由驿站终端代为签名；证明内容以二维码中部门的签名为准。';

/** The content with what the page says of its signature. */
export const withSignatureNote = (content: CertificateContent, { by }: SigningParty): CertificateContent =>
  by === 'kiosk' ? { ...content, footer: [...content.footer, kioskNote] } : content;

/** What stands in the signature itself. Nothing about the person, but for the signed claims. */
export const describeSignature = (
  signing: SigningParty,
  { department, station, issuedAt }: CertificateClaims,
  claims: string,
): SignatureDescription =>
  signing.by === 'department'
    ? {
        name: department.name,
        reason: departmentReason,
        location: station.name,
        signedAt: new Date(issuedAt * 1000),
        claims,
      }
    : {
        name: station.name,
        reason: kioskReason,
        location: station.name,
        signedAt: new Date(signing.at),
        claims,
      };
