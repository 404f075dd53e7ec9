import { randomBytes } from 'node:crypto';
import { v7 } from 'uuid';
import { applicationLightSchema, type ProgressQuery, progressReplySchema } from '../../contract/progress.ts';
import { feedbackNumber } from '../../contract/receipt-number.ts';
import { sealToPlatform } from '../../contract/sealing/index.ts';
import type { SealedFeedback } from '../../contract/sealed-replies.ts';
import type {
  CorrectionSubmission,
  FeedbackSubmission,
  SupplementSubmission,
} from '../../contract/submissions.ts';
import { json } from '../ask.ts';
import { demand, demandAnswer, demandDone, demandProblem } from '../breach.ts';
import type { Check } from '../check.ts';
import { holderOf, lacksHolder } from '../holder.ts';
import { application, digestOf, presentSealingKey, type SealedMaterial, sealMaterial } from '../messages.ts';
import { demandReceived, demandRefused, submitOne } from '../submit.ts';
import type { World } from '../world.ts';

const clauses = {
  query: 'progress.ts POST /v1/applications/query',
  light: 'progress.ts GET /v1/applications/:receiptNumber/light',
  correction: 'submissions.ts CorrectionSubmission',
  supplement: 'submissions.ts SupplementSubmission',
  feedback: 'submissions.ts FeedbackSubmission',
} as const;

const query = (world: World, changes: Partial<ProgressQuery> = {}): ProgressQuery => {
  const holder = holderOf(world);
  return { holder, assuranceLevel: 2, askedAt: world.now(), receiptNumbers: [], ...changes };
};

const ask = (world: World, content: ProgressQuery) =>
  world.ask({ method: 'POST', path: 'v1/applications/query', body: json(content) });

const getLight = (world: World, receiptNumber: string) =>
  world.ask({ method: 'GET', path: `v1/applications/${receiptNumber}/light` });

/** An answer to what nobody asked, under a new key. */
const correction = async (
  world: World,
  changes: Partial<CorrectionSubmission>,
): Promise<CorrectionSubmission> => {
  const key = v7();
  const sealed = await sealToPlatform(Buffer.from('{}'), await presentSealingKey(world), { key });
  const filedAt = world.now();
  const receiptNumber = 'SL-ZZ-9999-19700101-0000000000';
  return {
    kind: 'correction',
    key,
    receiptNumber,
    position: 1,
    assuranceLevel: 3,
    filedAt,
    sealed,
    ...changes,
  };
};

/** A page that was promised with an application, under a new key, and its sealed chunks. */
const supplement = async (world: World, receiptNumber: string) => {
  const key = v7();
  const page = await sealMaterial(world, key);
  const sealed = await sealToPlatform(Buffer.from('{}'), await presentSealingKey(world), { key });
  const message: SupplementSubmission = {
    kind: 'supplement',
    key,
    receiptNumber,
    material: 'household-booklet',
    assuranceLevel: 3,
    filedAt: world.now(),
    sealed,
    materials: [{ materialId: page.materialId, chunkDigests: page.chunks.map(digestOf) }],
  };
  return { message, page };
};

const putChunks = async (world: World, { materialId, chunks }: SealedMaterial): Promise<void> => {
  for (const [index, content] of chunks.entries()) {
    const path = `v1/materials/${materialId}/chunks/${index}`;
    demandDone(await world.ask({ method: 'PUT', path, body: { type: 'application/jose', content } }));
  }
};

/** A suggestion without a name, under a new key. */
const feedback = async (world: World): Promise<FeedbackSubmission> => {
  const outside = {
    key: v7(),
    feedbackNumber: feedbackNumber(world.target.stationCode, world.now(), randomBytes),
    filedAt: world.now(),
  };
  const plain: SealedFeedback = {
    schemaVersion: 1,
    ...outside,
    feedback: 'suggestion',
    subject: { about: 'kiosk' },
    text: '合规测试',
    callback: null,
    person: null,
  };
  const { key } = outside;
  const sealed = await sealToPlatform(Buffer.from(JSON.stringify(plain)), await presentSealingKey(world), {
    key,
  });
  return { kind: 'feedback', ...outside, sealed };
};

