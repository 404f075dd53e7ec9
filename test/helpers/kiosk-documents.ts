import { v7 } from 'uuid';
import { createSealDocument } from '../../electron/core/kiosk-documents/seal-document.ts';
import { type SealingKey, signedKeySetSchema } from '../../platform/contract/api.ts';
import { verifyKeySet } from '../../platform/contract/signed-key-set.ts';
import type { KioskDocumentSubmission } from '../../platform/contract/submissions.ts';
import type { TestPlatform } from './platform.ts';
import { jsonRequest, type TestKiosk } from './platform-kiosk.ts';

/** The key that kiosks of this platform seal to. */
export const sealingKeyOf = async (platform: TestPlatform): Promise<SealingKey> => {
  const { jws } = signedKeySetSchema.parse((await platform.unsigned.get('/v1/keys')).body);
  const opened = await verifyKeySet(jws, platform.rootKey);
  const found = opened.outcome === 'genuine' ? opened.keySet.sealingKeys[0] : undefined;
  if (found === undefined) throw new Error('There is no sealing key');
  return found;
};

/** A small readiness report comes as a kiosk hands it in: as data and on paper, sealed, the one chunk of each first. */
export const handInReport = async (
  platform: TestPlatform,
  kiosk: TestKiosk,
  report: unknown,
): Promise<void> => {
  await handIn(platform, kiosk, { document: 'readiness-report', content: JSON.stringify(report) });
  await handIn(platform, kiosk, { document: 'readiness-report-pdf', content: '%PDF-1.7' });
};

const handIn = async (
  platform: TestPlatform,
  kiosk: TestKiosk,
  { document, content }: { readonly document: KioskDocumentSubmission['document']; readonly content: string },
): Promise<void> => {
  const sealingKey = await sealingKeyOf(platform);
  const seal = createSealDocument({ sealingKey: () => sealingKey, now: Date.now, newId: () => v7() });
  const facts = { document, madeAt: Date.now(), command: null };
  const sealed = await seal({ ...facts, content: new TextEncoder().encode(content) });
  if (!sealed.ok) throw new Error(sealed.reason);
  const messages: { readonly body: string; readonly path: string; readonly chunk: string }[] = [];
  sealed.document.keep({
    outbox: {
      add: ({ body, materials: [material] = [] }) => {
        const path = `/v1/materials/${material?.materialId}/chunks/0`;
        messages.push({ body, path, chunk: material?.chunks[0]?.sealed ?? '' });
      },
    },
  });
  for (const { body, path, chunk } of messages) {
    await kiosk.exchange({
      method: 'PUT',
      path,
      body: Buffer.from(chunk),
      headers: { 'content-type': 'application/jose' },
    });
    await kiosk.exchange(jsonRequest('POST', '/v1/submissions', { messages: [JSON.parse(body)] }));
  }
};
