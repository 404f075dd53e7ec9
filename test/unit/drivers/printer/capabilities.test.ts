import { describe, expect, it } from 'vitest';
import {
  readCapabilities,
  reasonsFromCapabilities,
  templateOf,
} from '../../../../drivers/printer/capabilities.ts';
import {
  boolean,
  enumeration,
  type IppValue,
  keyword,
  mimeMediaType,
  range,
} from '../../../../drivers/printer/ipp/message.ts';

const fit: Record<string, IppValue[]> = {
  'operations-supported': [2, 4, 5, 6, 8, 9, 11].map(enumeration),
  'document-format-supported': ['image/pwg-raster', 'application/pdf'].map(mimeMediaType),
  'color-supported': [boolean(true)],
  'print-color-mode-supported': ['auto', 'color'].map(keyword),
  'media-supported': ['na_letter_8.5x11in', 'iso_a4_210x297mm'].map(keyword),
  'media-ready': [keyword('iso_a4_210x297mm')],
  'sides-supported': [keyword('one-sided')],
  'copies-supported': [range(1, 9)],
  'print-scaling-supported': ['auto', 'none'].map(keyword),
};
const capabilitiesWith = (change: Record<string, IppValue[]>) =>
  readCapabilities(new Map(Object.entries({ ...fit, ...change })));

describe('what a printer can do', () => {
  it('is enough for certificates when it takes jobs, PDF, A4 and colour', () => {
    expect(reasonsFromCapabilities(capabilitiesWith({}))).toEqual([]);
    expect(templateOf(capabilitiesWith({}), { copies: 1, documents: 1 })).toEqual({
      ok: true,
      template: new Map([
        ['media', [keyword('iso_a4_210x297mm')]],
        ['print-color-mode', [keyword('color')]],
        ['sides', [keyword('one-sided')]],
        ['print-scaling', [keyword('none')]],
      ]),
    });
  });

  it.each<[string, Record<string, IppValue[]>, string, string]>([
    [
      'no PDF',
      { 'document-format-supported': [mimeMediaType('image/urf')] },
      'document-format-unsupported',
      'document-format-unsupported',
    ],
    [
      'no A4',
      { 'media-supported': [keyword('na_letter_8.5x11in')] },
      'media-size-unsupported',
      'media-size-unsupported',
    ],
    ['no colour', { 'color-supported': [boolean(false)] }, 'no-colour', 'no-colour'],
    [
      'only Print-Job',
      { 'operations-supported': [2, 4, 8, 9, 11].map(enumeration) },
      'other',
      'operations-unsupported',
    ],
  ])('is not enough with %s', (_what, change, code, failure) => {
    const capabilities = capabilitiesWith(change);
    expect(reasonsFromCapabilities(capabilities)).toMatchObject([
      { code, severity: 'error', actor: 'technician' },
    ]);
    expect(templateOf(capabilities, { copies: 1, documents: 1 })).toMatchObject({
      ok: false,
      reason: failure,
    });
  });

  it('is nothing for a printer that says nothing', () => {
    const silent = readCapabilities(new Map());
    expect(templateOf(silent, { copies: 1, documents: 1 })).toMatchObject({ ok: false });
    expect(silent.mostCopies).toBe(1);
  });

  it('asks only for what the printer knows', () => {
    const plain = capabilitiesWith({
      'print-color-mode-supported': [],
      'sides-supported': [],
      'print-scaling-supported': [keyword('fit')],
    });
    expect(templateOf(plain, { copies: 1, documents: 1 })).toEqual({
      ok: true,
      template: new Map([['media', [keyword('iso_a4_210x297mm')]]]),
    });
  });

  it('does not ask for more copies than the printer makes', () => {
    expect(templateOf(capabilitiesWith({}), { copies: 9, documents: 1 })).toMatchObject({ ok: true });
    expect(templateOf(capabilitiesWith({}), { copies: 10, documents: 1 })).toMatchObject({
      ok: false,
      reason: 'copies-unsupported',
    });
  });

  it('warns when other paper than A4 lies in the tray', () => {
    const letter = capabilitiesWith({ 'media-ready': [keyword('na_letter_8.5x11in')] });
    expect(reasonsFromCapabilities(letter)).toMatchObject([
      { code: 'media-needed', severity: 'warning', actor: 'staff', detail: 'loaded: na_letter_8.5x11in' },
    ]);
  });
});
