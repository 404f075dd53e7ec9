import { v7 } from 'uuid';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { createSealDocument } from '../../../electron/core/kiosk-documents/seal-document.ts';
import { checkExport } from '../../../electron/core/log-export/export-format.ts';
import { createCollectLog } from '../../../electron/core/remote-commands/collect-log.ts';
import type { SealingKey } from '../../../platform/contract/api.ts';
import { largestReadinessPaper, submissionBatchReplySchema } from '../../../platform/contract/submissions.ts';
import { keptOfAKind } from '../../../platform/submissions/kiosk-documents.ts';
import { openTestDatabase, type TestDatabase } from '../../helpers/database.ts';
import { silentLog } from '../../helpers/journal.ts';
import { sealingKeyOf } from '../../helpers/kiosk-documents.ts';
import { appendEntries } from '../../helpers/log-export.ts';
import { startTestPlatform, type TestKiosk, type TestPlatform } from '../../helpers/platform.ts';
import { jsonRequest } from '../../helpers/platform-kiosk.ts';

const adminToken = 'an-administrator-s-token-of-a-test-0123456789';
let platform: TestPlatform;
let sealingKey: SealingKey;
let kiosk: TestKiosk;
let database: TestDatabase;

beforeAll(async () => {
  platform = await startTestPlatform({ adminToken });
  sealingKey = await sealingKeyOf(platform);
});
afterAll(() => platform.close());
beforeEach(async () => {
  kiosk = await platform.enrolKiosk();
  database = openTestDatabase();
});
afterEach(() => database.dispose());

const seal = () => createSealDocument({ sealingKey: () => sealingKey, now: Date.now, newId: () => v7() });

/** What waits in the outbox goes up, chunk by chunk, as the pump has it; answers with what the platform says. */
const handIn = async (key: string) => {
  for (;;) {
    const chunk = database.read(({ outbox }) => outbox.nextChunk(key));
    if (chunk === undefined) break;
    const { materialId, index, sealed } = chunk;
    const put = await kiosk.exchange({
      method: 'PUT',
      path: `/v1/materials/${materialId}/chunks/${index}`,
      body: Buffer.from(sealed),
      headers: { 'content-type': 'application/jose' },
    });
    expect(put.status).toBe(204);
    database.commit(({ outbox }) => outbox.chunkUploaded({ materialId, index }));
  }
  return send(key);
};
const send = async (key: string) => {
  const body = JSON.parse(database.read(({ outbox }) => outbox.find(key)?.body) ?? 'null');
  const answer = await kiosk.exchange(jsonRequest('POST', '/v1/submissions', { messages: [body] }));
  return submissionBatchReplySchema.parse(answer.body).results[0];
};
const fetchDocument = (path: string, token = adminToken) =>
  fetch(`${platform.url}/admin/v1/${path}`, { headers: { authorization: `Bearer ${token}` } });
const listed = async () => {
  const detail = await (await fetchDocument(`console/kiosks/${kiosk.kioskId}`)).json();
  return (detail as { documents: readonly { key: string; document: string; command: number | null }[] })
    .documents;
};
const reportOf = async (
  content: string,
  document: 'readiness-report' | 'readiness-report-pdf' = 'readiness-report',
): Promise<string> => {
  const sealed = await seal()({
    document,
    madeAt: Date.now(),
    command: null,
    content: new TextEncoder().encode(content),
  });
  if (!sealed.ok) throw new Error(sealed.reason);
  database.commit((unit) => sealed.document.keep(unit));
  return sealed.document.key;
};

