import type { HeldCertificateName } from '../../../platform/contract/library.ts';

/** Where a certificate comes from that is printed from 我的证照. */
export type DocumentSource =
  /** A copy of a certificate of the library. */
  | { readonly kind: 'held'; readonly held: HeldCertificateName }
  /** A proof that a department has approved, to be handed over by the platform. */
  | { readonly kind: 'proof'; readonly certificateNumber: string }
  /** A document that was delivered in advance, opened: its signed claims. */
  | { readonly kind: 'prepared'; readonly documentId: string; readonly signed: Uint8Array };

/** It was issued before anybody stood here. */
export const isReady = (source: DocumentSource | undefined): boolean =>
  source !== undefined && source.kind !== 'held';
