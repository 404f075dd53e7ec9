import { describe, expect, it } from 'vitest';
import {
  enumeration,
  type IppValue,
  integer,
  keyword,
  name,
  text,
} from '../../../../drivers/printer/ipp/message.ts';
import { outcomeOf, readJob } from '../../../../drivers/printer/job-observation.ts';

const job = { jobUri: 'ipp://printer.test/ipp/print/7', jobId: 7, jobName: 'print-17' };
const read = (attributes: Record<string, IppValue[]>) => readJob(new Map(Object.entries(attributes)), job);
const observe = (state: number, impressions: number | null, ...reasons: string[]) => {
  const reading = read({
    'job-state': [enumeration(state)],
    'job-state-reasons': reasons.map(keyword),
    ...(impressions === null ? {} : { 'job-impressions-completed': [integer(impressions)] }),
  });
  if (reading.kind !== 'ours') {
    throw new Error(`not ours: ${reading.kind}`);
  }
  return reading.observation;
};

describe('a look at a job', () => {
  it.each([
    [3, 'waiting'],
    [4, 'waiting'],
    [5, 'printing'],
    [6, 'stopped'],
    [7, 'cancelled'],
    [8, 'aborted'],
    [9, 'completed'],
  ])('reads job-state %i as %s', (state, phase) => {
    expect(observe(state, 0).phase).toBe(phase);
  });

  it('cannot be read without a state, or with one that does not exist', () => {
    expect(read({}).kind).toBe('unreadable');
    expect(read({ 'job-state': [enumeration(2)] }).kind).toBe('unreadable');
    expect(read({ 'job-state': [text('9')] }).kind).toBe('unreadable');
  });

  it('is of another job when the name is another', () => {
    const state = { 'job-state': [enumeration(9)] };
    expect(read({ ...state, 'job-name': [name('print-18')] }).kind).toBe('another');
    expect(read({ ...state, 'job-name': [name('print-17')] }).kind).toBe('ours');
    expect(
      read({
        ...state,
        'job-name': [{ type: 'nameWithLanguage', value: { language: 'en', text: 'print-17' } }],
      }).kind,
    ).toBe('ours');
  });
});

describe('the outcome of a job', () => {
  it('is open while the job goes on', () => {
    for (const state of [3, 4, 5, 6]) {
      expect(outcomeOf(observe(state, 1), 1, null)).toBeNull();
    }
  });

  it('is completed when the printer says so, whether it counts or not', () => {
    expect(outcomeOf(observe(9, 2, 'job-completed-successfully'), 2, null)).toEqual({
      outcome: 'completed',
      impressions: 2,
    });
    expect(outcomeOf(observe(9, null), 2, null)).toEqual({ outcome: 'completed', impressions: null });
    expect(outcomeOf(observe(9, -1, 'job-completed-with-warnings'), 2, null)).toEqual({
      outcome: 'completed',
      impressions: null,
    });
  });

  it('is unknown when the printer completed with errors', () => {
    expect(outcomeOf(observe(9, 1, 'job-completed-with-errors'), 1, null)).toMatchObject({
      outcome: 'unknown',
    });
  });

  it('is failed when it ended before the last page, and unknown after', () => {
    expect(outcomeOf(observe(8, 1, 'aborted-by-system'), 2, null)).toMatchObject({
      outcome: 'failed',
      reason: 'aborted-by-printer',
    });
    expect(outcomeOf(observe(8, 2, 'aborted-by-system'), 2, null)).toMatchObject({ outcome: 'unknown' });
    expect(outcomeOf(observe(7, 1), 1, 'cancelled')).toMatchObject({ outcome: 'unknown' });
  });

  it('says who ended it', () => {
    expect(outcomeOf(observe(7, 0), 1, null)).toMatchObject({ reason: 'cancelled-at-printer' });
    expect(outcomeOf(observe(7, 0), 1, 'timed-out')).toMatchObject({ reason: 'timed-out' });
    expect(outcomeOf(observe(7, 0, 'aborted-by-system'), 1, null)).toMatchObject({
      reason: 'aborted-by-printer',
    });
  });
});
