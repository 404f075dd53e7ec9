import type { CertificateClaims } from '../../../../platform/contract/certificate/claims.ts';
import { fillTemplate, textsOf } from './certificate-content.ts';
import { describeSignature, type SigningParty, withSignatureNote } from './signing-party.ts';
import { drawCertificate } from './drawing/draw-certificate.ts';
import { encodeQr, largestQrVersion } from './drawing/qr-code.ts';
import { loadDrawing } from './drawing/pdf-document.ts';
import { layOutCertificate } from './layout/lay-out-certificate.ts';
import { qrSideOf } from './layout/page-style.ts';
import { type CertificateTemplate, certificateTemplateSchema } from './template/template.ts';
import { loadTemplates, type RefusedTemplate } from './template/template-folder.ts';
import { longClaims } from './template/trial-claims.ts';
import { openFontLibrary, type RefusedFont } from './typesetting/font-library.ts';
import type { Typefaces } from './typesetting/typeface.ts';
import { warmUp } from './warm-up.ts';

/** Why a certificate cannot be printed as it is. */
export type RenderRefusalReason =
  /** No font draws one of its characters; it would have been an empty box. */
  | 'character-without-glyph'
  /** A row higher than a page, or more pages than anyone would accept. */
  | 'text-does-not-fit'
  /** No usable template for this kind, or one that does not suit the claims. */
  | 'template-broken'
  /** The signed payload needs a QR code too fine to be read at its size. */
  | 'qr-too-large';

export type RenderResult =
  | {
      readonly ok: true;
      /** PDF/A-2b, A4; only ever in memory. */
      readonly pdf: Uint8Array;
      readonly pages: number;
      readonly qrVersion: number;
    }
  | {
      readonly ok: false;
      readonly reason: RenderRefusalReason;
      /** Small print for the staff: keys, code points, sizes; never a value of the person. */
      readonly detail: string;
    };

export interface CertificateRenderer {
  /** The fonts, for what else is printed beside certificates. */
  readonly typefaces: Typefaces;
  /** Templates that were not taken into use when the renderer was made. */
  readonly refusedTemplates: readonly RefusedTemplate[];
  /** Fallback fonts that could not be opened: what only they draw is refused as `character-without-glyph`. */
  readonly refusedFonts: readonly RefusedFont[];
  /**
   * What stands against printing with a template: a character that no font draws, or certificates of it that could not be
   * laid out when they are long. Undefined: nothing. `template` has passed `parseTemplate`.
   */
  checkTemplate(template: CertificateTemplate): Promise<string | undefined>;
  /** What certificates of a kind are called on paper; null where there is no template for it. */
  titleOf(kind: string): CertificateTemplate['title'] | null;
  /**
   * Renders verified claims. Nothing of them is kept afterwards: fonts and templates are all that stays in memory.
   *
   * The same request gives the same file, byte for byte.
   */
  render(request: RenderRequest): Promise<RenderResult>;
}

export interface RenderRequest {
  readonly claims: CertificateClaims;
  /** Text of the QR code, in the alphanumeric characters of ISO/IEC 18004. */
  readonly qrPayload: string;
  /** Who is going to sign the file (`prepareSignature`); without one no room is left for a signature. */
  readonly signing?: SigningParty;
}

export interface CertificateRendererOptions {
  /** Holds the fonts as `400Regular/NotoSerifSC_400Regular.ttf` and `700Bold/NotoSerifSC_700Bold.ttf`. */
  readonly fontFolder: string;
  /** Holds one JSON file for each kind of certificate: what the kiosk came with. */
  readonly templatesFolder: string;
  /** TrueType files for what those fonts lack, in order of preference (`fallbackFontPaths`). */
  readonly fallbackFonts?: readonly string[];
  /** The template that the platform has delivered for a kind; it goes before the folder's. Undefined where there is none. */
  readonly deliveredTemplate?: (kind: string) => unknown;
}

/** Of a symbol of `largestQrVersion`: 17 modules and 4 for each version (ISO/IEC 18004, 6.3.2). */
const largestQrSide = qrSideOf(17 + 4 * largestQrVersion);

