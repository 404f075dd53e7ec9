import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { issueCertificateReplySchema, problemSchema } from '../../../platform/contract/api.ts';
import {
  type ApprovalQuery,
  approvalReplySchema,
  type CertificateApproval,
} from '../../../platform/contract/certificate-approvals.ts';
import { approvalLife, refusalLife } from '../../../platform/approvals/decide-approval.ts';
import { contentWithClerk } from '../../helpers/clerk-content.ts';
import {
  housingRequest,
  type PlatformAnswer,
  startTestPlatform,
  type TestPlatform,
  testNow,
} from '../../helpers/platform.ts';

const adminToken = 'an-administrator-s-token-of-a-test-0123456789';
const day = 86_400_000;
const reason = { 'zh-CN': '登记有出入', en: 'The register differs' };
const { holder } = housingRequest();
let time: number;
let platform: TestPlatform;

beforeAll(async () => {
  time = testNow;
  platform = await startTestPlatform({ adminToken, clock: { now: () => time }, content: contentWithClerk() });
});
afterAll(() => platform.close());
// A day further each: what one test has left is over in the next, 60 days later.
beforeEach(() => {
  time += 60 * day;
});

const ask = (requestId: string = crypto.randomUUID()): Promise<PlatformAnswer> =>
  platform.post('/v1/certificates', housingRequest({ requestId, consentedAt: time }));
const reasonOf = ({ status, body }: PlatformAnswer): string =>
  `${status} ${problemSchema.parse(body).reason}`;
const told = async (query: Partial<ApprovalQuery> = {}): Promise<readonly CertificateApproval[]> => {
  const asked: ApprovalQuery = { holder, assuranceLevel: 2, ...query };
  const answer = await platform.post('/v1/certificate-approvals/query', asked);
  return approvalReplySchema.parse(answer.body).approvals;
};
/** The request that waits, left now. */
const waiting = async (): Promise<CertificateApproval> => {
  expect(reasonOf(await ask())).toBe('409 approval-pending');
  const pending = (await told()).find(({ state }) => state === 'pending');
  if (pending === undefined) throw new Error('Nothing waits');
  return pending;
};
const admin = (path: string, body?: unknown): Promise<Response> =>
  fetch(`${platform.url}/admin/v1/${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      authorization: `Bearer ${adminToken}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

describe('a certificate that a clerk looks at first', () => {
  test('waits for one, once, with the day by which it is decided', async () => {
    const first = await waiting();
    expect(await waiting()).toEqual(first);
    expect(first).toMatchObject({ kind: 'housing-status', purpose: 'purchase-eligibility' });
    const counted = await Promise.all([ask(), ask(), ask()]);
    expect(new Set(counted.map(reasonOf))).toEqual(new Set(['409 approval-pending']));
    expect((await told()).filter(({ state }) => state === 'pending')).toHaveLength(1);
  });

  test('is issued once it is approved, once, and the same request again gets the same', async () => {
    const { requestNumber } = await waiting();
    expect((await admin('approval-decisions', { requestNumber, decision: 'approve' })).status).toBe(200);
    expect(await told()).toContainEqual(expect.objectContaining({ requestNumber, state: 'approved' }));
    const id = crypto.randomUUID();
    const issued = await ask(id);
    expect(issued.status).toBe(200);
    expect((await ask(id)).body).toEqual(issued.body);
    expect(await told()).toContainEqual(expect.objectContaining({ requestNumber, state: 'issued' }));
    expect(reasonOf(await ask())).toBe('409 approval-pending');
  });

  test('is issued once also when two kiosks ask at once', async () => {
    const { requestNumber } = await waiting();
    await admin('approval-decisions', { requestNumber, decision: 'approve' });
    const answers = await Promise.all([ask(), ask(), ask()]);
    const issued = answers.filter(({ status }) => status === 200);
    expect(issued).toHaveLength(1);
    expect(issueCertificateReplySchema.safeParse(issued[0]?.body).success).toBe(true);
  });

  test('that was not collected in time has to be asked for anew', async () => {
    const { requestNumber } = await waiting();
    await admin('approval-decisions', { requestNumber, decision: 'approve' });
    time += approvalLife + day;
    expect(reasonOf(await ask())).toBe('409 approval-pending');
    expect((await told()).map((approval) => approval.requestNumber)).not.toContain(requestNumber);
  });

  test('is refused with the reason, until it can be asked for again', async () => {
    const { requestNumber } = await waiting();
    await admin('approval-decisions', { requestNumber, decision: 'refuse', reason });
    expect(reasonOf(await ask())).toBe('409 approval-refused');
    expect(await told()).toContainEqual(expect.objectContaining({ requestNumber, state: 'refused', reason }));
    time += refusalLife;
    expect(reasonOf(await ask())).toBe('409 approval-pending');
  });

  test('is decided once, and every decision and look leaves an entry', async () => {
    const { requestNumber } = await waiting();
    const subject = await admin(`approval-subjects/${requestNumber}`);
    expect(await subject.json()).toEqual({ name: holder.name, idNumber: holder.idNumber });
    await admin('approval-decisions', { requestNumber, decision: 'refuse', reason });
    expect((await admin('approval-decisions', { requestNumber, decision: 'approve' })).status).toBe(404);
    const trail = await platform.administration.auditTrail();
    expect(trail.slice(0, 3).map(({ act, subject: about }) => [act, about])).toEqual([
      ['decide-approval', requestNumber],
      ['decide-approval', requestNumber],
      ['read-approval-subject', requestNumber],
    ]);
    expect(JSON.stringify(trail)).not.toContain(holder.idNumber);
  });

  test('is listed for the clerk with its deadline and without the person', async () => {
    const { requestNumber } = await waiting();
    time += 10 * day;
    const list = await (await admin('console/approvals?state=pending')).text();
    expect(list).not.toContain(holder.idNumber);
    expect(list).not.toContain(holder.name);
    const { rows } = JSON.parse(list) as { rows: { approval: { requestNumber: string } }[] };
    expect(rows.find(({ approval }) => approval.requestNumber === requestNumber)).toMatchObject({
      maskedHolder: '林**',
      deadline: { limitWorkingDays: 3, light: 'red' },
    });
  });
});

describe('what is not said', () => {
  test('the requests of anybody whose card differs, who is not known, or came with a QR code', async () => {
    const post = async (changes: Partial<ApprovalQuery>) =>
      reasonOf(
        await platform.post('/v1/certificate-approvals/query', { holder, assuranceLevel: 2, ...changes }),
      );
    expect(await post({ assuranceLevel: 1 })).toBe('403 assurance-level-too-low');
    expect(await post({ holder: { ...holder, name: '林小兰' } })).toBe('422 person-data-differs');
    expect(await post({ holder: { ...holder, idNumber: '990000190001010007' } })).toBe('422 unknown-person');
  });

  test('anything without the token, of a wrong form, or of what is not there', async () => {
    const number = 'SH-20261120-0000000000';
    expect((await fetch(`${platform.url}/admin/v1/console/approvals?state=pending`)).status).toBe(401);
    expect((await admin('console/approvals?state=anything')).status).toBe(400);
    expect((await admin(`approval-subjects/${number}`)).status).toBe(404);
    expect((await admin('approval-decisions', { requestNumber: number, decision: 'approve' })).status).toBe(
      404,
    );
    expect((await admin('approval-decisions', { requestNumber: number, decision: 'refuse' })).status).toBe(
      400,
    );
  });
});
