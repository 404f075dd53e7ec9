import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApplicationSubmission, RatingSubmission } from '../../../platform/contract/submissions.ts';
import { submissionBatchReplySchema } from '../../../platform/contract/submissions.ts';
import { readMessage } from '../../../platform/submissions/read-message.ts';
import {
  createSealingKey,
  createSubmissionWorld,
  fileApplication,
  rate,
  type SubmissionWorld,
} from '../../helpers/platform-submissions.ts';

/** Making the embedded store takes seconds, many on a busy machine. */
const storeTimeout = 120_000;

const sealingKey = createSealingKey();
let world: SubmissionWorld;

beforeAll(async () => {
  world = await createSubmissionWorld({ sealingKey });
}, storeTimeout);

afterAll(() => world.close());

describe('reading a message', () => {
  test('never throws, whatever it is', () => {
    fc.assert(
      fc.property(fc.anything(), (message) => {
        expect(['nameless', 'malformed']).toContain(readMessage(message).form);
      }),
    );
  });

  test('never throws for a message with one field replaced, and keeps its key', async () => {
    const submission = await fileApplication(sealingKey);
    const names = Object.keys(submission).filter((name) => name !== 'key');
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.anything(), (name, value) => {
        const read = readMessage({ ...submission, [name]: value });
        expect(read.form).not.toBe('nameless');
        expect(read.form === 'nameless' ? '' : read.key).toBe(submission.key);
      }),
    );
  });
});

type Message = ApplicationSubmission | RatingSubmission;

/** What a kiosk may do with its messages: any of them in any batch, in any order, again and again, several at once. */
const deliveries = (messages: number) =>
  fc.array(
    fc.array(fc.array(fc.nat(messages - 1), { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 3 }),
    { minLength: 1, maxLength: 6 },
  );

describe('any order of repetitions, reorderings and batches', () => {
  test('gives each message one result for ever, and keeps what was received once', async () => {
    await fc.assert(
      fc.asyncProperty(deliveries(8), async (rounds) => {
        // Another kiosk each time, also while a counterexample is made smaller: what earlier ones sent stays in the store.
        const kioskId = `K-${uuidv7().replaceAll('-', '').slice(-10).toUpperCase()}`;
        const sharedKey = uuidv7();
        const first = await fileApplication(sealingKey);
        const messages: Message[] = [
          first,
          await fileApplication(sealingKey),
          await fileApplication(sealingKey, { outside: { receiptNumber: first.receiptNumber } }),
          await fileApplication(sealingKey, { outside: { item: 'no-such-item' } }),
          await fileApplication(sealingKey, { key: sharedKey }),
          await fileApplication(sealingKey, { key: sharedKey }),
          rate(),
          rate({ subject: first.receiptNumber }),
        ];
        const answers = new Map<number, Set<string>>();
        for (const batches of rounds) {
          world.advance(1_000);
          await Promise.all(
            batches.map(async (indexes) => {
              const results = await world.submit(
                indexes.map((index) => messages[index]),
                kioskId,
              );
              submissionBatchReplySchema.parse({ results });
              for (const [position, index] of indexes.entries()) {
                const result = results[position];
                expect(result?.key).toBe(messages[index]?.key);
                const isReuse = result?.outcome === 'refused' && result.reason === 'key-reused';
                const text = JSON.stringify(isReuse ? 'key-reused' : result);
                answers.set(index, (answers.get(index) ?? new Set()).add(text));
              }
            }),
          );
        }
        for (const results of answers.values()) {
          expect(results.size).toBe(1);
        }
        const received = [...answers].filter(([, results]) =>
          [...results].every((result) => result.includes('"received"')),
        );
        const { database } = world;
        const applications = await database
          .selectFrom('applications')
          .innerJoin(
            'sealed_applications',
            'sealed_applications.receipt_number',
            'applications.receipt_number',
          )
          .select(['key', 'sealed'])
          .where('kiosk_id', '=', kioskId)
          .execute();
        const ratings = await database
          .selectFrom('ratings')
          .select('key')
          .where('kiosk_id', '=', kioskId)
          .execute();
        const kept = [...applications, ...ratings].map(({ key }) => key);
        expect(kept.toSorted()).toEqual(
          received
            .map(([index]) => messages[index]?.key)
            .toSorted((a, b) => ((a ?? '') < (b ?? '') ? -1 : 1)),
        );
        for (const { key, sealed } of applications) {
          const said = received.map(([index]) => messages[index]).find((message) => message?.key === key);
          expect(said?.kind === 'application' ? said.sealed : '').toBe(sealed);
        }
      }),
      { numRuns: 25 },
    );
  });
});
