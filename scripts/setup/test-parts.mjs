import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { seconds } from './report.mjs';
import { runForwarded } from './run-process.mjs';

/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 * @typedef {{ name: string, command: string, args: readonly string[], counts?: { file: string, read: (report: unknown) => Counts } }} TestPart
 * @typedef {{ name: string, exitCode: number | undefined, milliseconds: number, counts: Counts | undefined }} PartResult
 *   `exitCode` undefined: not run, because an earlier part failed
 */

/**
 * The parts of `npm test`, in the order in which they run: what fails fastest first.
 *
 * @param {string} reportsFolder where the machine-readable reports go
 * @returns {readonly TestPart[]}
 */
export const testParts = (reportsFolder) => {
  const vitestReport = join(reportsFolder, 'vitest.json');
  const playwrightReport = join(reportsFolder, 'playwright.json');
  return [
    { name: 'check', command: 'npm', args: ['run', 'check'] },
    {
      name: 'vitest',
      command: 'vitest',
      args: ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${vitestReport}`],
      counts: { file: vitestReport, read: readVitestCounts },
    },
    {
      name: 'playwright',
      command: 'playwright',
      args: ['test', '--reporter=list,json'],
      counts: { file: playwrightReport, read: readPlaywrightCounts },
    },
  ];
};

/**
 * Runs the parts, stopping at the first that fails, and says at the end what each came to.
 *
 * @param {{ projectFolder: string, environment: NodeJS.ProcessEnv, write: (line: string) => void, now: () => number }} options
 * @returns {Promise<number>} exit code
 */
export const runTestParts = async ({ projectFolder, environment, write, now }) => {
  const reportsFolder = join(projectFolder, '.cache', 'test-reports');
  rmSync(reportsFolder, { recursive: true, force: true });
  mkdirSync(reportsFolder, { recursive: true });
  /** @type {PartResult[]} */
  const results = [];
  let exitCode = 0;
  for (const part of testParts(reportsFolder)) {
    if (exitCode !== 0) {
      results.push({ name: part.name, exitCode: undefined, milliseconds: 0, counts: undefined });
      continue;
    }
    write(`\n== ${part.name}: ${[part.command, ...part.args].join(' ')}`);
    const startedAt = now();
    exitCode = await runForwarded(part.command, part.args, {
      cwd: projectFolder,
      environment: { ...environment, PLAYWRIGHT_JSON_OUTPUT_FILE: join(reportsFolder, 'playwright.json') },
    });
    results.push({ name: part.name, exitCode, milliseconds: now() - startedAt, counts: readCounts(part) });
  }
  for (const line of summarise(results)) write(line);
  return exitCode;
};

/**
 * The closing lines: one a part, then the tests of all parts together.
 *
 * @param {readonly PartResult[]} results
 * @returns {readonly string[]}
 */
export const summarise = (results) => {
  const lines = results.map(({ name, exitCode, milliseconds, counts }) => {
    if (exitCode === undefined) return `  ${name.padEnd(12)} not run`;
    const verdict = exitCode === 0 ? 'passed' : `FAILED (exit code ${exitCode})`;
    const tests = counts
      ? `, ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`
      : '';
    return `  ${name.padEnd(12)} ${verdict} in ${seconds(milliseconds)}${tests}`;
  });
  const counted = results.flatMap(({ counts }) => (counts ? [counts] : []));
  /** @param {keyof Counts} key */
  const sum = (key) => counted.reduce((total, counts) => total + counts[key], 0);
  const total = `${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`;
  return ['', '== summary', ...lines, ...(counted.length > 0 ? [total] : [])];
};

/** @param {TestPart} part */
const readCounts = (part) => {
  if (!part.counts || !existsSync(part.counts.file)) return undefined;
  try {
    return part.counts.read(JSON.parse(readFileSync(part.counts.file, 'utf8')));
  } catch {
    // A report cut short by a crash: the exit code already says that the part failed.
    return undefined;
  }
};

/**
 * Counts of a report by vitest's json reporter.
 *
 * @param {unknown} report
 * @returns {Counts}
 */
export const readVitestCounts = (report) => {
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = fields(report);
  return {
    passed: whole(numPassedTests),
    failed: whole(numFailedTests),
    skipped: whole(numPendingTests) + whole(numTodoTests),
  };
};

/**
 * Counts of a report by Playwright's json reporter. A flaky test passed at a later try.
 *
 * @param {unknown} report
 * @returns {Counts}
 */
export const readPlaywrightCounts = (report) => {
  const { expected, unexpected, flaky, skipped } = fields(fields(report).stats);
  return { passed: whole(expected) + whole(flaky), failed: whole(unexpected), skipped: whole(skipped) };
};

/**
 * @param {unknown} value
 * @returns {Record<string, unknown>}
 */
const fields = (value) => (typeof value === 'object' && value !== null ? { ...value } : {});

/** @param {unknown} value */
const whole = (value) => (typeof value === 'number' && Number.isInteger(value) ? value : 0);
