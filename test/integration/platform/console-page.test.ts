import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { formerEnds } from '../../../electron/contract/supervision.ts';
import { storageNotices } from '../../../electron/core/storage/storage-service.ts';
import { deviceActors, deviceRoles, deviceStates } from '../../../drivers/device/device-status.ts';
import { deviceReasonCodes } from '../../../drivers/device/reason-codes.ts';
import { diagnosticChecks, verdicts } from '../../../electron/contract/diagnostics/diagnostic-checks.ts';
import {
  updateProblems,
  updatesOff,
  updateStates,
} from '../../../electron/contract/diagnostics/update-view.ts';
import { releaseRings } from '../../../electron/update/rollout.ts';
import { listedStates } from '../../../platform/console/application-list.ts';
import { approvalStates } from '../../../platform/console/approval-list.ts';
import { commandRefusals, remoteOrderSchema } from '../../../platform/contract/remote-commands.ts';
import { remoteSettings } from '../../../platform/contract/remote-settings.ts';
import { kioskDocumentKinds } from '../../../platform/contract/submissions.ts';
import { kioskLights } from '../../../platform/kiosks/kiosk-light.ts';
import { startTestPlatform, type TestPlatform } from '../../helpers/platform.ts';

const adminToken = 'an-administrator-s-token-of-a-test-0123456789';
const folder = join(import.meta.dirname, '../../../platform/console/page');
let platform: TestPlatform;

beforeAll(async () => {
  platform = await startTestPlatform({ adminToken });
});
afterAll(() => platform.close());

const get = (path: string, authorization?: string): Promise<Response> =>
  fetch(platform.url + path, { headers: authorization === undefined ? {} : { authorization } });
const bearer = `Bearer ${adminToken}`;

describe('GET /console', () => {
  test('is a page that loads nothing from elsewhere and runs nothing inline', async () => {
    const page = await get('/console');
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect(await page.text()).not.toMatch(/<style|style=|<script(?![^>]*src=)|\son\w+=|https?:\/\//);
  });

  test('serves every file of its folder, and none reads what it is told as markup', async () => {
    for (const file of await readdir(folder)) {
      const served = await get(file === 'console.html' ? '/console' : `/console/${file}`);
      expect([file, served.status]).toEqual([file, 200]);
      const text = await served.text();
      expect(text).toBe(await readFile(join(folder, file), 'utf8'));
      expect(text).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|localStorage/);
    }
  });

  test('is not there where the platform has no administration over HTTP', async () => {
    const without = await startTestPlatform();
    expect((await fetch(`${without.url}/console`)).status).toBe(404);
    await without.close();
  });
});

describe('its words', () => {
  const load = async (): Promise<Record<string, Record<string, string>>> => {
    const loaded: unknown = await import('../../../platform/console/page/words.js');
    return (loaded as { words: Record<string, Record<string, string>> }).words;
  };

  test('are the same in both languages, with the same places to fill in', async () => {
    const { 'zh-CN': chinese = {}, en = {} } = await load();
    expect(Object.keys(en)).toEqual(Object.keys(chinese));
    const placesOf = (text = '') => [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).sort();
    for (const [key, text] of Object.entries(chinese))
      expect([key, placesOf(en[key])]).toEqual([key, placesOf(text)]);
  });

  test('tell everything that a kiosk can say', async () => {
    const { 'zh-CN': chinese = {} } = await load();
    const demanded = [
      ...deviceReasonCodes.map((code) => `reason.${code}`),
      ...deviceRoles.map((role) => `device.${role}`),
      ...deviceStates.map((state) => `deviceState.${state}`),
      ...deviceActors.map((actor) => `actor.${actor}`),
      ...storageNotices.map((notice) => `notice.${notice}`),
      ...listedStates.map((state) => `state.${state}`),
      ...formerEnds.map((end) => `formerEnd.${end}`),
      ...kioskLights.map((light) => `light.${light}`),
      ...diagnosticChecks.map((check) => `check.${check}`),
      ...verdicts.map((verdict) => `verdict.${verdict}`),
      ...kioskDocumentKinds.map((kind) => `document.${kind}`),
      ...remoteSettings
        .filter((setting) => !['station.name', 'station.staffedHours'].includes(setting))
        .map((setting) => `setting.${setting}`),
      ...approvalStates.map((state) => `approvalState.${state}`),
      ...commandRefusals.map((refusal) => `refusal.${refusal}`),
      ...updateStates.map((state) => `programState.${state}`),
      ...[...updatesOff, ...updateProblems].map((reason) => `programReason.${reason}`),
      ...releaseRings.map((ring) => `ring.${ring}`),
      ...remoteOrderSchema.options.map(({ shape }) => `command.${shape.kind.value}`),
    ];
    expect(demanded.filter((key) => !chinese[key])).toEqual([]);
  });
});

describe('what it reads', () => {
  test('is for whoever has the administration’s token, and is kept nowhere', async () => {
    for (const path of [
      'kiosks',
      `kiosks/${platform.kiosk.kioskId}`,
      'supplies',
      'faults',
      'applications?state=decided',
      'approvals?state=pending',
    ]) {
      const address = `/admin/v1/console/${path}`;
      expect([path, (await get(address)).status]).toEqual([path, 401]);
      expect([path, (await get(address, `${bearer}x`)).status]).toEqual([path, 401]);
      const answer = await get(address, bearer);
      expect([path, answer.status, answer.headers.get('cache-control')]).toEqual([path, 200, 'no-store']);
    }
  });

  test('in a wrong form is refused', async () => {
    for (const path of [
      'kiosks?page=-1',
      'kiosks?light=blue',
      'kiosks/me',
      'faults?actor=nobody',
      'applications',
    ]) {
      expect([path, (await get(`/admin/v1/console/${path}`, bearer)).status]).toEqual([path, 400]);
    }
  });
});
