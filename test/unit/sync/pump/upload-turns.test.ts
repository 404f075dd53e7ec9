import { expect, test } from 'vitest';
import type { OutboxReader } from '../../../../db/stores/outbox.ts';
import { createUploadTurns, type UploadTurns } from '../../../../electron/sync/pump/upload-turns.ts';
import { createMemoryOutbox, type MemoryOutbox } from '../../../property/sync/memory-outbox.ts';
import { keyOf, messageOf } from '../../../property/sync/pump-world.ts';

const createWorld = (...chunks: readonly number[]) => {
  const outbox = createMemoryOutbox();
  chunks.forEach((count, index) => {
    outbox.add(messageOf(index + 1, { chunks: count }));
  });
  return { outbox, turns: createUploadTurns() };
};

const reading = <Value>(outbox: MemoryOutbox, work: (reader: OutboxReader) => Value): Value => {
  const read = outbox.read(({ outbox: reader }) => work(reader));
  if (!read.ok) throw new Error(read.reason);
  return read.value;
};

/** Sends the next chunk, or postpones its message; returns whose turn it was. */
const turn = (turns: UploadTurns, outbox: MemoryOutbox, fails: (key: string) => boolean = () => false) => {
  for (;;) {
    const step = reading(outbox, (reader) => turns.next(reader, 0));
    if (!step) return undefined;
    const { key } = step.message;
    if (step.step === 'ask') {
      turns.asked(step.materialId);
      continue;
    }
    outbox.transaction(({ outbox: store }) => {
      if (!fails(key)) store.chunkUploaded({ materialId: step.chunk.materialId, index: step.chunk.index });
      return { ok: true };
    });
    return key;
  }
};

test('nobody waits for ever while others come, fail and come again', () => {
  const { outbox, turns } = createWorld(40, 40, 40, 40);
  const served = new Map<string, number>();
  const postponed = keyOf(2);
  for (let number = 0; number < 60; number += 1) {
    // The second one is postponed each time it was served, and is due again after the next turn.
    const entry = outbox.entries[1];
    outbox.transaction(({ outbox: store }) => {
      if (entry?.notBefore) store.postpone(postponed, 0);
      return { ok: true };
    });
    const key = turn(turns, outbox, (one) => one === postponed);
    if (key === postponed) {
      outbox.transaction(({ outbox: store }) => {
        store.postpone(postponed, 1_000);
        return { ok: true };
      });
      turn(turns, outbox);
    }
    if (key) served.set(key, (served.get(key) ?? 0) + 1);
  }
  const [first = 0, , third = 0, fourth = 0] = [1, 2, 3, 4].map((number) => served.get(keyOf(number)) ?? 0);
  expect(Math.max(first, third, fourth) - Math.min(first, third, fourth)).toBeLessThan(first / 2);
});

test('a message that lost its chunks keeps none of the others waiting', () => {
  const { outbox, turns } = createWorld(2, 2, 2, 2, 2);
  const whole: MemoryOutbox = {
    ...outbox,
    read: (work) =>
      outbox.read(({ outbox: reader }) =>
        work({
          outbox: {
            ...reader,
            // The rows of the first four are gone; their messages still say that two are missing.
            nextChunk: (key) => (key === keyOf(5) ? reader.nextChunk(key) : undefined),
          },
        }),
      ),
  };
  expect([turn(turns, whole), turn(turns, whole), turn(turns, whole)]).toEqual([
    keyOf(5),
    keyOf(5),
    undefined,
  ]);
});
