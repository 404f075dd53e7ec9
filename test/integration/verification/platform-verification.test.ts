import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { issueCertificateReplySchema, problemSchema } from '../../../platform/contract/api.ts';
import { certificateVerificationReplySchema } from '../../../platform/contract/verifications.ts';
import { demonstrationResident } from '../../../platform/seed/synthetic-population.ts';
import { housingRequest, startTestPlatform, type TestPlatform } from '../../helpers/platform.ts';
import { codeOf } from '../../helpers/spoiled-certificates.ts';

let platform: TestPlatform;
let code: string;
/** The platform's clock stands still until a test moves it. */
const clock = { time: Date.now(), now: () => clock.time };

beforeAll(async () => {
  platform = await startTestPlatform({ clock });
  const answer = await platform.post('/v1/certificates', housingRequest({ consentedAt: clock.time - 2_000 }));
  const { certificate } = issueCertificateReplySchema.parse(answer.body);
  code = codeOf(Buffer.from(certificate, 'base64url'));
});
afterAll(() => platform.close());

const post = (body: unknown) => platform.unsigned.post('/v1/certificate-verifications', body);

describe('POST /v1/certificate-verifications', () => {
  test('spells out what the department has signed, in the words of the paper, under the platform’s signature', async () => {
    const reply = certificateVerificationReplySchema.parse((await post({ text: code })).body);
    expect(reply).toMatchObject({
      outcome: 'genuine',
      judgedAt: clock.time,
      revokedAt: null,
      claims: { holder: { idNumber: demonstrationResident.idNumber } },
    });
    expect(reply.words?.title['zh-CN']).toBe('不动产登记信息查询证明（有无房）');
    expect(reply.words?.facts).toContainEqual({ label: '查询范围', value: '潇湘市全域' });
  });

  test('says nothing of anybody for what no department has signed', async () => {
    for (const text of [
      'ZF20261120-7K3M9QXAB2',
      demonstrationResident.idNumber,
      code.slice(0, -9),
      'YZ1:\u0000',
    ]) {
      const { status, body } = await post({ text });
      expect(status).toBe(200);
      expect(body).toMatchObject({ claims: null, words: null, revokedAt: null });
    }
  });

  test('refuses what is no request: other fields, no text, far too much of it', async () => {
    for (const body of [
      {},
      { text: '' },
      { text: code, number: 1 },
      { text: 'x'.repeat(8_193) },
      'no JSON',
    ]) {
      const answer = await post(body);
      expect(problemSchema.parse(answer.body)).toMatchObject({ status: 400, reason: 'malformed-request' });
    }
    expect((await post({ text: 'x'.repeat(70_000) })).status).toBe(413);
  });

  test('is not kept by caches on the way', async () => {
    const answer = await fetch(`${platform.url}/v1/certificate-verifications`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text: code }),
    });
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  test('holds up a caller who asks too fast, and only for a moment', async () => {
    const answers = await Promise.all(Array.from({ length: 70 }, () => post({ text: 'x' })));
    const refused = answers.filter(({ status }) => status === 503);
    expect(refused.length).toBeGreaterThanOrEqual(10);
    expect(problemSchema.parse(refused[0]?.body).reason).toBe('busy');
    clock.time += 10_000;
    expect((await post({ text: code })).body).toMatchObject({ outcome: 'genuine' });
  });
});

describe('GET /verify', () => {
  const get = (path: string) => fetch(platform.url + path);

  test('is a page that loads nothing from elsewhere and runs nothing inline', async () => {
    const page = await get('/verify');
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    const html = await page.text();
    expect(html).not.toMatch(/<style|style=|<script(?![^>]*src=)|\son\w+=|https?:\/\//);
    const linked = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path = '']) => path);
    expect(linked.length).toBeGreaterThanOrEqual(2);
    for (const path of linked) {
      expect(path).toMatch(/^\/verify\//);
      expect((await get(path)).status).toBe(200);
    }
  });

  test('never reads what was signed as markup', async () => {
    const script = await readFile(
      join(import.meta.dirname, '../../../platform/api/pages/verify/verify.js'),
      'utf8',
    );
    expect(script).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(/);
  });

  test('has the same words in both languages, and one for every outcome', async () => {
    const loaded: unknown = await import('../../../platform/api/pages/verify/words.js');
    const { words } = loaded as { words: Record<string, Record<string, string>> };
    const { 'zh-CN': chinese = {}, en = {} } = words;
    expect(Object.keys(en)).toEqual(Object.keys(chinese));
    for (const outcome of certificateVerificationReplySchema.shape.outcome.options) {
      expect(chinese[outcome], outcome).toBeTruthy();
      expect(chinese[`${outcome}.why`], outcome).toBeTruthy();
    }
  });
});
