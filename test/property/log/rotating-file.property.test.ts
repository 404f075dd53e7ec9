import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type LogLimits, openRotatingFile } from '../../../electron/log/rotating-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yizhan-log-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const limits = fc.record({
  bytesAFile: fc.integer({ min: 64, max: 600 }),
  olderFiles: fc.integer({ min: 0, max: 4 }),
  bytesALine: fc.integer({ min: 32, max: 900 }),
});
const line = fc.string({ unit: 'binary', maxLength: 300 }).map((text) => `${text.replaceAll('\n', ' ')}\n`);

/** The files of the log, oldest first. */
const filesOf = (name: string): string[] =>
  readdirSync(folder)
    .filter((file) => file.startsWith(name))
    .sort((a, b) => Number(b.slice(name.length + 1)) - Number(a.slice(name.length + 1)))
    .map((file) => join(folder, file));

const total = (files: readonly string[]): number => files.reduce((sum, file) => sum + statSync(file).size, 0);

describe('a log file in service', () => {
  it('never takes more than its share of the disk, and keeps the newest lines in order, whatever is written and however often it is opened', () => {
    let run = 0;
    fc.assert(
      fc.property(limits, fc.array(fc.array(line, { maxLength: 30 }), { maxLength: 4 }), (allowed, lives) => {
        run += 1;
        const name = `log${run}`;
        const file = join(folder, name);
        const written: string[] = [];
        for (const lines of lives) {
          const log = openRotatingFile(file, allowed);
          for (const text of lines) {
            log.write(text);
            written.push(text);
            const files = filesOf(name);
            expect(files.length).toBeLessThanOrEqual(allowed.olderFiles + 1);
            for (const each of files) expect(statSync(each).size).toBeLessThanOrEqual(allowed.bytesAFile);
            expect(total(files)).toBeLessThanOrEqual(allowed.bytesAFile * (allowed.olderFiles + 1));
          }
        }
        const kept = filesOf(name)
          .map((each) => readFileSync(each, 'utf8'))
          .join('')
          .split('\n')
          .slice(0, -1);
        const newest = written.slice(written.length - kept.length).map((text) => text.slice(0, -1));
        if (written.length > 0) expect(kept.length).toBeGreaterThan(0);
        kept.forEach((text, index) => {
          if (text.endsWith('…cut')) expect(newest[index]?.startsWith(text.slice(0, -4))).toBe(true);
          else expect(text).toBe(Buffer.from(newest[index] ?? '').toString('utf8'));
        });
      }),
      { numRuns: 60 },
    );
  });

  it('writes files that only their owner reads', () => {
    const file = join(folder, 'core.log');
    const small: LogLimits = { bytesAFile: 10, olderFiles: 1, bytesALine: 10 };
    const log = openRotatingFile(file, small);
    log.write('12345678\n');
    log.write('12345678\n');
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder).sort()).toEqual(['core.log', 'core.log.1']);
  });

  it('goes on where the disk has refused a line', () => {
    const file = join(folder, 'gone', 'core.log');
    const log = openRotatingFile(file);
    expect(() => log.write('lost\n')).toThrow(/ENOENT/);
  });
});
