import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { signedKeySetSchema } from '../../../platform/contract/api.ts';
import { healthReplySchema } from '../../../platform/contract/kiosks.ts';
import {
  type CommandOutcome,
  type RemoteCommand,
  remoteCommandSchema,
  verifyCommand,
} from '../../../platform/contract/remote-commands.ts';
import { verifyKeySet } from '../../../platform/contract/signed-key-set.ts';
import { healthReportOf } from '../../helpers/health-report.ts';
import { startTestPlatform, type TestKiosk, type TestPlatform, testNow } from '../../helpers/platform.ts';
import { jsonRequest } from '../../helpers/platform-kiosk.ts';

const adminToken = 'an-administrator-s-token-of-a-test-0123456789';
const minute = 60_000;
let time = testNow;
let platform: TestPlatform;
let kiosk: TestKiosk;

beforeAll(async () => {
  platform = await startTestPlatform({ adminToken, clock: { now: () => time } });
});
afterAll(() => platform.close());
beforeEach(async () => {
  kiosk = await platform.enrolKiosk();
});

const give = async (body: unknown): Promise<{ status: number; body: unknown }> => {
  const answer = await fetch(`${platform.url}/admin/v1/kiosk-commands`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${adminToken}` },
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: await answer.json() };
};
const restart = async (expiresInSeconds = 600): Promise<number> => {
  const { body } = await give({ kioskId: kiosk.kioskId, order: { kind: 'restart' }, expiresInSeconds });
  return (body as { number: number }).number;
};

/** The kiosk reports; the commands that the answer brings, as they came. */
const report = async (commands: readonly CommandOutcome[] = []): Promise<readonly string[]> => {
  const content = healthReportOf({ reportedAt: time, commands: [...commands] });
  const answer = await kiosk.exchange(jsonRequest('POST', '/v1/kiosks/self/health', content));
  return healthReplySchema.parse(answer.body).commands;
};
const payloadOf = (jws: string): RemoteCommand =>
  remoteCommandSchema.parse(JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString()));
const numbersOf = (commands: readonly string[]): readonly number[] =>
  commands.map((jws) => payloadOf(jws).number);
const listed = () => platform.administration.listCommands(kiosk.kioskId);

test('a command comes with the answer to the next report, signed for this kiosk and no other', async () => {
  const number = await restart();
  const [jws = ''] = await report();
  const { jws: keySet } = signedKeySetSchema.parse((await platform.unsigned.get('/v1/keys')).body);
  const keys = await verifyKeySet(keySet, platform.rootKey);
  if (keys.outcome !== 'genuine') throw new Error(keys.outcome);
  const findKey = (keyId: string) => keys.keySet.answerKeys.find((key) => key.keyId === keyId);
  expect(await verifyCommand(jws, { kioskId: kiosk.kioskId, findKey })).toEqual({
    outcome: 'genuine',
    command: {
      kioskId: kiosk.kioskId,
      number,
      issuedAt: time,
      expiresAt: time + 10 * minute,
      order: { kind: 'restart' },
    },
  });
  const another = await platform.enrolKiosk();
  expect(await verifyCommand(jws, { kioskId: another.kioskId, findKey })).toEqual({
    outcome: 'for-another-kiosk',
  });
  const answer = await another.exchange(
    jsonRequest('POST', '/v1/kiosks/self/health', healthReportOf({ reportedAt: time })),
  );
  expect(answer.body).toEqual({ commands: [] });
});

test('it comes with each answer until the kiosk has said what became of it', async () => {
  const number = await restart();
  expect(numbersOf(await report())).toEqual([number]);
  expect(await listed()).toMatchObject([{ state: 'waiting', deliveredAt: time, endedAt: null }]);
  expect(numbersOf(await report())).toEqual([number]);
  expect(await report([{ number, outcome: 'done', reason: null, at: time }])).toEqual([]);
  expect(await listed()).toMatchObject([{ number, state: 'done', reason: null, endedAt: time }]);
});

test('what was said first counts, and what is said of no command changes nothing', async () => {
  const number = await restart();
  await report([{ number, outcome: 'refused', reason: 'expired', at: time }]);
  await report([
    { number, outcome: 'done', reason: null, at: time },
    { number: number + 7, outcome: 'done', reason: null, at: time },
  ]);
  expect(await listed()).toMatchObject([{ number, state: 'refused', reason: 'expired' }]);
});

test('a command whose time is over does not go out', async () => {
  await restart(60);
  time += minute;
  expect(await report()).toEqual([]);
  expect(await listed()).toMatchObject([{ state: 'lapsed', deliveredAt: null }]);
});

test('numbers of a kiosk only grow, however many come in one moment', async () => {
  const numbers = [];
  for (let count = 0; count < 12; count += 1) numbers.push(await restart());
  expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
  expect(new Set(numbers).size).toBe(12);
  expect(numbersOf(await report())).toEqual(numbers.slice(0, 10));
  const done = numbers.slice(0, 10).map((number) => ({
    number,
    outcome: 'done' as const,
    reason: null,
    at: time,
  }));
  expect(numbersOf(await report(done))).toEqual(numbers.slice(10));
});

test('it is refused for no kiosk, for a revoked one, with an order that nobody knows, and without an end', async () => {
  const order = { kind: 'restart' };
  const good = { kioskId: kiosk.kioskId, order, expiresInSeconds: 600 };
  expect((await give({ ...good, kioskId: 'K-0000000000' })).status).toBe(404);
  for (const wrong of [
    { ...good, order: { kind: 'make-coffee' } },
    { ...good, order: { kind: 'message', text: { 'zh-CN': '', en: 'x' }, until: 1 } },
    { ...good, expiresInSeconds: 8 * 86_400 },
    { kioskId: kiosk.kioskId, order },
  ]) {
    expect((await give(wrong)).status).toBe(400);
  }
  await platform.administration.revokeKiosk(kiosk.kioskId, 'stolen');
  expect((await give(good)).status).toBe(404);
});

test('whoever gives one leaves an entry in the administration’s log', async () => {
  await restart();
  const [entry] = await platform.administration.auditTrail();
  expect(entry).toMatchObject({
    act: 'give-command',
    subject: kiosk.kioskId,
    detail: { order: '{"kind":"restart"}', life: '600000' },
  });
});
