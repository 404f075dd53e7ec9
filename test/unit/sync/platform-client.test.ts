import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPlatformClient } from '../../../electron/sync/platform-client.ts';
import type { ExchangeOutcome, ExchangeRequest } from '../../../electron/sync/trust/signed-exchange.ts';
import { maximumBatchBytes, maximumBatchMessages } from '../../../platform/contract/submissions.ts';

const unreachable = { ok: false, reason: 'unreachable', detail: '' } as const;

/** An answer as the exchange hands it on. */
const answered = (
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): ExchangeOutcome => ({
  outcome: 'answered',
  answer: { status, headers, body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)) },
  problem: null,
});
const problem = (status: number, reason: string) => ({ type: 'about:blank', title: 'No', status, reason });

/** A client whose exchange always comes to `outcome`. */
const clientOf = (outcome: ExchangeOutcome) => {
  const sent: ExchangeRequest[] = [];
  const client = createPlatformClient({
    open: { health: async () => unreachable, keySet: async () => unreachable },
    exchange: {
      send: async (request) => {
        sent.push(request);
        return outcome;
      },
    },
  });
  return { client, sent };
};

describe('calling the platform', () => {
  it('gives what was asked for', async () => {
    const { client } = clientOf(answered(200, { certificate: 'abc' }));
    expect(await client.materialStatus('m')).toMatchObject({ ok: false, reason: 'malformed-reply' });
    const status = { received: [{ index: 0, digest: 'A'.repeat(43) }] };
    expect(await clientOf(answered(200, status)).client.materialStatus('m')).toEqual({
      ok: true,
      value: status,
    });
  });

  it('asks for each thing where the contract has it', async () => {
    const { client, sent } = clientOf(answered(500, ''));
    await client.materialStatus('0190');
    await client.feed('abc', 50);
    await client.putChunk('0190', 7, 'a..b.c.d');
    expect(sent.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET v1/materials/0190',
      'GET v1/feed?after=abc&limit=50',
      'PUT v1/materials/0190/chunks/7',
    ]);
    expect(sent[2]?.body).toEqual({ type: 'application/jose', content: 'a..b.c.d' });
  });

  it('hands messages in as they are', async () => {
    const { client, sent } = clientOf(answered(200, { results: [] }));
    const bodies = ['{ "n": 1.0, "text": "林" }', '{"n":2}'];
    expect(await client.submit(bodies)).toEqual({ ok: true, value: { results: [] } });
    const { type, content = '' } = sent[0]?.body ?? {};
    expect(type).toBe('application/json');
    expect(Buffer.from(content).toString('utf8')).toBe('{"messages":[{ "n": 1.0, "text": "林" },{"n":2}]}');
  });

  it('makes one batch of any messages, which holds each of them', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.json(), { minLength: 1, maxLength: 40 }), async (bodies) => {
        const { client, sent } = clientOf(answered(200, { results: [] }));
        await client.submit(bodies);
        const { messages } = JSON.parse(String(sent[0]?.body?.content));
        expect(messages).toEqual(bodies.map((body) => JSON.parse(body)));
      }),
    );
  });

  it('refuses to make a batch that no platform would take', async () => {
    const { client, sent } = clientOf(answered(200, { results: [] }));
    await expect(client.submit([])).rejects.toThrow(RangeError);
    await expect(client.submit(Array(maximumBatchMessages + 1).fill('{}'))).rejects.toThrow(RangeError);
    await expect(client.submit([`"${'林'.repeat(maximumBatchBytes / 3)}"`])).rejects.toThrow(RangeError);
    expect(sent).toEqual([]);
  });

  it('takes a chunk for kept when the platform says so, and not otherwise', async () => {
    expect(await clientOf(answered(204, '')).client.putChunk('m', 0, 'x')).toEqual({ ok: true, value: null });
    expect(await clientOf(answered(200, {})).client.putChunk('m', 0, 'x')).toMatchObject({
      reason: 'malformed-reply',
    });
    expect(
      await clientOf(answered(409, problem(409, 'chunk-differs'))).client.putChunk('m', 0, 'x'),
    ).toMatchObject({
      reason: 'refused',
      problem: 'chunk-differs',
    });
  });

  it('tells a refusal with its reason', async () => {
    const { client } = clientOf(answered(404, problem(404, 'unknown-person')));
    expect(await client.feed('', 1)).toEqual({
      ok: false,
      reason: 'refused',
      problem: 'unknown-person',
      detail: 'status 404',
    });
  });

  it.each([
    ['30', 30_000],
    [' 5 ', 5_000],
    ['999999', 600_000],
    ['soon', undefined],
    ['-1', undefined],
    ['1e3', undefined],
    [undefined, undefined],
  ])('leaves a busy platform alone for as long as it says: %s', async (value, milliseconds) => {
    const headers = value === undefined ? {} : { 'retry-after': value };
    const outcome = await clientOf(answered(503, problem(503, 'busy'), headers)).client.feed('', 1);
    expect(outcome).toEqual({
      ok: false,
      reason: 'refused',
      problem: 'busy',
      detail: 'status 503',
      ...(milliseconds === undefined ? {} : { retryAfterMilliseconds: milliseconds }),
    });
  });

  it.each([
    ['another shape', answered(200, { status: 'fine' })],
    ['no JSON', answered(200, '<html>')],
    ['an error page', answered(502, '<html>')],
    ['an unknown reason', answered(400, problem(400, 'because'))],
    ['an answer without contents', answered(204, '')],
    ['an endless answer', { outcome: 'too-large', detail: 'more than 8 MB' }],
  ] as const)('does not take %s for an answer', async (_what, outcome) => {
    expect(await clientOf(outcome).client.feed('', 1)).toMatchObject({
      ok: false,
      reason: 'malformed-reply',
    });
  });

  it.each([
    [
      { outcome: 'unreachable', detail: 'ECONNRESET' },
      { reason: 'unreachable', detail: 'ECONNRESET' },
    ],
    [
      { outcome: 'not-genuine', detail: 'x' },
      { reason: 'not-genuine', detail: 'x' },
    ],
    [{ outcome: 'no-key' }, { reason: 'refused', problem: 'kiosk-revoked' }],
  ] as const)('hands on what the exchange came to: %j', async (outcome, expected) => {
    expect(await clientOf(outcome).client.feed('', 1)).toMatchObject({ ok: false, ...expected });
  });
});
