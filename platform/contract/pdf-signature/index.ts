export { claimsTextOf } from './claims-text.ts';
export { type DocumentDigest, type DocumentSigner, signDetached } from './detached-signature.ts';
export {
  ecdsaP256,
  type FindAlgorithmResult,
  findSignatureAlgorithm,
  type SignatureAlgorithm,
  type SignatureAlgorithmName,
  signatureAlgorithmNames,
} from './signature-algorithm.ts';
export {
  type RootCertificate,
  rootCertificateSchema,
  type SignDocumentReply,
  type SignDocumentRequest,
  signDocumentReplySchema,
  signDocumentRequestSchema,
} from './signature-messages.ts';
export {
  byteRangePlaceholder,
  claimsEntry,
  type EmbeddedSignature,
  type PreparedSignature,
  prepareSignature,
  readSignature,
  reservedSignatureBytes,
} from './signature-space.ts';
export {
  type CertificateRole,
  type CertificateSubject,
  readSigner,
  readSubject,
  type SignerCertificate,
} from './signer-certificate.ts';
export { type DetachedVerification, verifyDetached } from './verify-detached-signature.ts';
export { type DocumentTrust, type TimedVerification, verifySignatureAt } from './verify-signature-at.ts';
export {
  type DocumentVerification,
  type SignedDocument,
  verifyPdfSignature,
} from './verify-pdf-signature.ts';
export { oid } from './object-identifiers.ts';
