import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../drivers/device/clock.ts';
import { enrolledAs, type JoinRequest, joinPlatform } from '../../../electron/core/setup/join-platform.ts';
import { rootCheckOf } from '../../../platform/contract/root-check.ts';
import { type Platform, startPlatform } from '../../../platform/server.ts';

let platform: Platform;
let other: Platform;
let dataFolder: string;
beforeAll(async () => {
  platform = await startPlatform({ store: 'memory', residents: [], populationSize: 0 });
  other = await startPlatform({ store: 'memory', residents: [], populationSize: 0 });
});
afterAll(async () => {
  await platform.close();
  await other.close();
});
beforeEach(() => {
  dataFolder = mkdtempSync(join(tmpdir(), 'yizhan-join-'));
});
afterEach(() => rmSync(dataFolder, { recursive: true }));

const ask = async (changes: Partial<JoinRequest> = {}) =>
  joinPlatform({
    dataFolder,
    appVersion: '0.1.0',
    url: platform.url,
    stationCode: 'QX-0042',
    code: changes.code ?? (await platform.createEnrolmentCode('QX-0042')),
    rootKey: null,
    rootCheck: rootCheckOf(platform.rootKey),
    anew: false,
    clock: systemClock,
    ...changes,
  });

describe('a kiosk that joins its platform', () => {
  it('takes the root key whose check number was on the slip, and is enrolled', async () => {
    const joined = await ask();
    expect(joined).toMatchObject({ result: 'enrolled', rootKey: platform.rootKey });
    expect(enrolledAs(dataFolder)).toBe(joined.detail);
    expect(joined.findings.map(({ code }) => code)).toContain('answer-genuine');
  });

  it('tells a platform that is another one by its check number, before the code has left', async () => {
    const code = await platform.createEnrolmentCode('QX-0042');
    expect(await ask({ url: other.url, code })).toMatchObject({ result: 'root-differs', rootKey: null });
    expect(existsSync(join(dataFolder, 'identity'))).toBe(false);
    // The code is as good as before.
    expect(await ask({ code })).toMatchObject({ result: 'enrolled' });
  });

  it('is not enrolled with a code that nobody gave out, or one of another station', async () => {
    expect(await ask({ code: '00000-00000-00000-00000' })).toMatchObject({ result: 'code-invalid' });
    const code = await platform.createEnrolmentCode('QX-0043');
    expect(await ask({ code })).toMatchObject({ result: 'station-mismatch' });
    expect(enrolledAs(dataFolder)).toBeNull();
  });

  it('says at which step the way to the platform breaks, and writes nothing', async () => {
    const joined = await ask({ url: 'http://127.0.0.1:9' });
    expect(joined).toMatchObject({ result: 'platform-unreachable', rootKey: null });
    expect(joined.findings.at(-1)).toMatchObject({ verdict: 'bad', code: 'line-refused' });
    expect(readdirSync(dataFolder)).toEqual([]);
  });

  it('that is enrolled is enrolled anew only when that is asked for', async () => {
    const first = await ask();
    const second = await ask({ anew: true });
    expect(second.result).toBe('enrolled');
    expect(second.detail).not.toBe(first.detail);
  });
});
