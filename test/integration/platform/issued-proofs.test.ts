import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { v7 } from 'uuid';
import { issueCertificateReplySchema, type IssueCertificateRequest } from '../../../platform/contract/api.ts';
import { issuedProofsReplySchema } from '../../../platform/contract/issued-proofs.ts';
import {
  accessTrailReplySchema,
  type HolderQuery,
  libraryReplySchema,
} from '../../../platform/contract/library.ts';
import { submissionBatchReplySchema } from '../../../platform/contract/submissions.ts';
import { demonstrationResident } from '../../../platform/seed/synthetic-population.ts';
import {
  housingRequest,
  startTestPlatform,
  type TestKiosk,
  type TestPlatform,
} from '../../helpers/platform.ts';

const { idNumber, name, sex } = demonstrationResident;
const station = { code: 'QX-0007', name: '潇湘市清溪区滨江街道政务服务驿站' };

let platform: TestPlatform;
beforeAll(async () => {
  platform = await startTestPlatform();
});
afterAll(() => platform.close());

const query = (changes: Partial<HolderQuery> = {}): HolderQuery => ({
  holder: { idNumber, name, sex },
  assuranceLevel: 2,
  consentedAt: Date.now() - 1_000,
  ...changes,
});

const as = (kiosk: TestKiosk, path: string, body: unknown) =>
  kiosk.exchange({
    method: 'POST',
    path,
    body: Buffer.from(JSON.stringify(body)),
    headers: { 'content-type': 'application/json' },
  });

const approve = async (): Promise<string> => {
  const approved = await platform.administration.approveProof({
    idNumber,
    kind: 'family-relation',
    purpose: 'notary',
    station,
  });
  if (approved.outcome !== 'approved') throw new Error(approved.reason);
  return approved.certificateNumber;
};

const readyNow = async (): Promise<readonly string[]> => {
  const { body } = await platform.post('/v1/issued-proofs/query', query());
  return issuedProofsReplySchema.parse(body).proofs.map(({ certificateNumber }) => certificateNumber);
};

const tellCollected = async (kiosk: TestKiosk, certificateNumber: string, key = v7()) => {
  const message = { kind: 'collection', key, certificateNumber, collectedAt: Date.now() };
  const { body } = await as(kiosk, '/v1/submissions', { messages: [message] });
  return submissionBatchReplySchema.parse(body).results[0];
};

const trail = async () => {
  const { body } = await platform.post('/v1/library/access-trail', query());
  return accessTrailReplySchema.parse(body).entries;
};

