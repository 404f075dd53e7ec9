import type { RootCertificate, SignDocumentReply, SignDocumentRequest } from '../pdf-signature/index.ts';
import { exampleParameters } from './examples.ts';
import type { Operation } from './operation.ts';

const request: SignDocumentRequest = {
  algorithm: 'ecdsa-p256-sha256',
  digest: 'uU0nuZNNPgilLlLX2n2r-sSE7-N6U4DukIj3rOLvzek',
};

/** Beginnings of the two structures. */
const reply: SignDocumentReply = { signature: 'MIIFqAYJKoZIhvcNAQcCoIIFmTCCBZUCAQEx' };
const root: RootCertificate = { certificate: 'MIICKjCCAdCgAwIBAgIQ' };

/** The department's signature on the document of a certificate. */
export const signatureOperations: readonly Operation[] = [
  {
    id: 'signCertificateDocument',
    method: 'post',
    path: '/v1/certificates/{number}/signature',
    summary: 'Signs the document of a certificate',
    description:
      'Detached CMS (PAdES B-B, base64url of its DER) over the digest of the document’s byte range, by the department’s key that signed the claims; the number of the certificate stands among its signed attributes. For the kiosk that asked for the certificate, within 15 minutes of its issue. One signature for one number: the same digest again gets the same bytes.',
    signature: 'kiosk',
    parameters: [
      {
        name: 'number',
        in: 'path',
        description: 'Number of the certificate.',
        schema: { type: 'string', pattern: '^[0-9A-Z-]{8,40}$' },
        example: exampleParameters.certificateNumber,
      },
    ],
    request: { mediaType: 'application/json', schema: 'SignDocumentRequest', example: request },
    answer: { mediaType: 'application/json', schema: 'SignDocumentReply', example: reply },
    reasons: ['not-found', 'already-signed', 'too-late', 'revoked', 'expired', 'algorithm-unavailable'],
  },
  {
    id: 'getRootCertificate',
    method: 'get',
    path: '/v1/root-certificate',
    summary: 'The root’s X.509 certificate',
    description:
      'Open to anybody: with it any reader of PDF verifies documents. Its key is the root key that is pinned at each kiosk.',
    signature: 'none',
    parameters: [],
    request: null,
    answer: { mediaType: 'application/json', schema: 'RootCertificate', example: root },
    reasons: [],
  },
];
