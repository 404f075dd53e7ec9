import type { KeyObject } from 'node:crypto';
import { recordAgent } from '../agency/admit-agent.ts';
import { endedStates } from '../applications/promises.ts';
import { sealedSupplementSchema, type SealedSupplement } from '../contract/sealed-replies.ts';
import type { SubmittedMaterial } from '../contract/submissions.ts';
import { readSealedHeader } from '../contract/sealing/index.ts';
import type { PlatformTransaction } from '../store/open-store.ts';
import { materialFits, type OpeningTools } from './open-application.ts';
import type { OpeningContext } from './open-applications.ts';
import { openInTurn } from './open-in-turn.ts';
import { openReply } from './open-reply.ts';
import { closeAcrossParts, lockPackagesOf } from './package-promises.ts';
import { isFree, type KeepClaim, settleReply, stillWaits } from './reply-openings.ts';
import { replyRefusal } from './reply-refusal.ts';

/** Opened in one round; the rest wait for the next. */
const batchSize = 20;

interface WaitingSupplement {
  readonly kiosk_id: string;
  readonly key: string;
  readonly receipt_number: string;
  readonly material: string;
  readonly assurance_level: number;
  readonly filed_at: Date;
  readonly sealed: string;
  readonly materials: readonly SubmittedMaterial[];
}

/** Reads the chunks of one message, with the keys to which they are sealed. */
const toolsOf = ({ database, keyRing }: OpeningContext, keepClaim: KeepClaim): OpeningTools => {
  const keys = new Map<string, KeyObject>();
  return {
    findKey: (keyId) => keys.get(keyId),
    readChunk: async (kioskId, materialId, index) => {
      await keepClaim();
      const row = await database
        .selectFrom('material_chunks')
        .select('sealed')
        .where('kiosk_id', '=', kioskId)
        .where('material_id', '=', materialId)
        .where('chunk_index', '=', index)
        .executeTakeFirst();
      const keyId = row === undefined ? undefined : readSealedHeader(row.sealed)?.keyId;
      const key = keyId === undefined ? undefined : await keyRing.sealingPrivateKey(keyId);
      if (keyId !== undefined && key !== undefined) keys.set(keyId, key);
      return row?.sealed;
    },
  };
};

const halvesAgree = (row: WaitingSupplement, content: SealedSupplement): boolean =>
  content.key.toLowerCase() === row.key.toLowerCase() &&
  content.receiptNumber === row.receipt_number &&
  content.material === row.material &&
  content.filedAt === row.filed_at.getTime() &&
  content.identity.assuranceLevel === row.assurance_level &&
  content.materials.length === row.materials.length &&
  content.materials.every(({ materialId }, index) => materialId === row.materials[index]?.materialId);

/** What was handed in, whole; null where it cannot be read or is not what stands outside. */
const contentOf = async (
  context: OpeningContext,
  row: WaitingSupplement,
  keepClaim: KeepClaim,
): Promise<SealedSupplement | null> => {
  const content = await openReply(context, sealedSupplementSchema, row.sealed, row.key);
  if (content === null || !halvesAgree(row, content)) return null;
  const tools = toolsOf(context, keepClaim);
  for (const [index, material] of row.materials.entries()) {
    const said = content.materials[index];
    const bearer = { kioskId: row.kiosk_id, key: row.key };
    if (said === undefined || !(await materialFits(tools, bearer, material, said))) return null;
  }
  return content;
};

/** Closes the promise that one keeps, or sets it aside with the reason. */
const keepSupplement = async (
  { clock }: OpeningContext,
  transaction: PlatformTransaction,
  row: WaitingSupplement,
  content: SealedSupplement | null,
): Promise<void> => {
  const application = await transaction
    .selectFrom('applications')
    .innerJoin('application_contents', 'application_contents.receipt_number', 'applications.receipt_number')
    .select(['applications.state', 'application_contents.applicant_id_number'])
    .where('applications.receipt_number', '=', row.receipt_number)
    .executeTakeFirst();
  const name = { kioskId: row.kiosk_id, key: row.key };
  if (!(await stillWaits(transaction, 'supplement', name))) return;
  await lockPackagesOf(transaction, [row.receipt_number]);
  const promise = await transaction
    .selectFrom('application_promises')
    .select('handed_in_at')
    .where('receipt_number', '=', row.receipt_number)
    .where('material', '=', row.material)
    .forUpdate()
    .executeTakeFirst();
  const isOver = endedStates.some((state) => state === application?.state);
  const isOwed = promise !== undefined && promise.handed_in_at === null && !isOver;
  const reason =
    (await replyRefusal(transaction, content, application?.applicant_id_number)) ??
    (isOwed ? null : 'not-owed');
  await settleReply(transaction, 'supplement', name, { content, reason, at: new Date(clock.now()) });
  if (reason !== null || content === null) return;
  await transaction
    .updateTable('application_promises')
    .set({ handed_in_at: row.filed_at })
    .where('receipt_number', '=', row.receipt_number)
    .where('material', '=', row.material)
    .execute();
  await closeAcrossParts(transaction, [row.receipt_number]);
  await recordAgent(
    transaction,
    { holder: content.applicant, agency: content.agency },
    { act: 'supplement', subject: row.receipt_number, actedAt: content.filedAt },
  );
};

/**
 * Opens what was handed in later, oldest first, some at a time, and closes the promises that it keeps: of a package, those of
 * all its parts. What came before its application was opened waits until that is. Any number of instances may do it at once.
 * Answers with what made some fail.
 */
export const openSupplements = async (context: OpeningContext): Promise<readonly unknown[]> => {
  const waiting = await context.database
    .selectFrom('application_supplements')
    .innerJoin('applications', 'applications.receipt_number', 'application_supplements.receipt_number')
    .select(['application_supplements.kiosk_id', 'application_supplements.key'])
    .select(['application_supplements.receipt_number', 'material'])
    .select(['application_supplements.assurance_level', 'application_supplements.filed_at'])
    .select(['sealed', 'materials'])
    .where('application_supplements.state', '=', 'waiting')
    .where(isFree('supplement', context.clock.now()))
    .where('applications.state', 'not in', ['received', 'not-opened'])
    .orderBy('application_supplements.received_at')
    .limit(batchSize)
    .execute();
  return openInTurn(
    context,
    {
      kind: 'supplement',
      read: (row: WaitingSupplement, keepClaim) => contentOf(context, row, keepClaim),
      keep: (transaction, row, content) => keepSupplement(context, transaction, row, content),
    },
    waiting,
  );
};
