import { sealingKeyOf } from '../../helpers/kiosk-documents.ts';
import type { TestPlatform } from '../../helpers/platform.ts';
import { testCatalogue } from '../../helpers/platform-services.ts';
import { fileApplication } from '../../helpers/platform-submissions.ts';

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
