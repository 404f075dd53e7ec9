import type { SealingKey } from '../../../platform/contract/api.ts';
import type { SupplementSubmission } from '../../../platform/contract/submissions.ts';
import { agencyField } from '../agency/act-for-another.ts';
import { sealMaterial, type SealedMaterial } from '../applications/seal-application.ts';
import { accountOf } from '../session/agency-types.ts';
import { accountEntry } from '../session/print-records.ts';
import type { ReplyFilingOptions } from './reply-filing-options.ts';
import type { ReplyDraft, ReplyOutcome } from './reply-types.ts';
import { sealReply } from './seal-reply.ts';

type SupplementDraft = Extract<ReplyDraft, { purpose: 'supplement' }>;

/** A promised material that is ready to be kept, with nothing plain in it. */
interface SealedSupplementDraft {
  readonly submission: SupplementSubmission;
  readonly materials: readonly SealedMaterial[];
}

/** Seals the pages of a promised material, or the word that a certificate stands for it, under a new key. */
export const sealSupplement = async (
  draft: SupplementDraft,
  {
    sealingKey,
    platformTime,
    newId,
  }: Pick<ReplyFilingOptions, 'platformTime' | 'newId'> & { readonly sealingKey: SealingKey },
): Promise<SealedSupplementDraft> => {
  const { receiptNumber, material, person, visitId, certificate } = draft;
  const { name, sex, idNumber, assuranceLevel, method } = person;
  const filedAt = Math.round(platformTime.now());
  const outside = { key: newId(), receiptNumber, material, filedAt };
  const pages: Awaited<ReturnType<typeof sealMaterial>>[] = [];
  for (const bytes of draft.pages) {
    const page = { code: material, mediaType: 'image/jpeg', bytes } as const;
    pages.push(await sealMaterial(page, { materialId: newId(), key: outside.key, sealingKey }));
  }
  const sealed = await sealReply(
    {
      schemaVersion: 1,
      ...outside,
      applicant: { name, sex, idNumber },
      ...agencyField(person),
      materials: pages.map(({ facts }) => facts),
      certificate,
      identity: { method, assuranceLevel, identifiedAt: Math.round(draft.identifiedAt), visitId },
      consentedAt: filedAt,
    },
    sealingKey,
  );
  const materials = pages.map((page) => page.material);
  const submission: SupplementSubmission = {
    kind: 'supplement',
    ...outside,
    assuranceLevel,
    sealed,
    materials: materials.map(({ materialId, chunks }) => ({
      materialId,
      chunkDigests: chunks.map(({ digest }) => digest),
    })),
  };
  return { submission, materials };
};

/**
 * Keeps a sealed material with its message and its audit entry in one durable transaction, behind the application where
 * that waits here; then the pages are overwritten.
 */
export const keepSupplement = (
  draft: SupplementDraft,
  { submission, materials }: SealedSupplementDraft,
  { database, log }: Pick<ReplyFilingOptions, 'database' | 'log'>,
): ReplyOutcome => {
  const { key, receiptNumber, material, filedAt } = submission;
  const kept = database.transaction((unit) => {
    const application = unit.applications.byReceiptNumber(receiptNumber);
    const filed = unit.supplements.file({
      key,
      receiptNumber,
      material,
      filedAt,
      groupId: application?.key ?? key,
      body: JSON.stringify(submission),
      materials,
    });
    if (filed.ok) {
      unit.audit.append(
        accountEntry(accountOf(draft.person), {
          action: 'supplement.filed',
          subject: receiptNumber,
          details: { material, pages: materials.length, certificates: draft.certificate === null ? 0 : 1 },
        }),
      );
    }
    return filed;
  });
  if (!kept.ok) {
    log.error('not-recorded', { action: 'supplement.filed', reason: kept.reason });
    return { outcome: 'not-recorded', reason: kept.reason };
  }
  for (const page of draft.pages) page.fill(0);
  log.info('reply-filed', { kind: 'supplement' });
  return { outcome: 'filed', receipt: { key, number: receiptNumber } };
};
