import { randomBytes } from 'node:crypto';
import { sealApplication } from '../../electron/core/applications/seal-application.ts';
import type { SealingKey } from '../../platform/contract/api.ts';
import { receiptNumber } from '../../platform/contract/receipt-number.ts';
import type { ApplicationSubmission } from '../../platform/contract/submissions.ts';
import { beginVisit, commit, mustOpen, newId } from './kiosk-store.ts';
import { nothingElse, sampleAnswers, sampleItem, samplePerson } from './sample-application.ts';

/** Applications in one transaction: filling is not what is measured. */
const inOneTransaction = 500;

/** An application as filing makes it (electron/core/applications/file-application.ts). */
export const sampleSubmission = async (
  sealingKey: SealingKey,
  visitId: string,
): Promise<ApplicationSubmission> => {
  const filedAt = Date.now();
  const { name, sex, idNumber, method, assuranceLevel } = samplePerson;
  const outside = {
    key: newId(),
    receiptNumber: receiptNumber('QX-0007', filedAt, randomBytes),
    filedAt,
    item: sampleItem.code,
    formVersion: sampleItem.form.version,
  };
  const sealed = await sealApplication(
    {
      schemaVersion: 1,
      ...outside,
      applicant: { name, sex, idNumber },
      answers: { ...sampleAnswers },
      ...nothingElse,
      identity: { method, assuranceLevel, identifiedAt: filedAt, visitId },
      consentedAt: filedAt,
    },
    sealingKey,
  );
  return { kind: 'application', ...outside, assuranceLevel, sealed, materials: [] };
};

/** Makes a kiosk's database with `count` applications in its outbox; answers with the bytes of one message. */
export const fillQueue = async (file: string, count: number, sealingKey: SealingKey): Promise<number> => {
  const database = mustOpen(file);
  let bytes = 0;
  try {
    const visitId = beginVisit(database);
    for (let filed = 0; filed < count; filed += inOneTransaction) {
      const some = Math.min(inOneTransaction, count - filed);
      const submissions = await Promise.all(
        Array.from({ length: some }, () => sampleSubmission(sealingKey, visitId)),
      );
      commit(database, ({ applications }) => {
        for (const { kind: _kind, assuranceLevel, sealed, materials, ...outside } of submissions) {
          const body = JSON.stringify({ kind: 'application', ...outside, assuranceLevel, sealed, materials });
          const kept = applications.file({
            ...outside,
            visitId,
            holderPseudonym: samplePerson.pseudonym,
            body,
            materials: [],
          });
          if (!kept.ok) throw new Error(kept.reason);
          bytes = Buffer.byteLength(body);
        }
      });
    }
  } finally {
    database.close();
  }
  return bytes;
};
