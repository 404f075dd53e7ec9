import { useEffect, useState } from 'react';
import { useBridge } from '../../bridge/core-context.tsx';
import type { OpenedDocument } from '../../bridge/documents.ts';

export type Certificate =
  | { readonly kind: 'loading' }
  | { readonly kind: 'opened'; readonly document: OpenedDocument }
  | { readonly kind: 'notShown' };

/** Fetches and opens the certificate in preview, and forgets it when the resident moves on. */
export const useCertificate = (certificateNumber: string): Certificate => {
  const { core, documents } = useBridge();
  const [certificate, setCertificate] = useState<Certificate>({ kind: 'loading' });
  useEffect(() => {
    let left = false;
    let opened: OpenedDocument | null = null;
    const load = async (): Promise<void> => {
      const answer = await core.previewDocument(certificateNumber);
      if (!answer.ok) {
        if (!left) setCertificate({ kind: 'notShown' });
        return;
      }
      if (left) {
        answer.pdf.fill(0);
        return;
      }
      opened = await documents.open(answer.pdf);
      if (left) opened.dispose();
      else setCertificate({ kind: 'opened', document: opened });
    };
    load().catch(() => {
      if (!left) setCertificate({ kind: 'notShown' });
    });
    return () => {
      left = true;
      opened?.dispose();
      setCertificate({ kind: 'loading' });
    };
  }, [core, documents, certificateNumber]);
  return certificate;
};
