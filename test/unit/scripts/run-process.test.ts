import { describe, expect, it } from 'vitest';
import { exitCodeOf, tellingLines } from '../../../scripts/setup/run-process.mjs';

describe('tellingLines', () => {
  it('shows what npm says first of an error, not the help after it', () => {
    const help = Array.from({ length: 40 }, (_, index) => `npm error   --option-${index}`);
    const log = ['npm warn EBADENGINE', 'npm error code EUSAGE', 'npm error out of sync', ...help].join('\n');
    const lines = tellingLines(log).split('\n');
    expect(lines.slice(0, 2)).toEqual(['npm error code EUSAGE', 'npm error out of sync']);
    expect(lines).toHaveLength(12);
  });

  it('shows the last lines of any other log', () => {
    const log = `${Array.from({ length: 100 }, (_, index) => `line ${index}`).join('\n')}\n`;
    expect(tellingLines(log).split('\n')).toEqual(
      Array.from({ length: 25 }, (_, index) => `line ${index + 75}`),
    );
  });
});

describe('exitCodeOf', () => {
  it('is what a shell reports', () => {
    expect(exitCodeOf(3, null)).toBe(3);
    expect(exitCodeOf(null, 'SIGTERM')).toBe(143);
  });
});