export const progressChecks: readonly Check[] = [
  {
    name: 'A resident is told of what this kiosk filed, as soon as it was received',
    clause: clauses.query,
    lacks: lacksHolder,
    async prove(world) {
      const message = await application(world);
      demandReceived(await submitOne(world, message));
      const { applications } = demandAnswer(
        await ask(world, query(world, { receiptNumbers: [message.receiptNumber] })),
        progressReplySchema,
      );
      const told = applications.find(({ receiptNumber }) => receiptNumber === message.receiptNumber);
      demand(told !== undefined, 'the application is not among what was filed');
      demand(told.item === message.item, `it is for ${told.item}`);
      const times = applications.map(({ filedAt }) => filedAt);
      demand(
        times.every((time, index) => time <= (times[index - 1] ?? Number.POSITIVE_INFINITY)),
        'the newest is not the first',
      );
    },
  },
  {
    name: 'Nothing that was filed is told of a person who is not known, or whose card differs',
    clause: `${clauses.query} unknown-person, person-data-differs`,
    lacks: lacksHolder,
    async prove(world) {
      const nobody = { name: '查无此人', sex: '未说明', idNumber: '990000190001010007' } as const;
      demandProblem(await ask(world, query(world, { holder: nobody })), 'unknown-person');
      const { holder } = query(world);
      const other = { ...holder, name: `${holder.name}某` };
      demandProblem(await ask(world, query(world, { holder: other })), 'person-data-differs');
    },
  },
  {
    name: 'Whoever holds a receipt is told how it stands; a number that was never given out stands nowhere',
    clause: `${clauses.light} not-found`,
    async prove(world) {
      const message = await application(world);
      const receivedAt = demandReceived(await submitOne(world, message));
      const light = demandAnswer(await getLight(world, message.receiptNumber), applicationLightSchema);
      demand(light.receiptNumber === message.receiptNumber, 'it is the light of another application');
      demand(light.since >= receivedAt, 'it came to its state before it was received');
      demandProblem(await getLight(world, 'SL-ZZ-9999-19700101-0000000000'), 'not-found');
    },
  },
  {
    name: 'An answer to what nobody asked is refused, and so is one about no application',
    clause: `${clauses.correction} unknown-subject, correction-not-asked`,
    async prove(world) {
      demandRefused(await submitOne(world, await correction(world, {})), 'unknown-subject');
      const message = await application(world);
      demandReceived(await submitOne(world, message));
      const { receiptNumber } = message;
      demandRefused(
        await submitOne(world, await correction(world, { receiptNumber })),
        'correction-not-asked',
      );
    },
  },
  {
    name: 'What was promised is taken once its chunks are there, and not for an application that nobody filed',
    clause: `${clauses.supplement} materials-missing, unknown-subject`,
    async prove(world) {
      const filed = await application(world);
      demandReceived(await submitOne(world, filed));
      const { message, page } = await supplement(world, filed.receiptNumber);
      const early = await submitOne(world, message);
      demand(early.outcome === 'materials-missing', `without its chunks it was ${early.outcome}`);
      await putChunks(world, page);
      const receivedAt = demandReceived(await submitOne(world, message));
      const again = demandReceived(await submitOne(world, message));
      demand(again === receivedAt, `it was received at ${receivedAt}, and again at ${again}`);
      const stray = await supplement(world, 'SL-ZZ-9999-19700101-0000000000');
      await putChunks(world, stray.page);
      demandRefused(await submitOne(world, stray.message), 'unknown-subject');
    },
  },
  {
    name: 'A suggestion is taken once, however often it comes',
    clause: clauses.feedback,
    async prove(world) {
      const message = await feedback(world);
      const receivedAt = demandReceived(await submitOne(world, message));
      const again = demandReceived(await submitOne(world, message));
      demand(again === receivedAt, `it was received at ${receivedAt}, and again at ${again}`);
    },
  },
];
