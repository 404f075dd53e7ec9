import { randomBytes } from 'node:crypto';
import { v7 } from 'uuid';
import { receiptNumber } from '../../contract/receipt-number.ts';
import {
  maximumBatchBytes,
  maximumBatchMessages,
  submissionBatchReplySchema,
} from '../../contract/submissions.ts';
import { type Ask, json } from '../ask.ts';
import { demand, demandAnswer, demandProblem } from '../breach.ts';
import type { Check } from '../check.ts';
import { newKioskKey } from '../kiosk-key.ts';
import { application, collection, presentSealingKey, rating } from '../messages.ts';
import { demandReceived, demandRefused, submit, submitOne } from '../submit.ts';

const exactlyOnce = 'submissions.ts SubmissionResult';
const batch = 'submissions.ts SubmissionBatch';

const posting = (content: string): Ask => ({
  method: 'POST',
  path: 'v1/submissions',
  body: { type: 'application/json', content },
});

const demandSameTime = (first: number, again: number): void =>
  demand(again === first, `the first result was of ${first}, the same key later got one of ${again}`);

export const submissionChecks: readonly Check[] = [
  {
    name: 'A rating is received, and its key gets the first result with the first time again',
    clause: exactlyOnce,
    async prove(world) {
      const message = rating(world);
      const first = demandReceived(await submitOne(world, message));
      await world.pass(first);
      demandSameTime(first, demandReceived(await submitOne(world, message)));
    },
  },
  {
    name: 'An application is received, and its key gets the first result with the first time again',
    clause: exactlyOnce,
    async prove(world) {
      const message = await application(world);
      const first = demandReceived(await submitOne(world, message));
      await world.pass(first);
      demandSameTime(first, demandReceived(await submitOne(world, message)));
    },
  },
  {
    name: 'A key used again for another message is refused, and the first message keeps its result',
    clause: `${exactlyOnce} key-reused`,
    async prove(world) {
      const message = rating(world);
      const first = demandReceived(await submitOne(world, message));
      demandRefused(await submitOne(world, { ...message, level: 'dissatisfied' }), 'key-reused');
      demandRefused(await submitOne(world, await application(world, { key: message.key })), 'key-reused');
      demandSameTime(first, demandReceived(await submitOne(world, message)));
    },
  },
  {
    name: 'The same message twice in a batch is received once',
    clause: exactlyOnce,
    async prove(world) {
      const message = rating(world);
      const [first, second] = await submit(world, [message, message]);
      demandSameTime(demandReceived(first), demandReceived(second));
    },
  },
  {
    name: 'The same message in two batches at once is received once',
    clause: exactlyOnce,
    async prove(world) {
      const message = await application(world);
      const results = await Promise.all([1, 2, 3, 4].map(() => submitOne(world, message)));
      const [first = 0, ...others] = results.map(demandReceived);
      for (const time of others) {
        demandSameTime(first, time);
      }
    },
  },
  {
    name: 'A malformed message is refused alone, its neighbours are received',
    clause: `${batch}, one that is malformed is refused alone`,
    async prove(world) {
      const results = await submit(world, [
        rating(world),
        'not a message',
        { ...rating(world), level: 'no-such-level' },
        rating(world),
        { ...rating(world), unknown: true },
        42,
        rating(world),
      ]);
      for (const place of [1, 2, 4, 5]) {
        demandRefused(results[place], 'malformed-message');
      }
      for (const place of [0, 3, 6]) {
        demandReceived(results[place]);
      }
    },
  },
  {
    name: 'Results come in the order of the messages',
    clause: 'submissions.ts SubmissionBatchReply',
    async prove(world) {
      const messages = Array.from({ length: 20 }, () => rating(world)).toReversed();
      (await submit(world, messages)).forEach(demandReceived);
    },
  },
  {
    name: 'A refusal is final: its key gets the first refusal again',
    clause: exactlyOnce,
    async prove(world) {
      const message = await application(world, { changes: { item: 'no-such-item' } });
      const first = demandRefused(await submitOne(world, message), 'unknown-item');
      await world.pass(first);
      demandSameTime(first, demandRefused(await submitOne(world, message), 'unknown-item'));
    },
  },
  {
    name: 'A receipt number is taken once',
    clause: 'submissions.ts receipt-number-taken',
    async prove(world) {
      const first = await application(world);
      demandReceived(await submitOne(world, first));
      const second = await application(world, { changes: { receiptNumber: first.receiptNumber } });
      demandRefused(await submitOne(world, second), 'receipt-number-taken');
    },
  },
  {
    name: 'An application with a version of its form that was never published is refused',
    clause: 'submissions.ts form-version-unsupported',
    async prove(world) {
      const message = await application(world, { changes: { formVersion: 999_999 } });
      demandRefused(await submitOne(world, message), 'form-version-unsupported');
    },
  },
  {
    name: 'A part of a package without what it depends on is refused',
    clause: 'submissions.ts unknown-dependency',
    async prove(world) {
      const dependsOn = ['SL-ZZ-9999-19700101-0000000000'];
      const number = receiptNumber(world.target.stationCode, world.now(), randomBytes);
      const message = await application(world, {
        changes: { package: { code: 'conformance', number, dependsOn } },
      });
      demandRefused(await submitOne(world, message), 'unknown-dependency');
    },
  },
  {
    name: 'An application sealed to a key that the platform does not have is refused',
    clause: 'submissions.ts unknown-sealing-key',
    async prove(world) {
      const sealingKey = {
        ...(await presentSealingKey(world)),
        keyId: 'no-such-sealing-key',
        jwk: newKioskKey().publicJwk,
      };
      demandRefused(await submitOne(world, await application(world, { sealingKey })), 'unknown-sealing-key');
    },
  },
  {
    name: 'A sealed part in the envelope of another application is refused',
    clause: 'sealing/ protected header yzk',
    async prove(world) {
      const [first, second] = [await application(world), await application(world)];
      demandRefused(await submitOne(world, { ...first, sealed: second.sealed }), 'malformed-message');
    },
  },
  {
    name: 'A rating of a receipt number that the platform does not have is refused',
    clause: 'submissions.ts unknown-subject',
    async prove(world) {
      const message = { ...rating(world), subject: 'SL-ZZ-9999-19700101-0000000000' };
      demandRefused(await submitOne(world, message), 'unknown-subject');
    },
  },
  {
    name: 'Word of a collection of a certificate that the platform never issued is refused',
    clause: 'submissions.ts CollectionSubmission, unknown-subject',
    async prove(world) {
      demandRefused(await submitOne(world, collection(world)), 'unknown-subject');
    },
  },
  {
    name: 'A batch that is no batch is refused as a whole, and nothing of it is taken',
    clause: batch,
    async prove(world) {
      const message = rating(world);
      for (const content of [
        '',
        '{',
        '[]',
        '{"messages":[]}',
        JSON.stringify({ messages: [message], more: 1 }),
      ]) {
        demandProblem(await world.ask(posting(content)), 'malformed-request');
      }
      const other = { ...message, level: 'very-satisfied' };
      demandReceived(await submitOne(world, other));
    },
  },
  {
    name: `A batch of more than ${maximumBatchMessages} messages is refused`,
    clause: `${batch} maximumBatchMessages`,
    async prove(world) {
      const messages = Array.from({ length: maximumBatchMessages + 1 }, () => rating(world));
      demandProblem(
        await world.askTooMuch(posting(JSON.stringify({ messages }))),
        'malformed-request',
        'too-large',
      );
    },
  },
  {
    name: 'A batch as large as the contract allows is taken, a larger one is refused as too large',
    clause: `${batch} maximumBatchBytes`,
    async prove(world) {
      const content = JSON.stringify({ messages: [rating(world)] });
      const reply = await world.ask(posting(content.padEnd(maximumBatchBytes)));
      demand(reply.status === 200, `${maximumBatchBytes} bytes were answered ${reply.status}`);
      demandProblem(await world.askTooMuch(posting(content.padEnd(maximumBatchBytes + 1))), 'too-large');
    },
  },
  {
    name: 'A key is a UUIDv7',
    clause: 'submissions.ts idempotencyKey',
    async prove(world) {
      const reply = await world.ask({
        method: 'POST',
        path: 'v1/submissions',
        body: json({
          messages: [
            { ...rating(world), key: crypto.randomUUID() },
            { ...rating(world), key: v7() },
          ],
        }),
      });
      const { results } = demandAnswer(reply, submissionBatchReplySchema);
      demand(results[0]?.key === '', 'a message without a readable key is not answered under the key ""');
      demandRefused(results[0], 'malformed-message');
      demandReceived(results[1]);
    },
  },
];
