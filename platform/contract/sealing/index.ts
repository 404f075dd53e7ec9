/** Sealing of personal parts to the platform (compact JWE, ECDH-ES with A256GCM), and of documents to their holder. */
export { type HolderCard, holderKey, openPrepared, type PreparedFor, sealPrepared } from './holder.ts';
export { type OpenedSealed, type OpeningKey, openSealed } from './open.ts';
export { sealToPlatform } from './seal.ts';
export { readSealedHeader, type SealedContext, type SealedHeader } from './sealed-header.ts';
