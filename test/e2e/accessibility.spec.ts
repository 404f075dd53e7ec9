import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { mainJob, previewIsDrawn, walkTo } from '../../scripts/station/kiosk/main-job.ts';
import { test, type TestKiosk } from '../helpers/kiosk.ts';
import { expectAccessible } from './support/accessibility.ts';

// Slow enough that the passing screens stand still while axe looks.
test.use({ kioskOptions: { printerConditions: { millisecondsPerPage: 12_000 } } });

const walkAndCheck = async (kiosk: TestKiosk): Promise<void> => {
  for (const step of mainJob(kiosk, kiosk.station)) {
    await test.step(step.screen, async () => {
      if (step.screen === 'consent') kiosk.station.network.setDelay(2_500);
      await kiosk.screen(step.screen);
      if (step.screen === 'preview') {
        kiosk.station.network.setDelay(0);
        await previewIsDrawn(kiosk);
      }
      await expectAccessible(kiosk, step.screen);
      await step.act();
    });
  }
};

test('no screen of the main job has an accessibility violation', async ({ kiosk }) => {
  await walkAndCheck(kiosk);
});

test('nor in elder mode', async ({ kiosk }) => {
  await kiosk.screen('attract');
  await kiosk.tap('toggle-elder-mode');
  await walkAndCheck(kiosk);
});

for (const comfort of ['contrast', 'seated'] as const) {
  test(`nor with the comfort "${comfort}", nor has its panel`, async ({ kiosk }) => {
    await kiosk.screen('attract');
    await kiosk.tap('open-comfort');
    await kiosk.tap(`comfort-${comfort}`);
    await expect(kiosk.page.getByTestId(`comfort-${comfort}`)).toHaveAttribute('aria-checked', 'true');
    await expectAccessible(kiosk);
    // A machine without a voice offers none.
    await expect(kiosk.page.getByTestId('comfort-voice')).toHaveCount(
      await kiosk.page.evaluate<number>('speechSynthesis.getVoices().length > 0 ? 1 : 0'),
    );
    await kiosk.tap('close-comfort');
    await walkAndCheck(kiosk);
  });
}

test('nor has a problem, or an unavailable device', async ({ kiosk }) => {
  await test.step('problem', async () => {
    await walkTo('identify', kiosk, kiosk.station);
    kiosk.station.layCard('expired');
    await kiosk.screen('problem');
    await expectAccessible(kiosk);
    await kiosk.tap('intent-endVisit');
  });
  await test.step('attract with a device that is gone', async () => {
    await kiosk.station.setFault('printer-refusing', true);
    await kiosk.screen('attract');
    await expect(kiosk.page.getByTestId('device-problem-printer')).toBeVisible();
    await expectAccessible(kiosk);
  });
});

test.describe('out of service', () => {
  test.use({
    kioskOptions: { prepare: ({ kioskFolder }) => writeFileSync(join(kioskFolder, 'settings.json'), '{}') },
  });

  test('nor has a kiosk that is out of service', async ({ kiosk }) => {
    await kiosk.screen('outOfService');
    await expectAccessible(kiosk);
  });
});