test('a log that the centre collects comes whole, in chunks, and is genuine', async () => {
  appendEntries(database, 8_000);
  const collect = createCollectLog({
    database: database.current(),
    dataFolder: database.folder,
    identity: { kioskId: kiosk.kioskId, stationCode: kiosk.stationCode, signingKeys: () => [kiosk.key] },
    seal: seal(),
    now: Date.now,
    log: silentLog,
  });
  const collected = await collect(7);
  if (!collected.ok) throw new Error(collected.reason);
  database.commit((unit) => collected.keep(unit));
  const [waiting] = database.read(({ outbox }) =>
    outbox.uploads({ now: Date.now(), limit: 1, except: new Set() }),
  );
  expect(waiting?.chunks).toBeGreaterThan(1);
  expect(await handIn(waiting?.key ?? '')).toMatchObject({ outcome: 'received' });

  const [document] = await listed();
  expect(document).toMatchObject({ document: 'log', command: 7 });
  const answer = await fetchDocument(`kiosk-documents/${kiosk.kioskId}/${document?.key}`);
  const checked = checkExport(new Uint8Array(await answer.arrayBuffer()));
  expect(checked).toMatchObject({ outcome: 'genuine', entries: 8_000, keyId: kiosk.key.keyId });
  const [entry] = await platform.administration.auditTrail();
  expect(entry).toMatchObject({ act: 'read-kiosk-document', subject: kiosk.kioskId });
});

test('a document is kept once, whatever comes again, and is sealed to everybody but the platform', async () => {
  const key = await reportOf('{"ready":true}');
  const body = database.read(({ outbox }) => outbox.find(key)?.body) ?? '';
  expect(body).not.toContain('ready":true');
  const first = await handIn(key);
  expect(await send(key)).toEqual(first);
  expect(await listed()).toHaveLength(1);
  const read = await fetchDocument(`kiosk-documents/${kiosk.kioskId}/${key}`);
  expect([await read.text(), read.headers.get('cache-control')]).toEqual(['{"ready":true}', 'no-store']);
});

test('a readiness report on paper is told apart from the one as data, and is given out as what it is', async () => {
  await handIn(await reportOf('{"ready":true}'));
  const key = await reportOf('%PDF-1.7', 'readiness-report-pdf');
  expect(await handIn(key)).toMatchObject({ outcome: 'received' });
  expect((await listed()).map(({ document }) => document)).toEqual([
    'readiness-report-pdf',
    'readiness-report',
  ]);
  const read = await fetchDocument(`kiosk-documents/${kiosk.kioskId}/${key}`);
  expect([await read.text(), read.headers.get('content-type')]).toEqual(['%PDF-1.7', 'application/pdf']);
});

test('a report on paper that is larger than it may be does not leave the kiosk', async () => {
  const facts = { madeAt: Date.now(), command: null, document: 'readiness-report-pdf' } as const;
  const content = new Uint8Array(largestReadinessPaper + 1);
  expect(await seal()({ ...facts, content })).toEqual({ ok: false, reason: 'too-large' });
});

test('a message that comes before its chunks is told which are missing', async () => {
  const key = await reportOf('{}');
  expect(await send(key)).toMatchObject({ outcome: 'materials-missing', missing: [{ indexes: [0] }] });
  expect(await listed()).toEqual([]);
  expect(await handIn(key)).toMatchObject({ outcome: 'received' });
});

test('of each kind the newest are kept', async () => {
  for (let count = 0; count <= keptOfAKind; count += 1) await handIn(await reportOf(`{"number":${count}}`));
  const documents = await listed();
  expect(documents).toHaveLength(keptOfAKind);
  const oldest = documents.at(-1)?.key;
  expect(await (await fetchDocument(`kiosk-documents/${kiosk.kioskId}/${oldest}`)).text()).toBe(
    '{"number":1}',
  );
});

test('nobody reads one without the token, or what is not there', async () => {
  const key = await reportOf('{}');
  await handIn(key);
  const path = `kiosk-documents/${kiosk.kioskId}/${key}`;
  expect((await fetchDocument(path, `${adminToken}x`)).status).toBe(401);
  expect((await fetchDocument(`kiosk-documents/${kiosk.kioskId}/${v7()}`)).status).toBe(404);
  expect((await fetchDocument(`kiosk-documents/K-0000000000/${key}`)).status).toBe(404);
  expect((await fetchDocument(`kiosk-documents/${kiosk.kioskId}/..`)).status).toBe(404);
});
