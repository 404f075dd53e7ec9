import { v7 as uuidv7 } from 'uuid';
import { sealToPlatform } from '../../platform/contract/sealing/index.ts';
import type { SealedCorrection } from '../../platform/contract/sealed-replies.ts';
import type { CorrectionSubmission } from '../../platform/contract/submissions.ts';
import { demonstrationResident } from '../../platform/seed/synthetic-population.ts';
import type { TestSealingKey } from './platform-submissions.ts';

/** What the demonstration's resident answers to the step at `position`, as a kiosk hands it in. */
export const sealedCorrection = async (
  { published }: Pick<TestSealingKey, 'published'>,
  { receiptNumber, position, filedAt }: { receiptNumber: string; position: number; filedAt: number },
): Promise<CorrectionSubmission> => {
  const { idNumber, name, sex } = demonstrationResident;
  const common = { key: uuidv7(), receiptNumber, position, filedAt };
  const plain: SealedCorrection = {
    schemaVersion: 1,
    ...common,
    applicant: { idNumber, name, sex },
    answers: { phone: '13907315566', receivesPension: true },
    identity: { method: 'id-card', assuranceLevel: 2, identifiedAt: filedAt, visitId: uuidv7() },
    consentedAt: filedAt,
  };
  const { key } = common;
  const sealed = await sealToPlatform(Buffer.from(JSON.stringify(plain)), published, { key });
  return { kind: 'correction', ...common, assuranceLevel: 2, sealed };
};
