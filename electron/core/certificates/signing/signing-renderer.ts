import type { PublicJwk } from '../../../../platform/contract/api.ts';
import type { DocumentSigner } from '../../../../platform/contract/pdf-signature/index.ts';
import type { Log } from '../../log/core-log.ts';
import type { CertificateRenderer, RenderRequest, RenderResult } from '../rendering/certificate-renderer.ts';
import { type RemoteSigner, signByDepartment, signByKiosk } from './sign-document.ts';

/** A renderer whose documents are signed. */
export interface SigningRenderer {
  render(request: Pick<RenderRequest, 'claims' | 'qrPayload'>): Promise<RenderResult>;
}

/**
 * Renders certificates and has them signed: by the department, over the line; where that is not to be had, by the kiosk
 * itself, on a page that says so. A kiosk that has no key to sign with prints without a signature in the file: the paper
 * bears the department's signature in its QR code in any case.
 */
export const createSigningRenderer = (options: {
  readonly renderer: Pick<CertificateRenderer, 'render'>;
  readonly remote: RemoteSigner;
  readonly rootKey: PublicJwk;
  /** The kiosk's key and chain, as of now; null where it has none. */
  readonly kioskSigner: () => DocumentSigner | null;
  readonly platformTime: { now(): number };
  readonly log: Pick<Log, 'warn' | 'error'>;
}): SigningRenderer => {
  const { renderer, remote, rootKey, platformTime, log } = options;

  const renderForKiosk = async (
    request: Pick<RenderRequest, 'claims' | 'qrPayload'>,
  ): Promise<RenderResult> => {
    const signer = options.kioskSigner();
    if (signer === null) {
      log.error('certificate-not-signed', { reason: 'no-kiosk-key' });
      return renderer.render(request);
    }
    const rendered = await renderer.render({ ...request, signing: { by: 'kiosk', at: platformTime.now() } });
    if (!rendered.ok) return rendered;
    const signed = signByKiosk(rendered.pdf, request.claims.certificateNumber, signer);
    if (signed.ok) return { ...rendered, pdf: signed.pdf };
    log.error('certificate-not-signed', { reason: signed.reason });
    return renderer.render(request);
  };

  return {
    async render({ claims, qrPayload }) {
      const rendered = await renderer.render({ claims, qrPayload, signing: { by: 'department' } });
      if (!rendered.ok) return rendered;
      const signed = await signByDepartment(rendered.pdf, claims, remote, rootKey);
      if (signed.ok) return { ...rendered, pdf: signed.pdf };
      log.warn('certificate-signed-by-kiosk', { reason: signed.reason });
      return renderForKiosk({ claims, qrPayload });
    },
  };
};
