import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DeviceRole } from '../../../drivers/device/device-status.ts';
import {
  cameraReasonCodes,
  type DeviceReasonCode,
  deviceReasonCodes,
  idCardReaderReasonCodes,
  printerReasonCodes,
  qrScannerReasonCodes,
} from '../../../drivers/device/reason-codes.ts';
import type { ReadFailureReason } from '../../../drivers/id-card-reader/card-event.ts';
import { printFailures } from '../../../drivers/printer/print-outcome.ts';
import type { ScanRefusal } from '../../../drivers/qr-scanner/scan-event.ts';
import { fill } from '../../../renderer/i18n/messages.ts';
import { en } from '../../../renderer/i18n/en/index.ts';
import { zhCn } from '../../../renderer/i18n/zh-cn/index.ts';

const testFolder = join(import.meta.dirname, '../..');
const page = readFileSync(join(testFolder, '../docs/devices.md'), 'utf8');

/** The part of a text from a heading to the next one of the same or a higher level. */
const section = (text: string, heading: string): string => {
  const level = heading.indexOf(' ');
  const start = text.indexOf(`\n${heading}\n`);
  if (start < 0) throw new Error(`no heading ${heading}`);
  const rest = text.slice(start + heading.length + 2);
  const end = rest.search(new RegExp(`^#{1,${level}} `, 'm'));
  return end < 0 ? rest : rest.slice(0, end);
};

/** Rows of the table in a part, by the code in their first cell. */
const rowsOf = (text: string): ReadonlyMap<string, string> =>
  new Map([...text.matchAll(/^\| `([^`]+)` \|.*$/gm)].map(([row, code = '']) => [code, row]));

/** What is named as proof: file and title. */
const proofsIn = (text: string): readonly (readonly [string, string])[] =>
  [...text.matchAll(/`([\w./-]+\.(?:test\.tsx?|spec\.ts)) › ([^`]+)`/g)].map(([, file = '', title = '']) => [
    file,
    title.replaceAll('\\|', '|'),
  ]);

const sources = new Map<string, string>();
const sourceOf = (file: string): string => {
  const path = join(testFolder, file);
  const known = sources.get(file);
  if (known !== undefined) return known;
  const source = existsSync(path) ? readFileSync(path, 'utf8') : '';
  sources.set(file, source);
  return source;
};

/** Titles of tests as they stand in a file: first argument of `it` or `test`, or of what their `each` gives. */
const titlesIn = (source: string): ReadonlySet<string> =>
  new Set(
    [...source.matchAll(/(?:\b(?:it|test)|\))\(\s*(['`"])((?:\\.|(?!\1)[^\\])*)\1\s*,/g)].map(
      ([, , title = '']) => title.replaceAll(/\\(['`"])/g, '$1'),
    ),
  );

const devices: readonly [DeviceRole, string, readonly DeviceReasonCode[]][] = [
  ['idCardReader', '## ID-card reader', idCardReaderReasonCodes],
  ['qrScanner', '## QR scanner', qrScannerReasonCodes],
  ['printer', '## Printer', printerReasonCodes],
  ['camera', '## Camera', cameraReasonCodes],
];

/** A type whose every member must be listed here, or the type check fails. */
const readFailures: Readonly<Record<ReadFailureReason, true>> = {
  'card-lost': true,
  'card-refused': true,
  'reader-error': true,
  'no-answer': true,
  'unintelligible-answer': true,
  'line-lost': true,
  'card-data-invalid': true,
};
const scanRefusals: Readonly<Record<ScanRefusal, true>> = {
  oversized: true,
  incomplete: true,
  malformed: true,
  empty: true,
  binary: true,
  'control-characters': true,
};

const tables = devices.map(
  ([role, heading, codes]) =>
    [role, codes, rowsOf(section(section(page, heading), '### Status')), section(page, heading)] as const,
);
const outcomes: readonly (readonly [string, readonly string[]])[] = [
  ['### Reading a card', Object.keys(readFailures)],
  ['### What is scanned', Object.keys(scanRefusals)],
  ['### How a print ends', [...printFailures, 'unknown']],
];

/** Whether a test file names a code, or goes through the whole list that has it. */
const isAbout = (source: string, code: string): boolean =>
  source.includes(code) || source.includes('printerReasonCodes');

describe('the page on the devices', () => {
  it('has every reason that any device can give', () => {
    const listed = new Set(tables.flatMap(([, , rows]) => [...rows.keys()]));
    expect(deviceReasonCodes.filter((code) => !listed.has(code))).toEqual([]);
  });

  it.each(tables)('lists for the %s each of its reasons, or says that it is never given', (...table) => {
    const [, codes, rows, text] = table;
    const elsewhere = text.replaceAll(/^\|.*$/gm, '');
    expect(codes.filter((code) => !rows.has(code) && !elsewhere.includes(`\`${code}\``))).toEqual([]);
    expect([...rows.keys()].filter((code) => !(codes as readonly string[]).includes(code))).toEqual([]);
  });

  it.each(tables)('gives for the %s the words that are on the screen, in both languages', (...table) => {
    const [role, , rows] = table;
    for (const [code, row] of rows) {
      const reason = code as DeviceReasonCode;
      expect(row).toContain(fill(zhCn[`deviceReason.${reason}`], { device: zhCn[`device.${role}`] }));
      expect(row).toContain(fill(en[`deviceReason.${reason}`], { device: en[`device.${role}`] }));
    }
  });

  it.each(outcomes)('has everything that can come of %s', (heading, codes) => {
    const rows = rowsOf(section(page, heading));
    expect(codes.filter((code) => !rows.has(code))).toEqual([]);
  });

  it('names for each row a test that is about it', () => {
    const rows = [
      ...tables.map(([, , found]) => found),
      ...outcomes.map(([heading]) => rowsOf(section(page, heading))),
    ].flatMap((found) => [...found]);
    const unproved = rows.filter(
      ([code, row]) => !proofsIn(row).some(([file]) => isAbout(sourceOf(file), code)),
    );
    expect(unproved.map(([code]) => code)).toEqual([]);
  });

  it('names only tests that exist', () => {
    const named = proofsIn(page);
    expect(named.length).toBeGreaterThan(100);
    const missing = named.filter(([file, title]) => !titlesIn(sourceOf(file)).has(title));
    expect(missing.map(([file, title]) => `${file} › ${title}`)).toEqual([]);
  });

  it('shows settings that a kiosk takes', async () => {
    const { parseSettings } = await import('../../../electron/core/settings/load-settings.ts');
    const [, devicesOfPage = ''] = /```json\n([\s\S]*?)```/.exec(page) ?? [];
    const outcome = parseSettings(`{ ${devicesOfPage}, "schemaVersion": 1 }`);
    const problems = outcome.ok ? [] : outcome.problems;
    expect(problems.filter((problem) => problem.startsWith('devices') || problem.includes('JSON'))).toEqual(
      [],
    );
  });
});
