import { setTimeout } from 'node:timers/promises';
import { sealingKeyOf } from '../../helpers/kiosk-documents.ts';
import type { TestPlatform } from '../../helpers/platform.ts';
import { testCatalogue } from '../../helpers/platform-services.ts';
import { fileApplication } from '../../helpers/platform-submissions.ts';
import { sealedCorrection } from '../../helpers/sealed-correction.ts';

const item = 'elderly-allowance';

/**
 * Hands in applications of which the kiosk says that their applicant was found on the list of judgment debtors; the register
 * has nothing of the kind. Answers with their receipt numbers, in the order in which they were filed.
 */
export const fileDiffering = async (platform: TestPlatform, count: number): Promise<readonly string[]> => {
  const published = await sealingKeyOf(platform);
  const formVersion = testCatalogue.applications.find(({ code }) => code === item)?.form.version ?? 1;
  const numbers: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const filedAt = Date.now() - (count - index) * 1_000;
    const application = await fileApplication(
      { published },
      {
        content: {
          formVersion,
          filedAt,
          consentedAt: filedAt,
          verifications: [
            {
              check: 'credit',
              source: 'credit-register',
              item,
              checkedAt: filedAt - 60_000,
              result: 'listed',
            },
          ],
        },
        outside: { formVersion, filedAt },
      },
    );
    await platform.post('/v1/submissions', { messages: [application] });
    numbers.push(application.receiptNumber);
  }
  return numbers;
};

/** Another clerk asks the applicant of a differing application, who answers at a kiosk; done when the answer has been opened. */
export const askAndAnswer = async (platform: TestPlatform, receiptNumber: string): Promise<void> => {
  const asked = await platform.administration.takeStep({
    receiptNumber,
    department: 'xiaoxiang-civil-affairs',
    clerk: 'C-018',
    move: { step: 'corrections-asked', reason: '电话打不通' },
  });
  if (asked.outcome !== 'advanced') throw new Error(asked.reason);
  const { position } = asked;
  const published = await sealingKeyOf(platform);
  const message = await sealedCorrection({ published }, { receiptNumber, position, filedAt: Date.now() });
  await platform.post('/v1/submissions', { messages: [message] });
  while ((await platform.administration.correctionAnswer(receiptNumber)) === undefined) {
    await setTimeout(200);
  }
};
