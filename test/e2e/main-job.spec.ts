import { expect } from '@playwright/test';
import { mainJob, previewIsDrawn, usualChoices, walkTo } from '../../scripts/station/kiosk/main-job.ts';
import { test } from '../helpers/kiosk.ts';
import {
  auditActions,
  certificateIssues,
  checkAuditChain,
  printJobs,
  ratings,
  visits,
} from './support/kiosk-records.ts';
import { findPersonalValues } from './support/personal-values.ts';
import { printedText } from './support/printed-text.ts';

test('a resident lays the card, looks, and walks away with a sealed certificate', {
  tag: '@journey',
}, async ({ kiosk, say }) => {
  const { station, dataFolder } = kiosk;
  const steps = mainJob(kiosk, station);
  for (const step of steps) {
    if (step.passing) continue;
    await test.step(step.screen, async () => {
      await kiosk.screen(step.screen);
      if (step.screen === 'preview') await previewIsDrawn(kiosk);
      await step.act();
    });
  }

  await test.step('what came out of the printer', () => {
    const documents = station.printedDocuments();
    expect(documents.map(({ state }) => state)).toEqual(['completed']);
    const text = printedText(documents[0]?.pdf ?? new Uint8Array());
    expect(text).toContain('林晓岚');
    expect(text).toContain('430199195803120429');
    expect(text).toContain('潇湘市不动产登记中心');
    expect(text).toContain('子女入学');
  });

  await test.step('the kiosk forgets and waits for the next resident', async () => {
    await kiosk.screen('attract', { timeout: 60_000 });
    expect(await kiosk.page.content()).not.toContain('林');
    // Whatever the last one spoke.
    await expect(kiosk.page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  });

  await test.step('what the kiosk wrote down', async () => {
    const [visit] = visits(dataFolder);
    expect(visits(dataFolder)).toHaveLength(1);
    expect(visit).toMatchObject({
      assurance_level: 2,
      locale: say('zh-CN', 'en'),
      outcome: expect.any(String),
    });
    const [issue] = certificateIssues(dataFolder);
    expect(certificateIssues(dataFolder)).toHaveLength(1);
    expect(issue).toMatchObject({
      visit_id: visit?.id,
      kind: usualChoices.itemCode,
      purpose_code: usualChoices.purposeCode,
      state: 'issued',
    });
    expect(printJobs(dataFolder)).toEqual([
      expect.objectContaining({
        visit_id: visit?.id,
        certificate_number: issue?.certificate_number,
        state: 'completed',
        impressions: 1,
      }),
    ]);
    expect(ratings(dataFolder)).toEqual([expect.objectContaining({ visit_id: visit?.id, level: 5 })]);
    // The start, the queue and the documents go their own way beside the visit.
    const ofTheVisit = auditActions(dataFolder).filter((action) => !/^(sync|kiosk)[.]/.test(action));
    expect(ofTheVisit).toEqual([
      'visit.begun',
      'visit.identified',
      'certificate.consented-and-requested',
      'certificate.issued',
      'print.intended',
      'print.sent',
      'print.completed',
      'visit.rated',
      'visit.ended',
    ]);
  });

  await test.step('nothing personal lies on the disk', async () => {
    await kiosk.app.close();
    expect(checkAuditChain(dataFolder)).toMatchObject({ ok: true });
    expect(findPersonalValues(dataFolder, usualChoices.residentId)).toEqual([]);
  });
});

test('a rare character in a name is printed as it is', async ({ kiosk }) => {
  await walkTo('takePaper', kiosk, kiosk.station, { ...usualChoices, residentId: 'extension-a-character' });
  const [document] = kiosk.station.printedDocuments();
  expect(printedText(document?.pdf ?? new Uint8Array())).toContain('欧阳䶮');
});

test('an expired card is refused with its own words, and nothing is asked of the platform', async ({
  kiosk,
}) => {
  await walkTo('identify', kiosk, kiosk.station);
  kiosk.station.layCard('expired');
  await kiosk.screen('problem');
  await expect(kiosk.page.getByRole('heading', { level: 1 })).toContainText('过了有效期');
  expect(certificateIssues(kiosk.dataFolder)).toEqual([]);
});
