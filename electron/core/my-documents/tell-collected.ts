import type { PrintJob } from '../../../db/stores/print-jobs.ts';
import type { Unit } from '../../../db/unit-of-work.ts';
import type { CollectionSubmission } from '../../../platform/contract/submissions.ts';

/** Behind applications, beside ratings. */
const collectionPriority = 1;

/** Makes idempotency keys (UUIDv7), and tells the platform's time. */
export interface MessageMaker {
  readonly newKey: () => string;
  readonly platformTime: { now(): number };
}

/**
 * What follows from the word that a certificate has come out of the printer, in the caller's transaction: of one that was
 * handed over, delivered in advance or is the result of an application the platform hears once, and what was delivered is deleted. Nothing for others.
 * Who collected it is who stood there in the visit of this print: another one may have opened it before and left without paper.
 */
export const tellCollected = (
  {
    collectables,
    outbox,
    feedDocuments,
    audit,
    certificateIssues,
    visits,
  }: Pick<Unit, 'collectables' | 'outbox' | 'feedDocuments' | 'audit' | 'certificateIssues' | 'visits'>,
  { certificateNumber, visitId }: Pick<PrintJob, 'certificateNumber' | 'visitId'>,
  { newKey, platformTime }: MessageMaker,
): void => {
  if (!collectables.markCollected(certificateNumber)) return;
  const key = newKey();
  const { documentId = null, receiptNumber = null } = collectables.find(certificateNumber) ?? {};
  const submission: CollectionSubmission = {
    kind: 'collection',
    key,
    certificateNumber,
    collectedAt: Math.round(platformTime.now()),
    ...(receiptNumber === null ? {} : { receiptNumber }),
  };
  outbox.add({
    key,
    kind: 'collection',
    groupId: key,
    priority: collectionPriority,
    body: JSON.stringify(submission),
  });
  if (documentId !== null) feedDocuments.drop('prepared-document', documentId);
  const issue = certificateIssues.byCertificateNumber(certificateNumber);
  const standing = issue && visits.find(visitId)?.holderPseudonym;
  const isAgent = standing && standing !== issue.holderPseudonym;
  audit.append({
    actor: { kind: 'kiosk', pseudonym: null },
    action: 'document.collected',
    subject: certificateNumber,
    // The paper was signed before anybody came for it: who collected it for whom stands here alone.
    details: {
      message: key,
      ...(isAgent ? { collectedBy: standing, onBehalfOf: issue.holderPseudonym } : {}),
    },
  });
};
