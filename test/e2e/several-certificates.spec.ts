import { expect } from '@playwright/test';
import { previewIsDrawn, usualChoices, walkTo } from '../../scripts/station/kiosk/main-job.ts';
import { test } from '../helpers/kiosk.ts';
import { auditActions, certificateIssues, printJobs, readRows } from './support/kiosk-records.ts';
import { printedText } from './support/printed-text.ts';

const several = ['housing-status', 'provident-fund-deposit', 'social-insurance'] as const;

test('several certificates take one consent and one job, and the paper that runs out only holds them up', {
  tag: '@journey',
}, async ({ kiosk, manner, say }) => {
  const { station, dataFolder, page } = kiosk;
  await walkTo('choose', kiosk, station);
  await kiosk.tap('choose-several');
  for (const code of several) await kiosk.tap(`tick-${code}`);
  await expect(page.getByText(say('已选 3 项', '3 ticked'))).toBeVisible();
  await kiosk.tap('intent-chooseItems');
  await kiosk.screen('consent');
  await kiosk.tap('purpose-loan');
  for (const department of [
    say('不动产登记中心', 'Real Estate'),
    say('住房公积金管理中心', 'Housing Provident Fund'),
    say('人力资源和社会保障局', 'Human Resources'),
  ]) {
    // With large letters there is room for one of them.
    const asked = page.getByText(say(`${department}查询`, department));
    if (manner === 'english-elder' && !(await asked.isVisible())) await kiosk.tap('next-page');
    await expect(asked).toBeVisible();
  }
  await kiosk.tap('intent-consent');
  await kiosk.screen('preview');
  await previewIsDrawn(kiosk);

  await test.step('every page can be read before it is printed', async () => {
    await expect(page.getByText(say('第 1 份，共 3 份', '1 of 3:'))).toBeVisible();
    await kiosk.tap('next-page');
    await expect(page.getByText(say('第 2 份，共 3 份', '2 of 3:'))).toBeVisible();
    await previewIsDrawn(kiosk);
  });

  await test.step('the paper runs out after the first page', async () => {
    station.paperTray.fill(1);
    await kiosk.tap('intent-print');
    await kiosk.screen('printing');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(
      say('打印停住了', 'Printing has stopped'),
    );
    expect(printJobs(dataFolder).map(({ state }) => state)).toEqual(['sent', 'sent', 'sent']);
    station.paperTray.refill();
  });

  await kiosk.screen('takePaper');
  const documents = station.printedDocuments();
  expect(documents.map(({ state, name }) => `${name} ${state}`)).toEqual(
    several.map(() => `${documents[0]?.name} completed`),
  );
  for (const { pdf } of documents) expect(printedText(pdf)).toContain('林晓岚');

  // Sorted: they are dated by the platform's time, whose estimate is still being bettered.
  expect(
    certificateIssues(dataFolder)
      .map(({ kind, purpose_code }) => [kind, purpose_code])
      .toSorted(),
  ).toEqual(several.map((kind) => [kind, 'loan']).toSorted());
  expect(printJobs(dataFolder).map(({ state }) => state)).toEqual(['completed', 'completed', 'completed']);
  expect(readRows(dataFolder, 'SELECT * FROM shared_print_job')).toHaveLength(3);
  expect(auditActions(dataFolder).filter((action) => action === 'print.completed')).toHaveLength(3);
});

test('a fourth print of the same certificate in a day is not to be had, and the tile says so', async ({
  kiosk,
}) => {
  test.setTimeout(240_000);
  const { station, page } = kiosk;
  const { itemCode, purposeCode } = usualChoices;
  await walkTo('choose', kiosk, station);
  for (let print = 1; print <= 3; print += 1) {
    await kiosk.tap(`item-${itemCode}`);
    await kiosk.tap(`purpose-${purposeCode}`);
    await kiosk.tap('intent-consent');
    await kiosk.screen('preview');
    await kiosk.tap('intent-print');
    await kiosk.screen('takePaper');
    await kiosk.tap('intent-home');
    await kiosk.screen('choose');
  }
  await expect(page.getByTestId(`item-${itemCode}`)).toContainText('今天已打 3 份，明天再来');
  await expect(page.getByTestId(`item-${itemCode}`)).toHaveAttribute('aria-disabled', 'true');
  expect(station.printedDocuments()).toHaveLength(3);
});
