import { describe, expect, it } from 'vitest';
import { decodeReply, encodeCardData, encodeReply } from '../../../../drivers/id-card-reader/commands.ts';
import { transition } from '../../../../drivers/id-card-reader/reader-machine.ts';
import {
  initialReaderState,
  type ReaderAction,
  type ReaderInput,
} from '../../../../drivers/id-card-reader/reader-state.ts';
import { residentBlock } from '../../../fixtures/id-card-reader/text-blocks.ts';

const reply = (code: number, data: Uint8Array = new Uint8Array(0)): ReaderInput => {
  const decoded = decodeReply(encodeReply(code, data));
  if (!decoded) throw new Error('no reply');
  return { type: 'reply', reply: decoded };
};

const greeted = reply(0x90);
const found = reply(0x9f, new Uint8Array(4));
const selected = reply(0x90, new Uint8Array(8));
const selectFailed = reply(0x81);
const data = { text: residentBlock, photo: new Uint8Array(1024), fingerprints: new Uint8Array(0) };
const read = reply(0x90, encodeCardData(data, false));
const late: ReaderInput = { type: 'timedOut', junk: false };

/** What a visit hears of a reader that gives these, one after the other. */
const heard = (...inputs: readonly ReaderInput[]): readonly string[] => {
  let state = initialReaderState;
  const actions: ReaderAction[] = [];
  for (const input of [
    { type: 'wanted', wanted: true } as const,
    { type: 'lineOpened' } as const,
    greeted,
    { type: 'rested' } as const,
    found,
    ...inputs,
  ]) {
    const next = transition(state, input);
    ({ state } = next);
    actions.push(...next.actions);
  }
  return actions.flatMap((action) => {
    if (action.type !== 'emit') return [];
    const { event } = action;
    return [event.type === 'readFailed' ? `${event.type} ${event.reason}` : event.type];
  });
};

describe('a card on a slow line', () => {
  it('is read though the select was asked twice, and the second finds nothing to select', () => {
    expect(heard(late, selected, selectFailed, read)).toEqual(['cardReading', 'cardRead']);
  });

  it('is lost where the reader says so again, or says so without having been asked twice', () => {
    expect(heard(late, selected, selectFailed, selectFailed)).toEqual([
      'cardReading',
      'readFailed card-lost',
    ]);
    expect(heard(selected, selectFailed)).toEqual(['cardReading', 'readFailed card-lost']);
  });

  it('is not waited for without end', () => {
    expect(heard(late, selected, selectFailed, late)).toEqual(['cardReading', 'readFailed no-answer']);
  });
});