const codePointName = (codePoint: number): string =>
  `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`;

/** First code point among the texts that cannot be drawn in one of the weights. */
const findUndrawable = (texts: readonly string[], { regular, bold }: Typefaces): number | undefined => {
  for (const text of texts) {
    const missing = regular.findUndrawable(text) ?? bold.findUndrawable(text);
    if (missing !== undefined) return missing;
  }
  return undefined;
};

/** Every string of a template, also between its placeholders. */
const stringsOf = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(stringsOf) : [];
};

const checkGlyphs =
  (typefaces: Typefaces) =>
  (template: CertificateTemplate): string | undefined => {
    const missing = findUndrawable(stringsOf(template), typefaces);
    return missing === undefined ? undefined : `no glyph for ${codePointName(missing)}`;
  };

/**
 * Loads fonts and templates once, and renders each template for nobody, so that each certificate takes milliseconds. A broken template is refused by itself
 * and reported, and so is a fallback font; the main fonts have to be whole.
 *
 * @throws FontUnavailableError when a main font is missing or broken, and the file system's error when the folder of
 * templates cannot be read.
 */
export const createCertificateRenderer = async ({
  fontFolder,
  templatesFolder,
  fallbackFonts = [],
  deliveredTemplate = () => undefined,
}: CertificateRendererOptions): Promise<CertificateRenderer> => {
  const typefaces = await openFontLibrary(fontFolder, fallbackFonts);
  const check = checkGlyphs(typefaces);
  const templates = await loadTemplates(templatesFolder, check);
  await loadDrawing();
  const templateFor = (kind: string): CertificateTemplate | undefined => {
    const delivered = certificateTemplateSchema.safeParse(deliveredTemplate(kind));
    const usable = delivered.success && delivered.data.kind === kind && check(delivered.data) === undefined;
    return usable ? delivered.data : templates.byKind.get(kind);
  };

  const renderer: CertificateRenderer = {
    typefaces,
    refusedTemplates: templates.refused,
    refusedFonts: typefaces.refusedFonts,
    checkTemplate: async (template) => {
      const undrawable = check(template);
      if (undrawable !== undefined) return undrawable;
      const filled = fillTemplate(template, longClaims(template));
      if (!filled.ok) return filled.detail;
      const laidOut = layOutCertificate(filled.content, largestQrSide, typefaces);
      return laidOut.ok ? undefined : laidOut.detail;
    },
    titleOf: (kind) => templateFor(kind)?.title ?? null,
    async render({ claims, qrPayload, signing }) {
      const template = templateFor(claims.kind);
      if (!template) {
        return { ok: false, reason: 'template-broken', detail: `no template for ${claims.kind}` };
      }
      const filled = fillTemplate(template, claims);
      if (!filled.ok) return filled;
      const content = signing ? withSignatureNote(filled.content, signing) : filled.content;

      const missing = findUndrawable(textsOf(content), typefaces);
      if (missing !== undefined) {
        return {
          ok: false,
          reason: 'character-without-glyph',
          detail: `no glyph for ${codePointName(missing)}`,
        };
      }
      const qr = encodeQr(qrPayload);
      if (!qr.ok) return qr;
      const laidOut = layOutCertificate(content, qrSideOf(qr.matrix.size), typefaces);
      if (!laidOut.ok) return laidOut;

      const pdf = await drawCertificate(
        {
          description: {
            title: content.title,
            author: claims.department.name,
            subject: claims.certificateNumber,
            keywords: `${template.kind} ${template.version}`,
            createdAt: new Date(claims.issuedAt * 1000),
          },
          content,
          layout: laidOut.layout,
          qr: qr.matrix,
          signature: signing ? describeSignature(signing, claims, qrPayload) : null,
        },
        typefaces,
      );
      return { ok: true, pdf, pages: laidOut.layout.pages.length, qrVersion: qr.matrix.version };
    },
  };
  await warmUp(renderer.render, templates.byKind.values());
  return renderer;
};
