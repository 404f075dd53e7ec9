import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDemoArguments } from '../../../scripts/station/demo/demo-arguments.ts';

test('a folder is enough', () => {
  expect(parseDemoArguments(['--out', 'x'])).toEqual({ ok: true, value: { out: 'x', printer: null } });
});

test('a printer comes with its spool', () => {
  expect(parseDemoArguments(['--out', 'x', '--printer-uri', 'ipp://h/p', '--spool', 's'])).toEqual({
    ok: true,
    value: { out: 'x', printer: { uri: 'ipp://h/p', spool: 's' } },
  });
});

test.each([
  [[], /--out DIR is missing/],
  [['--out', ''], /--out DIR is missing/],
  [['--out', 'x', '--printer-uri', 'ipp://h/p'], /go together/],
  [['--out', 'x', '--spool', 's'], /go together/],
  [['--out', 'x', '--colour'], /--colour/],
  [['--out', 'x', 'more'], /more/],
])('%j is refused with its reason', (args, problem) => {
  expect(parseDemoArguments(args)).toEqual({
    ok: false,
    reason: 'usage',
    problem: expect.stringMatching(problem),
  });
});

test('no arguments whatever make it throw', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.string(), fc.constantFrom('--out', '--spool', '--printer-uri'))),
      (args) => {
        expect(typeof parseDemoArguments(args).ok).toBe('boolean');
      },
    ),
  );
});
