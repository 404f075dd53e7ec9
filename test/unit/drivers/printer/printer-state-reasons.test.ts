import { describe, expect, it } from 'vitest';
import { connectionReasonCodes, printerReasonCodes } from '../../../../drivers/device/reason-codes.ts';
import {
  mergeReasons,
  printerReason,
  reasonsFromKeywords,
  stateFromReasons,
} from '../../../../drivers/printer/printer-state-reasons.ts';

/** What IPP and PWG name; the rest of the printer's codes are the kiosk's own. */
const ownCodes = [
  'stopped-without-reason',
  'no-colour',
  'document-format-unsupported',
  'media-size-unsupported',
];
const standardCodes = printerReasonCodes.filter(
  (code) => !(connectionReasonCodes as readonly string[]).includes(code) && !ownCodes.includes(code),
);

describe('printer-state-reasons', () => {
  it.each(standardCodes)('knows %s with and without each suffix', (code) => {
    expect(reasonsFromKeywords([code])).toMatchObject([{ code }]);
    for (const severity of ['report', 'warning', 'error'] as const) {
      const [reason, ...others] = reasonsFromKeywords([`${code}-${severity}`]);
      expect(reason).toMatchObject({ code, severity });
      expect(['resident', 'staff', 'technician']).toContain(reason?.actor);
      expect(reason).not.toHaveProperty('detail');
      expect(others).toEqual([]);
    }
  });

  it('takes what stops a printer for an error and what announces it for a warning where no suffix says', () => {
    expect(reasonsFromKeywords(['media-empty', 'toner-low', 'connecting-to-device'])).toMatchObject([
      { code: 'media-empty', severity: 'error', actor: 'staff' },
      { code: 'toner-low', severity: 'warning', actor: 'staff' },
      { code: 'connecting-to-device', severity: 'report', actor: 'technician' },
    ]);
  });

  it('puts the highest severity first and names each reason once, at its worst', () => {
    expect(
      reasonsFromKeywords([
        'toner-low-report',
        'media-low-warning',
        'media-jam-warning',
        'cover-open-error',
        'media-jam-error',
      ]).map(({ code, severity }) => `${code} ${severity}`),
    ).toEqual(['cover-open error', 'media-jam error', 'media-low warning', 'toner-low report']);
  });

  it('says nothing for none', () => {
    expect(reasonsFromKeywords(['none'])).toEqual([]);
    expect(reasonsFromKeywords([])).toEqual([]);
  });

  it('passes on what it does not know, in the printer’s own words and severity', () => {
    expect(reasonsFromKeywords(['cups-missing-filter-warning', 'vendor-brand-x-error'])).toEqual([
      { code: 'other', severity: 'error', actor: 'technician', detail: 'vendor-brand-x-error' },
      { code: 'other', severity: 'warning', actor: 'technician', detail: 'cups-missing-filter-warning' },
    ]);
  });

  it('is not taken in by names of properties that every object has', () => {
    expect(
      reasonsFromKeywords(['constructor', '__proto__', 'toString-error']).map(({ code }) => code),
    ).toEqual(['other', 'other', 'other']);
  });
});

describe('state of a printer', () => {
  it('is online as long as nothing is an error', () => {
    expect(stateFromReasons([])).toBe('online');
    expect(stateFromReasons(reasonsFromKeywords(['media-low-warning', 'media-empty-warning']))).toBe(
      'online',
    );
  });

  it.each([
    ['media-empty-error', 'userError'],
    ['cover-open', 'userError'],
    ['fuser-over-temp', 'hardwareError'],
    ['paused', 'offline'],
    ['spool-area-full', 'deviceBusy'],
  ])('with %s is %s', (keyword, state) => {
    expect(stateFromReasons(reasonsFromKeywords([keyword]))).toBe(state);
  });

  it('keeps the worst of two lists', () => {
    const merged = mergeReasons([
      printerReason('media-empty', undefined, 'warning'),
      printerReason('media-empty', 'tray 1', 'error'),
    ]);
    expect(merged).toEqual([{ code: 'media-empty', severity: 'error', actor: 'staff', detail: 'tray 1' }]);
  });
});
