import { issuedProofsReplySchema } from '../../contract/issued-proofs.ts';
import {
  accessTrailReplySchema,
  type HolderQuery,
  type LibraryQuery,
  libraryReplySchema,
} from '../../contract/library.ts';
import { signatureWindowSeconds } from '../../contract/http-signature/index.ts';
import { json } from '../ask.ts';
import { demand, demandAnswer, demandProblem } from '../breach.ts';
import type { Check } from '../check.ts';
import { holderOf, lacksHolder } from '../holder.ts';
import type { World } from '../world.ts';

const library = 'library.ts POST /v1/library/query';

const query = (world: World, changes: Partial<LibraryQuery> = {}): LibraryQuery => {
  const holder = holderOf(world);
  return { holder, purpose: 'view', item: null, assuranceLevel: 3, consentedAt: world.now(), ...changes };
};

const post = (world: World, content: LibraryQuery) =>
  world.ask({ method: 'POST', path: 'v1/library/query', body: json(content) });

const holderQuery = (world: World, changes: Partial<HolderQuery> = {}): HolderQuery => {
  const { holder, assuranceLevel, consentedAt } = query(world);
  return { holder, assuranceLevel, consentedAt, ...changes };
};

const askAs = (world: World, path: string, content: HolderQuery) =>
  world.ask({ method: 'POST', path, body: json(content) });

/** Refuses who is not known, whose card differs, or who came with a QR code. */
const demandClosed = async (world: World, path: string): Promise<void> => {
  const nobody = { name: '查无此人', sex: '未说明', idNumber: '990000190001010007' } as const;
  demandProblem(await askAs(world, path, holderQuery(world, { holder: nobody })), 'unknown-person');
  const { holder } = holderQuery(world);
  const other = { ...holder, name: `${holder.name}某` };
  demandProblem(await askAs(world, path, holderQuery(world, { holder: other })), 'person-data-differs');
  demandProblem(
    await askAs(world, path, holderQuery(world, { assuranceLevel: 1 })),
    'assurance-level-too-low',
  );
};

const trailPath = 'v1/library/access-trail';
const proofsPath = 'v1/issued-proofs/query';

export const libraryChecks: readonly Check[] = [
  {
    name: 'The reading of a library, and of the access trail, is on the access trail, the latest first',
    clause: 'library.ts POST /v1/library/access-trail',
    lacks: lacksHolder,
    async prove(world) {
      demandAnswer(await post(world, query(world)), libraryReplySchema);
      const read = async () =>
        demandAnswer(await askAs(world, trailPath, holderQuery(world)), accessTrailReplySchema);
      const first = await read();
      demand(first.entries[0]?.purpose === 'view', 'the last reading of the library is not on the trail');
      const { entries } = await read();
      demand(entries[0]?.purpose === 'access-trail', 'the last reading of the trail is not on the trail');
      const times = entries.map(({ at }) => at);
      demand(
        times.every((at, index) => index === 0 || at <= (times[index - 1] ?? at)),
        'the trail is not in order',
      );
    },
  },
  {
    name: 'Access trail and proofs say nothing of a person who is not known, whose card differs, or who came with a QR code',
    clause: 'library.ts HolderQuery: unknown-person, person-data-differs, assurance-level-too-low',
    lacks: lacksHolder,
    async prove(world) {
      await demandClosed(world, trailPath);
      await demandClosed(world, proofsPath);
    },
  },
  {
    name: 'A proof that does not lie ready is handed over to nobody',
    clause: 'issued-proofs.ts POST /v1/issued-proofs/:number/handover not-ready',
    lacks: lacksHolder,
    async prove(world) {
      const { proofs } = demandAnswer(
        await askAs(world, proofsPath, holderQuery(world)),
        issuedProofsReplySchema,
      );
      const numbers = proofs.map(({ certificateNumber }) => certificateNumber);
      demand(new Set(numbers).size === numbers.length, 'a proof is named twice');
      const handover = await askAs(
        world,
        'v1/issued-proofs/QS19000101-0000000000/handover',
        holderQuery(world),
      );
      demandProblem(handover, 'not-ready');
    },
  },
  {
    name: 'A resident is told what the certificate library holds, and when that was looked up',
    clause: library,
    lacks: lacksHolder,
    async prove(world) {
      const { accessedAt, certificates } = demandAnswer(await post(world, query(world)), libraryReplySchema);
      const difference = Math.abs(accessedAt - world.now()) / 1_000;
      demand(difference < signatureWindowSeconds, `the access is dated ${Math.round(difference)} s off`);
      const numbers = certificates.map(({ kind, number }) => `${kind} ${number}`);
      demand(new Set(numbers).size === numbers.length, 'a certificate is named twice');
    },
  },
  {
    name: 'The library says nothing of a person who is not known, whose card differs, or who came with a QR code',
    clause: `${library} unknown-person, person-data-differs, assurance-level-too-low`,
    lacks: lacksHolder,
    async prove(world) {
      const nobody = { name: '查无此人', sex: '未说明', idNumber: '990000190001010007' } as const;
      demandProblem(await post(world, query(world, { holder: nobody })), 'unknown-person');
      const { holder } = query(world);
      const other = { ...holder, name: `${holder.name}某` };
      demandProblem(await post(world, query(world, { holder: other })), 'person-data-differs');
      demandProblem(await post(world, query(world, { assuranceLevel: 1 })), 'assurance-level-too-low');
    },
  },
  {
    name: 'A query of the library names a service item exactly when materials are looked up',
    clause: `${library} LibraryQuery.item`,
    lacks: lacksHolder,
    async prove(world) {
      const [item] = (await world.catalogue()).applications;
      demandProblem(
        await post(world, query(world, { item: item?.code ?? 'some-item' })),
        'malformed-request',
      );
      demandProblem(
        await post(world, query(world, { purpose: 'application-material' })),
        'malformed-request',
      );
    },
  },
];
