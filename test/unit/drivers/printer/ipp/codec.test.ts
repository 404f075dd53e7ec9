import { describe, expect, it } from 'vitest';
import { decodeMessage } from '../../../../../drivers/printer/ipp/decoder.ts';
import { encodeMessage } from '../../../../../drivers/printer/ipp/encoder.ts';
import {
  boolean,
  charset,
  enumeration,
  type IppMessage,
  type IppValue,
  integer,
  keyword,
  mimeMediaType,
  name,
  naturalLanguage,
  range,
  text,
  uri,
} from '../../../../../drivers/printer/ipp/message.ts';
import { readAnnotatedOctets } from '../../../../fixtures/printer/annotated-octets.ts';

const languageAndCharset: [string, IppValue[]][] = [
  ['attributes-charset', [charset('utf-8')]],
  ['attributes-natural-language', [naturalLanguage('en-us')]],
];
const printer: [string, IppValue[]] = ['printer-uri', [uri('ipp://printer.example.com/ipp/print/pinetree')]];
const createdJob = {
  tag: 2,
  attributes: new Map<string, IppValue[]>([
    ['job-id', [integer(147)]],
    ['job-uri', [uri('ipp://printer.example.com/ipp/print/pinetree/147')]],
    ['job-state', [enumeration(3)]],
  ]),
};
const unsupported = {
  tag: 5,
  attributes: new Map<string, IppValue[]>([
    ['copies', [integer(20)]],
    ['sides', [{ type: 'outOfBand', value: 'unsupported' }]],
  ]),
};
const operation = (...attributes: [string, IppValue[]][]) => ({
  tag: 1,
  attributes: new Map([...languageAndCharset, ...attributes]),
});
const message = (
  code: number,
  requestId: number,
  groups: IppMessage['groups'],
  data = '',
  version = { major: 1, minor: 1 },
): IppMessage => ({ version, code, requestId, groups, data: Buffer.from(data) });

