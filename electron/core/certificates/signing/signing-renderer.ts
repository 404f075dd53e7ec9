import type { DocumentSigner, DocumentTrust } from '../../../../platform/contract/pdf-signature/index.ts';
import type { Log } from '../../log/core-log.ts';
import type { CertificateRenderer, RenderRequest, RenderResult } from '../rendering/certificate-renderer.ts';
import type { PreparedCertificate } from '../../session/visit-types.ts';
import { type RemoteSigner, signByDepartment, signByKiosk } from './sign-document.ts';

/** Why a certificate that was rendered is not printed. */
export type SigningRefusalReason =
  /** The platform was reached and does not sign it. */
  | 'signature-refused'
  /** What came is not the department's signature on this document. */
  | 'signature-wrong'
  /** Neither the department nor the kiosk can sign it. */
  | 'nobody-to-sign';

export type SignedRenderResult =
  | (Extract<RenderResult, { ok: true }> & Pick<PreparedCertificate, 'signedBy'>)
  | Extract<RenderResult, { ok: false }>
  | {
      readonly ok: false;
      readonly reason: SigningRefusalReason;
      /** For log and staff: a literal reason. */
      readonly detail: string;
    };

type Certificate = Pick<RenderRequest, 'claims' | 'qrPayload'>;

/** A renderer whose documents are signed. */
export interface SigningRenderer {
  render(request: Certificate): Promise<SignedRenderResult>;
}

/** One that can leave the department out: it signs only for the kiosk that asked for the certificate. */
export interface KioskSigningRenderer extends SigningRenderer {
  renderAtKiosk(request: Certificate): Promise<SignedRenderResult>;
}

/**
 * Renders certificates and has them signed: by the department, over the line; where the platform is not to be had, by the
 * kiosk itself, on a page that says so. A department that does not sign, and a signature that is not the right one, are
 * no reason for the kiosk to sign instead: then there is no document. Documents stay in memory.
 */
export const createSigningRenderer = (options: {
  readonly renderer: Pick<CertificateRenderer, 'render'>;
  readonly remote: RemoteSigner;
  /** The pinned root key, and the department's keys as of now. */
  readonly trust: () => DocumentTrust;
  /** The kiosk's key and chain, as of now; null where it has none. */
  readonly kioskSigner: () => DocumentSigner | null;
  readonly platformTime: { now(): number };
  readonly log: Pick<Log, 'warn'>;
}): KioskSigningRenderer => {
  const { renderer, remote, trust, platformTime, log } = options;

  const renderForKiosk = async (request: Certificate): Promise<SignedRenderResult> => {
    const signer = options.kioskSigner();
    if (signer === null) return { ok: false, reason: 'nobody-to-sign', detail: 'no-kiosk-certificate' };
    const at = platformTime.now();
    const rendered = await renderer.render({ ...request, signing: { by: 'kiosk', at } });
    if (!rendered.ok) return rendered;
    const signed = signByKiosk(rendered.pdf, { ...request.claims, at }, signer, trust());
    return signed.ok
      ? { ...rendered, pdf: signed.pdf, signedBy: 'kiosk' }
      : { ok: false, reason: 'nobody-to-sign', detail: signed.detail };
  };

  return {
    renderAtKiosk: renderForKiosk,
    async render({ claims, qrPayload }) {
      const rendered = await renderer.render({ claims, qrPayload, signing: { by: 'department' } });
      if (!rendered.ok) return rendered;
      const signed = await signByDepartment(rendered.pdf, claims, remote, trust());
      if (signed.ok) return { ...rendered, pdf: signed.pdf, signedBy: 'department' };
      const { reason, detail } = signed;
      switch (reason) {
        case 'refused':
        case 'wrong':
          return { ok: false, reason: `signature-${reason}`, detail };
        case 'unavailable':
          log.warn('certificate-signed-by-kiosk', { reason: detail });
          return renderForKiosk({ claims, qrPayload });
      }
    },
  };
};
