import { describe, expect, it } from 'vitest';
import {
  readPlaywrightCounts,
  readVitestCounts,
  summarise,
  testParts,
} from '../../../scripts/setup/test-parts.mjs';

describe('summarise', () => {
  it('closes with the counts of all parts', () => {
    const lines = summarise([
      { name: 'check', exitCode: 0, milliseconds: 9_040, counts: undefined },
      { name: 'vitest', exitCode: 0, milliseconds: 31_000, counts: { passed: 300, failed: 0, skipped: 2 } },
      {
        name: 'playwright',
        exitCode: 0,
        milliseconds: 60_000,
        counts: { passed: 12, failed: 0, skipped: 0 },
      },
    ]);
    expect(lines).toEqual([
      '',
      '== summary',
      '  check        passed in 9.0 s',
      '  vitest       passed in 31.0 s, 300 passed, 0 failed, 2 skipped',
      '  playwright   passed in 60.0 s, 12 passed, 0 failed, 0 skipped',
      '312 passed, 0 failed, 2 skipped',
    ]);
  });

  it('names the part that failed and those that were not run', () => {
    const lines = summarise([
      { name: 'check', exitCode: 1, milliseconds: 2_000, counts: undefined },
      { name: 'vitest', exitCode: undefined, milliseconds: 0, counts: undefined },
    ]);
    expect(lines).toEqual([
      '',
      '== summary',
      '  check        FAILED (exit code 1) in 2.0 s',
      '  vitest       not run',
    ]);
  });
});

describe('the counts of the reports', () => {
  it('are read from vitest', () => {
    const report = { numPassedTests: 5, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1 };
    expect(readVitestCounts(report)).toEqual({ passed: 5, failed: 1, skipped: 3 });
  });

  it('are read from Playwright, where a flaky test passed in the end', () => {
    const report = { stats: { expected: 4, unexpected: 1, flaky: 2, skipped: 3 } };
    expect(readPlaywrightCounts(report)).toEqual({ passed: 6, failed: 1, skipped: 3 });
  });

  it.each([null, 'text', {}, { stats: null }, { numPassedTests: 'many' }])('are zero in %j', (report) => {
    expect(readVitestCounts(report)).toEqual({ passed: 0, failed: 0, skipped: 0 });
    expect(readPlaywrightCounts(report)).toEqual({ passed: 0, failed: 0, skipped: 0 });
  });
});

describe('testParts', () => {
  it('runs the checks, then vitest, then Playwright', () => {
    expect(testParts('/reports').map(({ name }) => name)).toEqual(['check', 'vitest', 'playwright']);
  });
});