const examples: [string, IppMessage][] = [
  [
    'rfc8010-a1-print-job-request.txt',
    message(
      0x0002,
      1,
      [
        operation(printer, ['job-name', [name('foobar')]], ['ipp-attribute-fidelity', [boolean(true)]]),
        {
          tag: 2,
          attributes: new Map([
            ['copies', [integer(20)]],
            ['sides', [keyword('two-sided-long-edge')]],
          ]),
        },
      ],
      '%!PDF...',
    ),
  ],
  [
    'rfc8010-a2-print-job-response.txt',
    message(0x0000, 1, [operation(['status-message', [text('successful-ok')]]), createdJob]),
  ],
  [
    'rfc8010-a3-print-job-response-failure.txt',
    message(0x040b, 1, [
      operation(['status-message', [text('client-error-attributes-or-values-not-supported')]]),
      unsupported,
    ]),
  ],
  [
    'rfc8010-a4-print-job-response-ignored.txt',
    message(0x0001, 1, [
      operation(['status-message', [text('successful-ok-ignored-or-substituted-attributes')]]),
      unsupported,
      createdJob,
    ]),
  ],
  [
    'rfc8010-a7-create-job-request-collection.txt',
    message(0x0005, 1, [
      operation(printer),
      {
        tag: 2,
        attributes: new Map<string, IppValue[]>([
          [
            'media-col',
            [
              {
                type: 'collection',
                value: new Map<string, IppValue[]>([
                  [
                    'media-size',
                    [
                      {
                        type: 'collection',
                        value: new Map([
                          ['x-dimension', [integer(21_000)]],
                          ['y-dimension', [integer(29_700)]],
                        ]),
                      },
                    ],
                  ],
                  ['media-type', [keyword('stationery')]],
                ]),
              },
            ],
          ],
        ]),
      },
    ]),
  ],
  [
    'rfc8010-a8-get-jobs-request.txt',
    message(0x000a, 123, [
      operation(
        printer,
        ['limit', [integer(50)]],
        ['requested-attributes', [keyword('job-id'), keyword('job-name'), keyword('document-format')]],
      ),
    ]),
  ],
  [
    'rfc8010-a9-get-jobs-response.txt',
    message(0x0000, 123, [
      operation(['status-message', [text('successful-ok')]]),
      {
        tag: 2,
        attributes: new Map<string, IppValue[]>([
          ['job-id', [integer(147)]],
          ['job-name', [{ type: 'nameWithLanguage', value: { language: 'fr-ca', text: 'fou' } }]],
        ]),
      },
      { tag: 2, attributes: new Map() },
      {
        tag: 2,
        attributes: new Map<string, IppValue[]>([
          ['job-id', [integer(149)]],
          ['job-name', [{ type: 'nameWithLanguage', value: { language: 'de-CH', text: 'isch guet' } }]],
        ]),
      },
    ]),
  ],
  [
    'every-value.txt',
    message(
      0x0000,
      7,
      [
        {
          tag: 4,
          attributes: new Map<string, IppValue[]>([
            [
              'printer-current-time',
              [
                {
                  type: 'dateTime',
                  value: { epochMilliseconds: Date.UTC(1992, 4, 26, 17, 30, 15), offsetMinutes: -240 },
                },
              ],
            ],
            [
              'printer-resolution-default',
              [{ type: 'resolution', value: { crossFeed: 600, feed: 300, units: 3 } }],
            ],
            ['copies-supported', [range(1, 99)]],
            [
              'printer-supply',
              [{ type: 'octetString', value: Uint8Array.from(Buffer.from('type=toner;level=25;x')) }],
            ],
            ['printer-info', [{ type: 'textWithLanguage', value: { language: 'zh-cn', text: '彩色 A' } }]],
            ['printer-geo-location', [{ type: 'outOfBand', value: 'noValue' }]],
            ['printer-location', [{ type: 'outOfBand', value: 'unknown' }]],
            ['reference-uri-schemes-supported', [{ type: 'uriScheme', value: 'http' }]],
            ['document-format-default', [mimeMediaType('application/pdf')]],
            ['vendor-private', [{ type: 'unrecognised', tag: 0x7f, value: Uint8Array.of(0x40, 0, 0, 1) }]],
          ]),
        },
      ],
      '',
      { major: 2, minor: 0 },
    ),
  ],
];

describe('IPP encoding', () => {
  it.each(examples)('reads %s', (fileName, expected) => {
    expect(decodeMessage(readAnnotatedOctets(fileName))).toEqual({ ok: true, message: expected });
  });

  it.each(examples)('writes %s to the octet', (fileName, written) => {
    expect(Buffer.from(encodeMessage(written)).toString('hex')).toBe(
      Buffer.from(readAnnotatedOctets(fileName)).toString('hex'),
    );
  });

  it('refuses to write what the encoding cannot hold', () => {
    const of = (value: IppValue) =>
      message(2, 1, [{ tag: 2, attributes: new Map<string, IppValue[]>([['a', [value]]]) }]);
    expect(() => encodeMessage(of(integer(2 ** 31)))).toThrow(RangeError);
    expect(() => encodeMessage(of(keyword('x'.repeat(32_768))))).toThrow(RangeError);
    expect(() => encodeMessage(message(2, 1, [{ tag: 2, attributes: new Map([['a', []]]) }]))).toThrow(
      RangeError,
    );
  });
});

const header = '0200 0000 00000001';
const octetsOf = (hex: string): Uint8Array => Buffer.from(hex.replaceAll(/\s/g, ''), 'hex');
const decode = (hex: string) => decodeMessage(octetsOf(hex));