describe('a proof that a department has approved', () => {
  test('lies ready, is handed over to one kiosk, and is ready no more once it was collected', async () => {
    const number = await approve();
    expect(await readyNow()).toContain(number);
    const path = `/v1/issued-proofs/${number}/handover`;
    const first = await platform.post(path, query());
    const { certificate } = issueCertificateReplySchema.parse(first.body);
    expect((await platform.post(path, query())).body).toEqual({ certificate });
    const neighbour = await platform.enrolKiosk();
    expect((await as(neighbour, path, query())).body).toMatchObject({ reason: 'not-ready' });
    const elsewhere = await platform.enrolKiosk('QX-0401');
    expect((await as(elsewhere, path, query())).body).toMatchObject({ reason: 'not-ready' });

    const key = v7();
    const told = await tellCollected(platform.kiosk, number, key);
    expect(told).toMatchObject({ outcome: 'received' });
    expect(await readyNow()).not.toContain(number);
    expect((await platform.post(path, query())).body).toMatchObject({ reason: 'not-ready' });
    const { body } = await platform.post('/v1/submissions', {
      messages: [{ kind: 'collection', key, certificateNumber: number, collectedAt: Date.now() }],
    });
    expect(submissionBatchReplySchema.parse(body).results[0]).toMatchObject({
      outcome: 'refused',
      reason: 'key-reused',
    });
    expect(await tellCollected(neighbour, number)).toMatchObject({ outcome: 'received' });
  });

  test('is signed for the kiosk to which it was handed over, and for no other', async () => {
    const number = await approve();
    const path = `/v1/certificates/${number}/signature`;
    const digest = { algorithm: 'ecdsa-p256-sha256', digest: Buffer.alloc(32, 7).toString('base64url') };
    const before = await platform.post(path, digest);
    expect(before.body).toMatchObject({ reason: 'not-found' });
    await platform.post(`/v1/issued-proofs/${number}/handover`, query());
    const neighbour = await platform.enrolKiosk();
    expect((await as(neighbour, path, digest)).body).toMatchObject({ reason: 'not-found' });
    expect((await platform.post(path, digest)).status).toBe(200);
  });

  test('is shown to its holder alone, and not to who came with a QR code', async () => {
    const number = await approve();
    const path = `/v1/issued-proofs/${number}/handover`;
    for (const [changes, reason] of [
      [{ assuranceLevel: 1 }, 'assurance-level-too-low'],
      [{ holder: { idNumber, name: '林晓蓝', sex } }, 'person-data-differs'],
      [{ holder: { idNumber: '110105194912310021', name, sex } }, 'unknown-person'],
    ] as const) {
      expect((await platform.post(path, query(changes))).body).toMatchObject({ reason });
      expect((await platform.post('/v1/issued-proofs/query', query(changes))).body).toMatchObject({ reason });
    }
  });

  test('is none for a kind that nobody approves, nor is such a kind issued at a kiosk’s request', async () => {
    for (const [kind, reason] of [
      ['housing-status', 'unknown-kind'],
      ['held-certificate', 'unknown-kind'],
    ] as const) {
      expect(
        await platform.administration.approveProof({ idNumber, kind, purpose: 'notary', station }),
      ).toEqual({ outcome: 'refused', reason });
    }
    const asked = housingRequest({ kind: 'family-relation', purpose: 'notary', consentedAt: Date.now() });
    expect((await platform.post('/v1/certificates', asked)).body).toMatchObject({ reason: 'unknown-kind' });
  });

  test('cannot be told as collected when it never was issued', async () => {
    expect(await tellCollected(platform.kiosk, 'QS20261120-ZZZZZZZZZZ')).toMatchObject({
      outcome: 'refused',
      reason: 'unknown-subject',
    });
  });
});

describe('a copy of a certificate of the library', () => {
  const copyOf = (held: IssueCertificateRequest['held']) =>
    housingRequest({
      kind: 'held-certificate',
      purpose: 'loan',
      consentedAt: Date.now() - 1_000,
      ...(held === undefined ? {} : { held }),
    });

  test('is issued while it is valid, and to its holder', async () => {
    const valid = await platform.post('/v1/certificates', copyOf({ kind: 'id-card', number: idNumber }));
    expect(valid.status).toBe(200);
    const { body } = await platform.post('/v1/library/query', { ...query(), purpose: 'view', item: null });
    const expired = libraryReplySchema.parse(body).certificates.find(({ state }) => state === 'expired');
    if (expired === undefined) throw new Error('she holds nothing that has expired');
    const { kind, number } = expired;
    for (const held of [
      { kind, number },
      { kind: 'diploma', number: 'nobody’s' },
    ] as const) {
      expect((await platform.post('/v1/certificates', copyOf(held))).body).toMatchObject({
        reason: 'not-held',
      });
    }
    expect((await platform.post('/v1/certificates', copyOf(undefined))).body).toMatchObject({
      reason: 'unknown-kind',
    });
  });
});

describe('the access trail', () => {
  test('tells every reading, that of itself included, the latest first', async () => {
    await platform.post('/v1/certificates', housingRequest({ consentedAt: Date.now() - 1_000 }));
    await platform.post('/v1/library/query', { ...query(), purpose: 'view', item: null });
    await readyNow();
    const before = await trail();
    expect(before.slice(0, 2).map(({ purpose }) => purpose)).toEqual(['issued-proofs', 'view']);
    expect(before.find(({ purpose }) => purpose === 'certificate')).toMatchObject({
      by: { kind: 'kiosk', stationCode: station.code },
      kinds: ['housing-status'],
    });
    expect((await trail())[0]).toMatchObject({ purpose: 'access-trail', kinds: [] });
  });
});
