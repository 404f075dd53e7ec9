import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatPortAddress, parsePortAddress } from '../../../electron/cli/devices/port-address.ts';
import { type OptionName, parseOptions } from '../../../electron/cli/options.ts';

const all: readonly OptionName[] = ['port', 'baud', 'device', 'printer', 'timeout', 'show', 'reason'];
const problemOf = (args: readonly string[], accepted = all): string => {
  const outcome = parseOptions(args, accepted);
  if (outcome.ok) throw new Error(`taken: ${JSON.stringify(outcome)}`);
  return outcome.problem;
};

describe('options', () => {
  it('are read, and what is not given is absent', () => {
    expect(
      parseOptions(
        [
          '--port=/dev/ttyUSB0',
          'a.pdf',
          '--baud',
          '9600',
          '--timeout',
          '2.5',
          '--json',
          '--device',
          'scanner',
        ],
        all,
      ),
    ).toEqual({
      ok: true,
      help: false,
      positionals: ['a.pdf'],
      options: {
        port: { kind: 'serial', path: '/dev/ttyUSB0' },
        baud: 9600,
        timeoutMilliseconds: 2500,
        device: 'scanner',
        json: true,
        show: false,
      },
    });
    expect(parseOptions([], all)).toEqual({
      ok: true,
      help: false,
      positionals: [],
      options: { json: false, show: false },
    });
  });

  it('give way to --help, whatever else is wrong', () => {
    expect(parseOptions(['--help', '--baud', '1'], all)).toEqual({ ok: true, help: true });
    expect(parseOptions(['-h'], [])).toEqual({ ok: true, help: true });
  });

  it.each<[string[], RegExp]>([
    [['--port', ''], /^--port "": /],
    [['--port', 'hid:12:34'], /^--port "hid:12:34": give a path/],
    [['--port', 'a', '--port', 'b'], /^--port is given twice$/],
    [['--baud', '115201'], /^--baud "115201": give one of 115200, /],
    [['--device', 'camera'], /^--device "camera": give one of card-reader, scanner$/],
    [['--printer', 'ipp://user:secret@host/'], /user name/],
    [['--timeout', '0'], /more than 0/],
    [['--reason', 'lost'], /^--reason "lost": give one of handed-over-on-paper, withdrawn-by-resident, /],
    [['--timeout', '1e3'], /give seconds/],
    [['--timeout', '86401'], /at most 86400/],
    [['--json=yes'], /--json/],
    [['--colour'], /Unknown option '--colour'/],
  ])('%j is refused in a sentence', (args, problem) => {
    expect(problemOf(args)).toMatch(problem);
  });

  it('of another command are refused', () => {
    expect(problemOf(['--show'], ['port'])).toBe('--show has no meaning here');
  });

  it('never make the parser throw', () => {
    const word = fc.oneof(
      fc.constantFrom(
        '--port',
        '--baud',
        '--timeout',
        '--json',
        '--',
        '-',
        '--=',
        '-h',
        '--no-json',
        '--port=',
      ),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(fc.array(word), (args) => {
        expect(typeof parseOptions(args, all).ok).toBe('boolean');
      }),
    );
  });
});

describe('the address of a port', () => {
  it.each([
    ['/dev/ttyUSB0', { kind: 'serial', path: '/dev/ttyUSB0' }],
    ['COM3', { kind: 'serial', path: 'COM3' }],
    ['hid', { kind: 'hid', usb: null }],
    ['HID:0c2e:0B8f', { kind: 'hid', usb: { vendorId: 0x0c2e, productId: 0x0b8f } }],
    ['hid:0400:c35a:A:1', { kind: 'hid', usb: { vendorId: 0x400, productId: 0xc35a, serialNumber: 'A:1' } }],
    ['usb:1a86:7523', { kind: 'usb', vendorId: 0x1a86, productId: 0x7523 }],
  ])('%s is understood', (text, address) => {
    expect(parsePortAddress(text)).toEqual(address);
  });

  it.each(['', 'usb:1a86', 'hid:1a86:', 'hid:1a86:7523:', 'usb:zzzz:7523', 'a\0b'])('%j is none', (text) => {
    expect(parsePortAddress(text)).toBeNull();
  });

  it('is written as it is read', () => {
    const number = fc.integer({ min: 0, max: 0xffff });
    const usb = fc.record(
      { vendorId: number, productId: number, serialNumber: fc.stringMatching(/^[\x21-\x7e]{1,20}$/) },
      { requiredKeys: ['vendorId', 'productId'] },
    );
    const address = fc.oneof(
      fc.record({ kind: fc.constant('hid' as const), usb: fc.option(usb) }),
      usb.map((identity) => ({ kind: 'usb' as const, ...identity })),
    );
    fc.assert(
      fc.property(address, (one) => {
        expect(parsePortAddress(formatPortAddress(one))).toEqual(one);
      }),
    );
  });
});