describe('IPP decoding of what is wrong', () => {
  it.each([
    ['nothing at all', '', 'truncated'],
    ['a header without an end', header, 'truncated'],
    ['a value before any group', `${header} 21 0001 61 0004 00000001 03`, 'value before any group'],
    ['a further value without an attribute', `${header} 01 21 0000 0004 00000001 03`, 'without an attribute'],
    ['the reserved delimiter', `${header} 00 03`, 'reserved delimiter'],
    ['a length that says more than there is', `${header} 01 41 0001 61 7fff 61 03`, 'truncated'],
    ['a negative length', `${header} 01 41 0001 61 8000 61 03`, 'negative length'],
    [
      'a collection without an end',
      `${header} 01 34 0001 61 0000 4a 0000 0001 62 21 0000 0004 00000001`,
      'truncated',
    ],
    [
      'a group inside a collection',
      `${header} 01 34 0001 61 0000 02 0000 0000 03`,
      'group inside a collection',
    ],
    [
      'a value before any member',
      `${header} 01 34 0001 61 0000 21 0000 0004 00000001 37 0000 0000 03`,
      'before any member',
    ],
    [
      'a member without a value',
      `${header} 01 34 0001 61 0000 4a 0000 0001 62 37 0000 0000 03`,
      'member without',
    ],
    [
      'a named value inside a collection',
      `${header} 01 34 0001 61 0000 21 0001 62 0004 00000001 03`,
      'named value',
    ],
  ])('calls %s malformed', (_what, hex, detail) => {
    const outcome = decode(hex);
    expect(outcome).toMatchObject({ ok: false, reason: 'malformed-reply' });
    expect(outcome.ok ? '' : outcome.detail).toContain(detail);
  });

  it('keeps a value that does not fit its tag and reads on', () => {
    const outcome = decode(`${header} 04 21 0001 61 0002 0001 21 0001 62 0004 00000005 03`);
    expect(outcome.ok && outcome.message.groups[0]?.attributes).toEqual(
      new Map<string, IppValue[]>([
        ['a', [{ type: 'unrecognised', tag: 0x21, value: Uint8Array.of(0, 1) }]],
        ['b', [integer(5)]],
      ]),
    );
  });

  it('keeps a date that is none, as printers without a clock send it', () => {
    const outcome = decode(`${header} 04 31 0001 61 000b 0000 00 00 00 00 00 00 2b 00 00 03`);
    expect(outcome.ok && outcome.message.groups[0]?.attributes.get('a')?.[0]?.type).toBe('unrecognised');
  });

  it('lets the first of two attributes of the same name count', () => {
    const outcome = decode(
      `${header} 04 21 0001 61 0004 00000001 21 0001 61 0004 00000002 21 0000 0004 00000003 03`,
    );
    expect(outcome.ok && outcome.message.groups[0]?.attributes.get('a')).toEqual([integer(1)]);
  });

  it('refuses collections that are nested more deeply than allowed', () => {
    const nested = (depth: number): string =>
      `${header} 01 34 0001 61 0000 ${'4a 0000 0001 62 34 0000 0000 '.repeat(depth - 1)}${'37 0000 0000 '.repeat(depth)} 03`;
    const limits = { attributeOctets: 10_000, values: 1_000, depth: 8 };
    expect(decodeMessage(octetsOf(nested(8)), limits)).toMatchObject({ ok: true });
    expect(decodeMessage(octetsOf(nested(9)), limits)).toMatchObject({ ok: false });
    expect(decodeMessage(octetsOf(nested(5_000)), limits)).toMatchObject({ ok: false });
  });

  it('refuses more values and more octets of attributes than allowed, but not a long document', () => {
    const values = (count: number): string =>
      `${header} 01 21 0001 61 0004 00000001 ${'21 0000 0004 00000001'.repeat(count - 1)} 03`;
    const limits = { attributeOctets: 200, values: 11, depth: 8 };
    expect(decodeMessage(octetsOf(values(10)), limits)).toMatchObject({ ok: true });
    expect(decodeMessage(octetsOf(values(11)), limits)).toMatchObject({ ok: false });
    expect(decodeMessage(octetsOf(values(100)), { ...limits, values: 1_000 })).toMatchObject({
      ok: false,
      detail: expect.stringContaining('more attributes than allowed'),
    });
    const document = Buffer.alloc(100_000, 0x21);
    const outcome = decodeMessage(Buffer.concat([octetsOf(values(10)), document]), limits);
    expect(outcome.ok && document.equals(outcome.message.data)).toBe(true);
  });
});
