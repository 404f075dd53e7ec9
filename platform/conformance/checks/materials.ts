import { v7 } from 'uuid';
import {
  materialChunkBytes,
  materialStatusSchema,
  maximumMaterialChunks,
} from '../../contract/submissions.ts';
import type { Ask } from '../ask.ts';
import { demand, demandAnswer, demandDone, demandProblem } from '../breach.ts';
import type { Check } from '../check.ts';
import { application, digestOf, type SealedMaterial, sealMaterial } from '../messages.ts';
import { demandReceived, submitOne } from '../submit.ts';
import type { World } from '../world.ts';

const chunks = 'submissions.ts PUT /v1/materials/:materialId/chunks/:index';

const putting = (materialId: string, index: number, content: string): Ask => ({
  method: 'PUT',
  path: `v1/materials/${materialId}/chunks/${index}`,
  body: { type: 'application/jose', content },
});

const putText = (world: World, materialId: string, index: number, content: string) =>
  world.ask(putting(materialId, index, content));

const put = (world: World, { materialId, chunks }: SealedMaterial, index: number) =>
  putText(world, materialId, index, chunks[index] ?? '');

const demandStatus = async (
  world: World,
  materialId: string,
  expected: ReadonlyMap<number, string>,
): Promise<void> => {
  const reply = await world.ask({ method: 'GET', path: `v1/materials/${materialId}` });
  const { received } = demandAnswer(reply, materialStatusSchema);
  const same =
    received.length === expected.size &&
    received.every(({ index, digest }) => expected.get(index) === digest);
  demand(same, `${expected.size} chunks were uploaded, but the platform names ${JSON.stringify(received)}`);
};

const digestsOf = ({ chunks }: SealedMaterial, ...indexes: readonly number[]): Map<number, string> =>
  new Map(indexes.map((index) => [index, digestOf(chunks[index] ?? '')]));

export const materialChecks: readonly Check[] = [
  {
    name: 'A chunk is taken, and taken again when it comes again',
    clause: chunks,
    async prove(world) {
      const material = await sealMaterial(world, v7());
      demandDone(await put(world, material, 1));
      demandDone(await put(world, material, 1));
      await demandStatus(world, material.materialId, digestsOf(material, 1));
    },
  },
  {
    name: 'Another chunk in the place of one that is there is refused, and the first stays',
    clause: `${chunks} chunk-differs`,
    async prove(world) {
      const key = v7();
      const material = await sealMaterial(world, key);
      demandDone(await put(world, material, 0));
      // Sealed anew for the same place, as a kiosk that forgot its first chunk would.
      const other = await sealMaterial(world, key, material.materialId);
      demandProblem(await put(world, other, 0), 'chunk-differs');
      await demandStatus(world, material.materialId, digestsOf(material, 0));
    },
  },
  {
    name: 'A chunk whose header names another place or material is refused',
    clause: 'sealing/ protected header yzm, yzi',
    async prove(world) {
      const material = await sealMaterial(world, v7());
      const [first = ''] = material.chunks;
      demandProblem(await putText(world, material.materialId, 1, first), 'malformed-request');
      demandProblem(await putText(world, v7(), 0, first), 'malformed-request');
      demandProblem(await putText(world, material.materialId, 0, 'no.chunk'), 'malformed-request');
      await demandStatus(world, material.materialId, new Map());
    },
  },
  {
    name: 'A chunk larger than the contract allows is refused as too large',
    clause: `${chunks} materialChunkBytes`,
    async prove(world) {
      const materialId = v7();
      const { chunks } = await sealMaterial(world, v7(), materialId);
      const parts = (chunks[0] ?? '').split('.');
      parts[3] = 'A'.repeat(2 * materialChunkBytes);
      demandProblem(await world.askTooMuch(putting(materialId, 0, parts.join('.'))), 'too-large');
    },
  },
  {
    name: 'An upload that broke off goes on where the platform says',
    clause: 'submissions.ts GET /v1/materials/:materialId',
    async prove(world) {
      const material = await sealMaterial(world, v7());
      await demandStatus(world, material.materialId, new Map());
      demandDone(await put(world, material, 0));
      await demandStatus(world, material.materialId, digestsOf(material, 0));
      demandDone(await put(world, material, 1));
      await demandStatus(world, material.materialId, digestsOf(material, 0, 1));
    },
  },
  {
    name: 'A material whose name is none is not found, nor is a chunk beyond the last place',
    clause: `${chunks} not-found`,
    async prove(world) {
      demandProblem(await world.ask({ method: 'GET', path: 'v1/materials/no-such-name' }), 'not-found');
      const { materialId, chunks: sealed } = await sealMaterial(world, v7());
      const beyond = await putText(world, materialId, maximumMaterialChunks, sealed[0] ?? '');
      demandProblem(beyond, 'not-found');
    },
  },
  {
    name: 'An application is received only when every chunk of its materials is there',
    clause: 'submissions.ts materials-missing',
    async prove(world) {
      const key = v7();
      const material = await sealMaterial(world, key);
      const message = await application(world, { key, materials: [material] });
      demandDone(await put(world, material, 0));
      const early = await submitOne(world, message);
      demand(early.outcome === 'materials-missing', `expected materials-missing, got ${early.outcome}`);
      const named = early.missing.flatMap(({ materialId, indexes }) =>
        indexes.map((index) => `${materialId}/${index}`),
      );
      demand(
        named.join() === `${material.materialId}/1`,
        `chunk 1 is missing, but the platform names ${named.join(', ')}`,
      );
      demandDone(await put(world, material, 1));
      const first = demandReceived(await submitOne(world, message));
      await world.pass(first);
      const again = demandReceived(await submitOne(world, message));
      demand(again === first, `the first result was of ${first}, the same key later got one of ${again}`);
    },
  },
];
