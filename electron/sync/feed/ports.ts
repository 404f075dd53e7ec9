import type { AuditLog } from '../../../db/audit-log.ts';
import type { StorageFailure } from '../../../db/storage-failure.ts';
import type { FeedDocumentReader, FeedDocumentStore } from '../../../db/stores/feed-documents.ts';
import type { KeptDocumentReader, KeptDocumentStore } from '../../../db/stores/kept-documents.ts';
import type { AnswerKey } from '../../../platform/contract/api.ts';

/** What the pull reads and writes of the kiosk's database (db/unit-of-work.ts). */
export interface FeedStore {
  transaction<const Outcome extends { readonly ok: boolean }>(
    work: (unit: FeedUnit) => Outcome,
  ): Outcome | StorageFailure;
  read<Value>(
    work: (unit: FeedReadUnit) => Value,
  ): { readonly ok: true; readonly value: Value } | StorageFailure;
}

export interface FeedUnit {
  readonly feedDocuments: FeedDocumentStore;
  readonly keptDocuments: KeptDocumentStore;
  readonly audit: Pick<AuditLog, 'append'>;
}

export interface FeedReadUnit {
  readonly feedDocuments: FeedDocumentReader;
  readonly keptDocuments: KeptDocumentReader;
}

/** Whose signatures are believed and which documents are for this kiosk. */
export interface FeedTrust {
  answerKeys(): readonly AnswerKey[];
  readonly kioskId: string;
}

/** `detail` names what is wrong and holds nothing personal. */
type CheckedContent = { readonly ok: true } | { readonly ok: false; readonly detail: string };

/** Whether content is what its reader can work with. */
export type ContentCheck = (content: unknown) => CheckedContent | Promise<CheckedContent>;
