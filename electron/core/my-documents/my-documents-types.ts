import type { CatalogueItem, LocalizedText } from '../../../platform/contract/catalogue.ts';
import type { AccessTrailReply, HeldCertificate } from '../../../platform/contract/library.ts';
import type { Failure, IdentifiedPerson } from '../session/visit-types.ts';
import type { DocumentSource } from './document-source.ts';

/** What lies ready to be collected. */
export interface ReadyDocument {
  readonly item: CatalogueItem;
  readonly source: Exclude<DocumentSource, { kind: 'held' }>;
  readonly certificateNumber: string;
  /** As it will be printed. */
  readonly purpose: string;
  readonly department: LocalizedText;
  /** Where it is collected; null: here. */
  readonly elsewhere: string | null;
  /** Milliseconds since the Unix epoch. */
  readonly until: number;
}

/** What the platform said, or why it did not. */
export type PlatformWord<Said> =
  | { readonly state: 'listed'; readonly said: Said }
  | { readonly state: 'unreachable' | 'refused'; readonly failure: Failure };

/** What a resident has, as it was found in this visit. Lives in the visit's context. */
export interface MyDocuments {
  readonly library: PlatformWord<readonly HeldCertificate[]>;
  readonly ready: readonly ReadyDocument[];
}

export type AccessTrail = PlatformWord<AccessTrailReply>;

export interface MyDocumentsRequest {
  readonly visitId: string;
  readonly person: IdentifiedPerson;
}

export type MyDocumentsOutcome =
  | { readonly ok: true; readonly documents: MyDocuments }
  | ({ readonly ok: false } & Failure);

export type AccessTrailOutcome =
  | { readonly ok: true; readonly trail: AccessTrail }
  | ({ readonly ok: false } & Failure);

/** Looks up what a resident has, and who looked at it. Both only after consent. */
export interface MyDocumentsService {
  find(request: MyDocumentsRequest): Promise<MyDocumentsOutcome>;
  readTrail(request: MyDocumentsRequest): Promise<AccessTrailOutcome>;
}
