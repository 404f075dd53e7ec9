import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CommandName,
  decodeReply,
  encodeCardData,
  encodeReply,
} from '../../../drivers/id-card-reader/commands.ts';
import { transition } from '../../../drivers/id-card-reader/reader-machine.ts';
import {
  initialReaderState,
  type ReaderInput,
  type ReaderState,
} from '../../../drivers/id-card-reader/reader-state.ts';
import { residentBlock } from '../../fixtures/id-card-reader/text-blocks.ts';

const reply = (code: number, data: Uint8Array): ReaderInput => {
  const decoded = decodeReply(encodeReply(code, data));
  if (!decoded) throw new Error('no reply');
  return { type: 'reply', reply: decoded };
};

const blocks = { text: residentBlock, photo: new Uint8Array(1024), fingerprints: new Uint8Array(512) };

const cardAnswer = (asked: CommandName): ReaderInput => {
  switch (asked) {
    case 'readAppendedAddress':
      return reply(0x91, new Uint8Array(0));
    case 'readCardWithFingerprint':
      return reply(0x90, encodeCardData(blocks, true));
    default:
      return reply(0x90, encodeCardData(blocks, false));
  }
};

/** What a healthy reader with a card on it would do next. */
const nextOfHealthy = ({ phase, asked }: ReaderState): ReaderInput => {
  switch (phase) {
    case 'closed':
      return { type: 'lineOpened' };
    case 'resting':
      return { type: 'rested' };
    case 'greeting':
      return reply(0x90, new Uint8Array(0));
    case 'finding':
      return reply(0x9f, new Uint8Array(4));
    case 'selecting':
      return reply(0x90, new Uint8Array(8));
    case 'reading':
    case 'watching':
      return cardAnswer(asked);
  }
};

type Step = ReaderInput | 'healthy';
/** Every run begins with one of these too, so that half of all reads ask for an appended address. */
const wantedWithReads = fc
  .tuple(fc.boolean(), fc.boolean(), fc.boolean())
  .map(([wanted, fingerprints, appendedAddress]) => ({
    type: 'wanted' as const,
    wanted,
    reads: { fingerprints, appendedAddress },
  }));

/** Mostly health, so that runs get as far as a read; any code, data and accident besides. */
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 30, arbitrary: fc.constant<Step>('healthy') },
  {
    weight: 3,
    arbitrary: fc
      .constantFrom(0x80, 0x81, 0x41, 0x32, 0x60, 0x66, 0x10)
      .map((code) => reply(code, new Uint8Array(0))),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.nat(255), fc.uint8Array({ maxLength: 300 }))
      .map(([code, data]) => reply(code, data)),
  },
  { weight: 2, arbitrary: fc.boolean().map<Step>((junk) => ({ type: 'timedOut', junk })) },
  { weight: 3, arbitrary: wantedWithReads },
  { weight: 1, arbitrary: fc.constant<Step>({ type: 'lineLost' }) },
);

describe('the dialogue, whatever the reader says and does', () => {
  it('never stands still, reads only cards that it announced, and tells each announced one’s end', () => {
    let reads = 0;
    let addresses = 0;
    fc.assert(
      fc.property(wantedWithReads, fc.array(step, { maxLength: 120 }), (wantedFirst, steps) => {
        let state = initialReaderState;
        let timer: 'answer' | 'rest' | null = null;
        let reading = false;
        const begin: readonly Step[] = [{ ...wantedFirst, wanted: true }, { type: 'lineOpened' }];
        for (const chosen of [...begin, ...steps]) {
          const next = chosen === 'healthy' ? nextOfHealthy(state) : chosen;
          // Timers run out only where they run.
          if (next.type === 'timedOut' && timer !== 'answer') continue;
          if (next.type === 'rested' && timer !== 'rest') continue;
          if (next.type === 'timedOut' || next.type === 'rested' || next.type === 'lineLost') timer = null;
          if (next.type === 'wanted' && !next.wanted) reading = false;

          const result = transition(state, next);
          state = result.state;
          for (const action of result.actions) {
            if (action.type === 'send') timer = 'answer';
            if (action.type === 'wait') timer = 'rest';
            if (action.type === 'reconnect') timer = null;
            if (action.type !== 'emit') continue;
            const { event } = action;
            if (event.type === 'cardReading') {
              expect(reading).toBe(false);
              reading = true;
            }
            if (event.type === 'cardRead') {
              expect(reading).toBe(true);
              reads += 1;
              if (event.appendedAddress !== undefined) addresses += 1;
            }
            if (event.type === 'cardRead' || event.type === 'readFailed') reading = false;
          }
          expect(timer === null).toBe(state.phase === 'closed');
          // Nothing of a person is kept but between two questions about the same card.
          expect(state.gathered === null || state.asked === 'readAppendedAddress').toBe(true);
          expect(state.gathered === null || state.phase === 'reading').toBe(true);
          expect(state.gathered === null || (state.wanted && !state.disowned)).toBe(true);
          expect(state.phase === 'reading' && state.wanted).toBe(
            reading || (state.phase === 'reading' && state.wanted),
          );
        }
      }),
      { numRuns: 2000 },
    );
    expect(reads).toBeGreaterThan(50);
    expect(addresses).toBeGreaterThan(10);
  });
});
