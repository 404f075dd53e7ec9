import { expect, test } from 'vitest';
import { toRecordedCode } from '../../../db/recorded-code.ts';

test.each([
  ['media-empty', 'media-empty'],
  ['job-state-reasons: aborted by system', 'job-state-reasons:_aborted_by_system'],
  ['ipp://printer.local:631/ipp/print', 'ipp://printer.local:631/ipp/print'],
  ['张三', '_'],
  ['', '_'],
  ['holder 11010519491231002X refused', 'holder_withheld_refused'],
  ['110105491231002', 'withheld'],
  ['PAK310080010103', 'withheld'],
  ['call 13800138000', 'call_withheld'],
  ['born 19491231', 'born_withheld'],
  ['born 1949-12-31', 'born_withheld'],
  ['HS-2026-1331', 'HS-2026-1331'],
  ['at 1795161600000', 'at_1795161600000'],
  ['HS-2026-000001', 'HS-2026-000001'],
  ['x'.repeat(300), 'x'.repeat(100)],
])('%s is recorded as %s', (text, code) => {
  expect(toRecordedCode(text)).toBe(code);
});
