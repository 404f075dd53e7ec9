import type { KioskDatabase } from '../../../db/connection.ts';
import type { Log } from '../log/core-log.ts';
import type { Account } from '../session/agency-types.ts';
import { accountEntry, type Recorded } from '../session/print-records.ts';

/** A certificate that was issued elsewhere and is opened here for somebody. */
interface OpenedDocument {
  readonly kind: string;
  readonly certificateNumber: string;
  /** Null for a proof that was handed over. */
  readonly documentId: string | null;
  readonly account: Account;
}

/** One that is opened for the first time, and is about to be printed. */
export interface TakenDocument extends OpenedDocument {
  readonly visitId: string;
  readonly requestId: string;
  readonly purposeCode: string;
  /** As `CertificateIssueStore.markIssued` wants it. */
  readonly claimsHash: string;
}

/** Whether a certificate may be printed here: the request under which it is on record if it was taken before. */
export type PrintStanding =
  | { readonly state: 'new' }
  | { readonly state: 'may-print-again'; readonly requestId: string }
  | { readonly state: 'printed' };

/** Writes down what a resident reads and takes of 我的证照: pseudonyms, codes and counts, never what is read. */
export interface MyDocumentsRecords {
  /** The resident agreed; to be called before anything is looked up. */
  asked(what: 'documents' | 'access-trail', visitId: string, account: Account): Recorded;
  shown(
    visitId: string,
    account: Account,
    counts: { readonly certificates: number; readonly proofs: number; readonly delivered: number },
  ): Recorded;
  standing(certificateNumber: string): PrintStanding;
  /** Whether a certificate has come out here, or may have. */
  isPrinted(certificateNumber: string): boolean;
  /** The certificate is here and genuine; its collection is to be told. */
  taken(document: TakenDocument): Recorded;
  /** It was taken before and no paper came of it: who opens it now may be another person, and is written down, too. */
  takenAgain(document: OpenedDocument): Recorded;
}

const openedEntry = ({ kind, certificateNumber, documentId, account }: OpenedDocument) =>
  accountEntry(account, {
    action: documentId === null ? 'proof.handed-over' : 'prepared-document.opened',
    subject: certificateNumber,
    details: { kind },
  });

export const createMyDocumentsRecords = (database: KioskDatabase, log: Log): MyDocumentsRecords => {
  const write = (work: Parameters<typeof database.transaction<Recorded>>[0]): Recorded => {
    const outcome = database.transaction(work);
    if (!outcome.ok) log.error('not-recorded', { action: 'my-documents', reason: outcome.reason });
    return outcome;
  };
  const standing = (certificateNumber: string): PrintStanding => {
    const read = database.read(({ certificateIssues, printJobs }): PrintStanding => {
      const issue = certificateIssues.byCertificateNumber(certificateNumber);
      if (issue === undefined) return { state: 'new' };
      const standsInTheWay = printJobs
        .ofCertificate(certificateNumber)
        .some(({ state }) => state !== 'failed');
      return standsInTheWay ? { state: 'printed' } : { state: 'may-print-again', requestId: issue.requestId };
    });
    // What cannot be looked up cannot be written either: nothing is printed then.
    return read.ok ? read.value : { state: 'printed' };
  };
  return {
    asked: (what, visitId, account) =>
      write(({ audit }) => {
        audit.append(accountEntry(account, { action: `my-${what}.consented-and-asked`, subject: visitId }));
        return { ok: true };
      }),
    shown: (visitId, account, counts) =>
      write(({ audit }) => {
        audit.append(
          accountEntry(account, {
            action: 'my-documents.shown',
            subject: visitId,
            details: { ...counts },
          }),
        );
        return { ok: true };
      }),
    standing,
    isPrinted: (certificateNumber) => standing(certificateNumber).state === 'printed',
    taken: (document) =>
      write(({ certificateIssues, collectables, audit }) => {
        const { visitId, requestId, kind, purposeCode, certificateNumber, claimsHash, documentId } = document;
        const requested = certificateIssues.request({
          visitId,
          requestId,
          kind,
          purposeCode,
          // It is the holder's, and counts as theirs, whoever stands there for them.
          holderPseudonym: document.account.pseudonym,
        });
        if (!requested.ok) return requested;
        const issued = certificateIssues.markIssued({ requestId, certificateNumber, claimsHash });
        if (!issued.ok) return issued;
        collectables.note({ certificateNumber, documentId, receiptNumber: null });
        audit.append(openedEntry(document));
        return { ok: true };
      }),
    takenAgain: (document) =>
      write(({ audit }) => {
        audit.append(openedEntry(document));
        return { ok: true };
      }),
  };
};
