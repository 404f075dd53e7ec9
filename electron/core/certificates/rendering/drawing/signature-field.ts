import {
  byteRangePlaceholder,
  claimsEntry,
  reservedSignatureBytes,
} from '../../../../../platform/contract/pdf-signature/signature-space.ts';

/** What a signature says of itself in the document (ISO 32000-2, 12.8.1, table 255). */
export interface SignatureDescription {
  /** Who signs: the department, or the station. */
  readonly name: string;
  readonly reason: string;
  readonly location: string;
  /** The claimed time of signing, which PAdES has here and nowhere else (EN 319 142-1 §6.3). */
  readonly signedAt: Date;
  /** Text of the QR code: the claims under the department's signature, for who verifies the file and not the paper. */
  readonly claims: string;
}

/** Print and Locked (ISO 32000-2, 12.5.3): PDF/A-2 wants the first (ISO 19005-2, 6.3.2). */
const annotationFlags = 4 + 128;
/** SignaturesExist and AppendOnly (ISO 32000-2, 12.7.3). */
const signatureFlags = 1 + 2;

/** pdfkit writes a String object as a PDF string, and a plain one as a name. */
const text = (value: string): object => new String(value);

/** What pdfkit keeps of a form. Its own way to begin one wants a font of its own and what PDF/A forbids. */
interface FormOwner {
  readonly _root: { readonly data: Record<string, unknown> };
  _acroform: { readonly fonts: Record<string, never>; readonly defaultFont: string };
}

/**
 * Puts an invisible signature field on the current page, with room for the signature (`prepareSignature`). Written with
 * pdfkit's own objects.
 */
export const addSignatureField = (document: PDFKit.PDFDocument, description: SignatureDescription): void => {
  const value = document.ref({
    Type: 'Sig',
    Filter: 'Adobe.PPKLite',
    SubFilter: 'ETSI.CAdES.detached',
    ByteRange: [0, byteRangePlaceholder, byteRangePlaceholder, byteRangePlaceholder],
    Contents: new Uint8Array(reservedSignatureBytes),
    Name: text(description.name),
    Reason: text(description.reason),
    Location: text(description.location),
    M: description.signedAt,
    [claimsEntry]: text(description.claims),
  });
  value.finalize();
  // Empty, but there: readers of the older parts of PDF/A want one also for a field without area.
  const appearance = document.ref({
    Type: 'XObject',
    Subtype: 'Form',
    FormType: 1,
    BBox: [0, 0, 0, 0],
    Resources: {},
  });
  appearance.end(' ');
  const widget = document.ref({
    Type: 'Annot',
    Subtype: 'Widget',
    FT: 'Sig',
    T: text('Signature'),
    F: annotationFlags,
    Rect: [0, 0, 0, 0],
    P: document.page.dictionary,
    V: value,
    AP: { N: appearance },
  });
  widget.finalize();
  document.page.annotations.push(widget);
  const owner = document as unknown as FormOwner;
  // There is no text in the form, so it needs no font; pdfkit wants to hear of one when it ends the form.
  owner._acroform = { fonts: {}, defaultFont: 'none' };
  owner._root.data.AcroForm = document.ref({
    SigFlags: signatureFlags,
    Fields: [widget],
    DR: { Font: {} },
  });
};
