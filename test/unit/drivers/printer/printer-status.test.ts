import { describe, expect, it } from 'vitest';
import { printerStates } from '../../../../drivers/printer/ipp/codes.ts';
import {
  boolean,
  enumeration,
  type IppAttributes,
  type IppValue,
  keyword,
} from '../../../../drivers/printer/ipp/message.ts';
import { printerReason, reasonsFromKeywords } from '../../../../drivers/printer/printer-state-reasons.ts';
import { stateReasons } from '../../../../drivers/printer/printer-status.ts';

const attributes = (values: Record<string, IppValue[]>): IppAttributes => new Map(Object.entries(values));
const stopped = { 'printer-state': [enumeration(printerStates.stopped)] };

describe('what a printer says of itself', () => {
  it('has an error where the printer has stopped without one', () => {
    expect(stateReasons(attributes({ ...stopped, 'printer-state-reasons': [keyword('none')] }))).toEqual([
      printerReason('stopped-without-reason'),
    ]);
    expect(
      stateReasons(attributes({ ...stopped, 'printer-state-reasons': [keyword('toner-low-warning')] })).map(
        ({ code, severity }) => [code, severity],
      ),
    ).toEqual([
      ['stopped-without-reason', 'error'],
      ['toner-low', 'warning'],
    ]);
  });

  it('has no other error where it names one', () => {
    const values = { ...stopped, 'printer-state-reasons': [keyword('media-jam-error')] };
    expect(stateReasons(attributes(values)).map(({ code }) => code)).toEqual(['media-jam']);
  });

  it('is paused where it takes no jobs', () => {
    expect(stateReasons(attributes({ 'printer-is-accepting-jobs': [boolean(false)] }))).toEqual([
      printerReason('paused', 'not accepting jobs'),
    ]);
  });

  it('that is in use, in its own words, is port-busy for the technician', () => {
    expect(reasonsFromKeywords(['port-busy'])).toEqual([
      { code: 'port-busy', severity: 'error', actor: 'technician' },
    ]);
  });
});
