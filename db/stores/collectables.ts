import { type Connection, prepareAll, prepareGet, prepareWrite } from '../statements.ts';

/** A certificate whose collection the platform is to hear of. */
export interface Collectable {
  readonly certificateNumber: string;
  /** Published document in which it was delivered in advance; null for a proof that was handed over. */
  readonly documentId: string | null;
  /** Receipt of the application whose result it is; null of anything else. */
  readonly receiptNumber: string | null;
  /** Milliseconds since the Unix epoch; null until it was collected. */
  readonly collectedAt: number | null;
}

export interface CollectableReader {
  find(certificateNumber: string): Collectable | undefined;
  /** Published documents that have done their service. */
  collectedDocuments(): readonly string[];
}

export interface CollectableStore extends CollectableReader {
  /** Notes that the platform is to hear of it; what was noted before stays. The certificate has been issued. */
  note(collectable: Pick<Collectable, 'certificateNumber' | 'documentId' | 'receiptNumber'>): void;
  /** A result did not come out: nobody waits for it under this number, unless its print is tried again. */
  forgetResult(certificateNumber: string): void;
  /** It has come out of the printer. True the first time, and only for what was noted. */
  markCollected(certificateNumber: string): boolean;
}

/** What is collected here and was not issued here. */
export const createCollectableStore = (connection: Connection, now: () => number): CollectableStore => {
  const select = prepareGet<{ certificateNumber: string }, Collectable>(
    connection,
    `SELECT certificate_number AS certificateNumber, document_id AS documentId, receipt_number AS receiptNumber, collected_at AS collectedAt
     FROM collectable_certificate WHERE certificate_number = @certificateNumber`,
  );
  const selectDocuments = prepareAll<Record<string, never>, { documentId: string }>(
    connection,
    `SELECT document_id AS documentId FROM collectable_certificate
     WHERE document_id IS NOT NULL AND collected_at IS NOT NULL`,
  );
  const insert = prepareWrite(
    connection,
    `INSERT INTO collectable_certificate (certificate_number, document_id, receipt_number)
     VALUES (@certificateNumber, @documentId, @receiptNumber)
     ON CONFLICT (certificate_number) DO UPDATE SET document_id = coalesce(document_id, excluded.document_id),
       receipt_number = coalesce(receipt_number, excluded.receipt_number)`,
  );
  const deleteResult = prepareWrite(
    connection,
    `DELETE FROM collectable_certificate
     WHERE certificate_number = @certificateNumber AND receipt_number IS NOT NULL AND document_id IS NULL
       AND collected_at IS NULL`,
  );
  const update = prepareWrite(
    connection,
    `UPDATE collectable_certificate SET collected_at = @at
     WHERE certificate_number = @certificateNumber AND collected_at IS NULL`,
  );
  return {
    find: (certificateNumber) => select({ certificateNumber }),
    collectedDocuments: () => selectDocuments({}).map(({ documentId }) => documentId),
    note: (collectable) => void insert({ ...collectable }),
    forgetResult: (certificateNumber) => void deleteResult({ certificateNumber }),
    markCollected: (certificateNumber) => update({ certificateNumber, at: now() }) === 1,
  };
};
