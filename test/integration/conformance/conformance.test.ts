import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { allChecks } from '../../../platform/conformance/checks/all.ts';
import { startTestPlatform, type TestPlatform } from '../../helpers/platform.ts';
import { honest } from './altered-answers.ts';
import { startBrokenPlatform } from './broken-platform.ts';
import { runProgram, synthetic } from './conformance-world.ts';
import { doesNotSign } from './misconducts.ts';

const reportSchema = z.object({
  url: z.string(),
  kept: z.boolean(),
  results: z.array(
    z.object({ name: z.string(), outcome: z.string(), clause: z.string(), finding: z.string().optional() }),
  ),
});

const holder = `${synthetic.name},${synthetic.sex},${synthetic.idNumber}`;
/** Unused and well formed. */
const someCode = '7K3M9-QXAB2-0FGHJ-4NPRS';

let platform: TestPlatform;
let folder: string;

beforeAll(async () => {
  // Slow lines are given up soon, so that the suite has not to wait for long.
  platform = await startTestPlatform({ patience: { headers: 1_000, request: 2_000 } });
  folder = mkdtempSync(join(tmpdir(), 'yizhan-conformance-'));
});

afterAll(async () => {
  await platform.close();
  rmSync(folder, { recursive: true });
});

const options = async (): Promise<string[]> => [
  ...['--url', platform.url, '--root-key', JSON.stringify(platform.rootKey)],
  ...['--enrolment-code', await platform.createEnrolmentCode('QX-0007'), '--station', 'QX-0007'],
  ...['--patience', '20'],
];

describe('the conformance suite', () => {
  test('finds that the reference platform keeps every clause', async () => {
    const end = await runProgram(...(await options()), '--holder', holder, '--json');
    const report = reportSchema.parse(JSON.parse(end.output));
    expect(report.results.filter(({ outcome }) => outcome !== 'kept')).toEqual([]);
    expect(report.results.map(({ name }) => name)).toEqual(allChecks.map(({ name }) => name));
    expect(report.kept).toBe(true);
    expect(end).toMatchObject({ code: 0, errors: '' });
  });

  test('does not look at certificates without a holder, and says so; the root key may be in a file', async () => {
    const file = join(folder, 'root.json');
    writeFileSync(file, JSON.stringify(platform.rootKey));
    const end = await runProgram(...(await options()), '--root-key', file);
    expect(end.code).toBe(0);
    expect(end.output).toContain('kept    A signed request is taken  [http-signature/, RFC 9421]\n');
    expect(end.output).toContain('        needs --holder, a person whom the platform knows\n');
    expect(end.output).toMatch(/\n\n\d+ kept, 0 broken, 5 not looked at\n$/);
  });

  test('names what a broken platform does not keep, and ends with 1', async () => {
    const front = await startBrokenPlatform(platform, honest, doesNotSign);
    try {
      const end = await runProgram(
        ...(await options()),
        ...['--url', front.url.href, '--root-key', JSON.stringify(front.rootKey), '--patience', '1'],
      );
      expect(end.code).toBe(1);
      expect(end.output).toContain('BROKEN  Every answer, refusals too, is signed');
      expect(end.output).toContain('GET /v1/health → 200 signature-missing');
    } finally {
      await front.close();
    }
  });

  test('finds a platform that is not there broken, and does not fail itself', async () => {
    const end = await runProgram(...(await options()), '--url', 'http://127.0.0.1:1/', '--patience', '1');
    expect(end).toMatchObject({ code: 1, errors: '' });
    expect(end.output).toContain('0 kept');
  });

  test.each([
    ['nothing', [], '--url is missing'],
    ['no address', ['--url', 'platform'], '--url is not well formed'],
    ['another protocol', ['--url', 'ftp://platform'], '--url is not well formed'],
    ['no key', ['--url', 'http://p', '--root-key', '/nonexistent'], '--root-key is neither'],
    ['a private key', ['--url', 'http://p', '--root-key', '{"kty":"EC","d":"x"}'], '--root-key is neither'],
    ['an unknown option', ['--force'], "Unknown option '--force'"],
  ])('ends with 2 and its usage when told %s', async (_what, args, error) => {
    const end = await runProgram(...args);
    expect(end).toMatchObject({ code: 2, output: '' });
    expect(end.errors).toContain(error);
    expect(end.errors).toContain('Usage: npm run platform:conformance');
  });

  test.each([
    ['an enrolment code', '--enrolment-code', 'ABC', '--enrolment-code is not well formed'],
    ['a station', '--station', '', '--station is not well formed'],
    ['a holder', '--holder', '林晓岚', '--holder is not well formed'],
    ['a patience', '--patience', 'long', '--patience is not well formed'],
  ])('ends with 2 when %s is not well formed', async (_what, option, value, error) => {
    const end = await runProgram(
      ...['--url', platform.url, '--root-key', JSON.stringify(platform.rootKey)],
      ...['--enrolment-code', someCode, '--station', 'QX-0007', option, value],
    );
    expect(end.code).toBe(2);
    expect(end.errors).toContain(error);
  });
});
