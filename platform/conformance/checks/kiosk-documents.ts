import { hash } from 'node:crypto';
import { v7 } from 'uuid';
import {
  type KioskDocumentSubmission,
  kioskDocumentKinds,
  largestReadinessPaper,
} from '../../contract/submissions.ts';
import { demand, demandDone } from '../breach.ts';
import type { Check } from '../check.ts';
import { digestOf, type SealedMaterial, sealMaterial } from '../messages.ts';
import { demandReceived, demandRefused, submitOne } from '../submit.ts';
import type { World } from '../world.ts';

const clause = 'submissions.ts kiosk-document';

const handedIn = (
  world: World,
  { materialId, chunks, plain }: SealedMaterial,
  facts: Pick<KioskDocumentSubmission, 'key' | 'document'>,
): KioskDocumentSubmission => ({
  kind: 'kiosk-document',
  ...facts,
  madeAt: world.now(),
  command: null,
  bytes: plain.length,
  digest: hash('sha256', plain, 'base64url'),
  materials: [{ materialId, chunkDigests: chunks.map(digestOf) }],
});

export const kioskDocumentChecks: readonly Check[] = [
  {
    name: 'A log and a readiness report, as data and on paper, are received once their chunks are there',
    clause,
    async prove(world) {
      for (const document of kioskDocumentKinds) {
        const key = v7();
        const material = await sealMaterial(world, key);
        const message = handedIn(world, material, { key, document });
        const early = await submitOne(world, message);
        demand(early.outcome === 'materials-missing', `expected materials-missing, got ${early.outcome}`);
        for (const [index, content] of material.chunks.entries()) {
          const path = `v1/materials/${material.materialId}/chunks/${index}`;
          demandDone(await world.ask({ method: 'PUT', path, body: { type: 'application/jose', content } }));
        }
        demandReceived(await submitOne(world, message));
      }
    },
  },
  {
    name: 'A readiness report on paper that says it is larger than it may be is refused',
    clause: `${clause} largestReadinessPaper`,
    async prove(world) {
      const key = v7();
      const message = handedIn(world, await sealMaterial(world, key), {
        key,
        document: 'readiness-report-pdf',
      });
      const tooLarge = { ...message, bytes: largestReadinessPaper + 1 };
      demandRefused(await submitOne(world, tooLarge), 'malformed-message');
    },
  },
];
