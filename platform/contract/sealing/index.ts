/** Sealing of personal parts to the platform (compact JWE, ECDH-ES with A256GCM), and of documents to their holder. */
export { type HolderSecret, holderSecret, openForHolder, sealToHolder } from './holder.ts';
export { type OpenedSealed, type OpeningKey, openSealed } from './open.ts';
export { sealToPlatform } from './seal.ts';
export { readSealedHeader, type SealedContext, type SealedHeader } from './sealed-header.ts';
