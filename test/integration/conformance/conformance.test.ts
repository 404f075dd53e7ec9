import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { allChecks } from '../../../platform/conformance/checks/all.ts';
import { contentWithClerk } from '../../helpers/clerk-content.ts';
import { startTestPlatform, type TestPlatform } from '../../helpers/platform.ts';
import { startPostgresql } from '../../helpers/postgresql.ts';
import { honest } from './altered-answers.ts';
import { startBrokenPlatform } from './broken-platform.ts';
import { runProgram, synthetic } from './conformance-world.ts';
import { doesNotSign } from './misconducts.ts';

const reportSchema = z.object({
  url: z.string(),
  verdict: z.string(),
  results: z.array(
    z.object({ name: z.string(), outcome: z.string(), clause: z.string(), finding: z.string().optional() }),
  ),
});

const adminToken = 'a-token-of-the-conformance-tests-0123456789';
const platformProgram = fileURLToPath(new URL('../../../platform/main.ts', import.meta.url));
const holder = `${synthetic.name},${synthetic.sex},${synthetic.idNumber}`;
/** Unused and well formed. */
const someCode = '7K3M9-QXAB2-0FGHJ-4NPRS';

/** Slow lines are given up soon, so that the suite has not to wait for long. */
const patience = { headers: 1_000, request: 2_000 };

let platform: TestPlatform;
let folder: string;

beforeAll(async () => {
  platform = await startTestPlatform({ adminToken, patience, content: contentWithClerk('no-penalty') });
  folder = mkdtempSync(join(tmpdir(), 'yizhan-conformance-'));
});

afterAll(async () => {
  await platform.close();
  rmSync(folder, { recursive: true });
});

const options = async (of = platform): Promise<string[]> => [
  ...['--url', of.url, '--root-key', JSON.stringify(of.rootKey)],
  ...['--enrolment-code', await of.createEnrolmentCode('QX-0007'), '--station', 'QX-0007'],
  ...['--patience', '20'],
];

/** Revokes as a city's own administration would: by a program. */
const revokeCommand = ({ url }: TestPlatform): string =>
  `"${process.execPath}" "${platformProgram}" revoke-kiosk --url ${url} --token ${adminToken} ` +
  '--kiosk "$KIOSK_ID" --reason conformance';

describe('the conformance suite', () => {
  const keepsEveryClause = async (of: TestPlatform): Promise<void> => {
    const end = await runProgram(
      ...(await options(of)),
      ...['--holder', holder, '--revoke-command', revokeCommand(of), '--json'],
    );
    const report = reportSchema.parse(JSON.parse(end.output));
    expect(report.results.filter(({ outcome }) => outcome !== 'kept')).toEqual([]);
    expect(report.results.map(({ name }) => name)).toEqual(allChecks.map(({ name }) => name));
    expect(report.verdict).toBe('kept');
    expect(end).toMatchObject({ code: 0, errors: 'Revoked: nothing that it signs is taken any more\n' });
  };

  test('finds that the reference platform keeps every clause on its embedded store', () =>
    keepsEveryClause(platform));

  test('finds that the reference platform keeps every clause on a PostgreSQL server', async () => {
    const server = await startPostgresql();
    try {
      const store = { databaseUrl: await server.createDatabase() };
      const onServer = await startTestPlatform({ adminToken, patience, store });
      await keepsEveryClause(onServer).finally(() => onServer.close());
    } finally {
      await server.stop();
    }
  });

  test('is incomplete without a holder and a way to revoke, says so, and ends with 3; the root key may be in a file', async () => {
    const file = join(folder, 'root.json');
    writeFileSync(file, JSON.stringify(platform.rootKey));
    const end = await runProgram(...(await options()), '--root-key', file);
    expect(end.output).not.toContain('BROKEN');
    expect(end.code).toBe(3);
    expect(end.output).toContain('kept    A signed request is taken  [http-signature/, RFC 9421]\n');
    expect(end.output).toContain('        needs --holder, a person whom the platform knows\n');
    expect(end.output).toContain('        needs --revoke-command, which revokes the kiosk of the suite\n');
    expect(end.output).toMatch(/\n\nincomplete: \d+ kept, 0 broken, \d+ not looked at\n$/);
    expect(end.output.match(/^ +needs --(?:holder|revoke-command)/gm)).toHaveLength(
      Number(/(\d+) not looked at/.exec(end.output)?.[1]),
    );
  });

  test('is incomplete when the command that revokes fails', async () => {
    const end = await runProgram(...(await options()), '--holder', holder, '--revoke-command', 'exit 7');
    expect(end.code).toBe(3);
    expect(end.output).toContain('        the revoke command ended with 7\n');
    expect(end.output).toMatch(/\n\nincomplete: \d+ kept, 0 broken, 1 not looked at\n$/);
  });

  test('explains itself', async () => {
    const end = await runProgram('--help');
    expect(end).toMatchObject({ code: 0, errors: '' });
    expect(end.output).toMatch(/^Usage: npm run platform:conformance/);
    expect(end.output).toContain('3 incomplete');
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

  test('gives no verdict on a platform that is not there, in one sentence, and ends with 4', async () => {
    const end = await runProgram(...(await options()), '--url', 'http://127.0.0.1:1/', '--patience', '1');
    expect(end).toMatchObject({ code: 4, output: '' });
    expect(end.errors).toMatch(/^The platform cannot be reached: GET \/v1\/health: .*ECONNREFUSED.*\n$/);
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
