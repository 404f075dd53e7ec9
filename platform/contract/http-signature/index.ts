/**
 * HTTP Message Signatures (RFC 9421) between kiosk and platform, with Content-Digest (RFC 9530): every request of a
 * kiosk and every answer of the platform.
 */
export { type AnswerVerification, signAnswer, verifyAnswer } from './answer-signature.ts';
export { contentDigest } from './content-digest.ts';
export {
  type HttpAnswerParts,
  type HttpHeaders,
  type HttpRequestParts,
  type HttpSigningKey,
  signatureWindowSeconds,
} from './message.ts';
export {
  type RequestSignatureMoment,
  readRequestSignature,
  signRequest,
  verifyRequest,
} from './request-signature.ts';
export { readRequestUrl } from './request-url.ts';
