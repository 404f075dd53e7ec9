import { expect } from '@playwright/test';
import { issueCertificateReplySchema } from '../../platform/contract/api.ts';
import { decodeClaims } from '../../platform/contract/certificate/claims-encoding.ts';
import { decodeCoseSign1 } from '../../platform/contract/certificate/cose-sign1.ts';
import { demonstrationResident } from '../../platform/seed/synthetic-population.ts';
import { demoStation } from '../../scripts/station/station-settings.ts';
import { type TestKiosk, test } from '../helpers/kiosk.ts';
import { housingRequest } from '../helpers/platform.ts';
import { enrolTestKiosk } from '../helpers/platform-kiosk.ts';
import { altered, codeOf } from '../helpers/spoiled-certificates.ts';
import { expectAccessible } from './support/accessibility.ts';
import { auditActions } from './support/kiosk-records.ts';

/** A certificate that another kiosk of the station has printed. */
const issueElsewhere = async ({ station }: TestKiosk) => {
  const { platform } = station;
  const other = await enrolTestKiosk(platform, Date.now, demoStation.code);
  const asked = housingRequest({
    station: { code: demoStation.code, name: demoStation.name['zh-CN'] },
    consentedAt: Date.now() - 2_000,
  });
  const answer = await other.exchange({
    method: 'POST',
    path: '/v1/certificates',
    body: Buffer.from(JSON.stringify(asked)),
    headers: { 'content-type': 'application/json' },
  });
  const bytes = Buffer.from(issueCertificateReplySchema.parse(answer.body).certificate, 'base64url');
  const decoded = decodeClaims(decodeCoseSign1(bytes)?.payload ?? new Uint8Array());
  if (decoded.outcome !== 'decoded') throw new Error(decoded.problem);
  return { bytes, claims: decoded.claims };
};

const outcome = (kiosk: TestKiosk, name: string) => kiosk.page.locator(`.verified[data-outcome="${name}"]`);

test('a certificate held to the scanner is verified, masked, and forgotten', { tag: '@journey' }, async ({
  kiosk,
  manner,
}) => {
  const { station, page } = kiosk;
  const { bytes, claims } = await issueElsewhere(kiosk);
  await kiosk.screen('attract');
  await expect(page.getByText('核对证明的真假')).toBeVisible();
  if (manner === 'english-elder') {
    await kiosk.tap('set-locale-en');
    await kiosk.tap('toggle-elder-mode');
  }

  station.showCode(codeOf(bytes));
  await outcome(kiosk, 'genuine').waitFor();
  const text = await page.locator('.app').textContent();
  expect(text).toContain(claims.department.name);
  expect(text).not.toContain(demonstrationResident.name);
  expect(text).not.toContain(demonstrationResident.idNumber);
  expect(text).not.toContain(claims.facts.scope);
  await expectAccessible(kiosk);

  await kiosk.tap('intent-showFacts');
  // In the words of the paper, whatever the screen speaks.
  const facts = page.locator('.verified-facts');
  await facts.waitFor();
  const scope = facts.getByText('查询范围');
  while (!(await scope.isVisible())) await kiosk.tap('next-page');
  expect(await page.locator('.app').textContent()).not.toContain(demonstrationResident.name);

  await kiosk.tap('verified-done');
  await kiosk.screen('goodbye');
  await kiosk.screen('attract');
  expect(auditActions(kiosk.dataFolder)).toContain('certificate.verified');
});

test('an altered certificate, noise and a revoked certificate are refused, also without a line', async ({
  kiosk,
}) => {
  const { station } = kiosk;
  const { bytes, claims } = await issueElsewhere(kiosk);
  await kiosk.screen('attract');
  station.showCode(codeOf(altered(bytes, { ...claims, facts: { ...claims.facts, result: '有' } })));
  await outcome(kiosk, 'altered').waitFor();
  // The next one may follow at once.
  station.showCode('https://example.org/');
  await outcome(kiosk, 'not-a-certificate').waitFor();
  station.showCode(`YZ1:${'7'.repeat(900)}`);
  await outcome(kiosk, 'malformed').waitFor();

  await station.platform.administration.revokeCertificate(claims.certificateNumber, 'issued-in-error');
  station.showCode(codeOf(bytes));
  await outcome(kiosk, 'revoked').waitFor();
  await station.network.cut();
  await kiosk.page.locator('[data-line="offline"]').waitFor({ timeout: 30_000 });
  station.showCode('https://example.org/');
  await outcome(kiosk, 'not-a-certificate').waitFor();
  station.showCode(codeOf(bytes));
  await outcome(kiosk, 'revoked').waitFor();
});
