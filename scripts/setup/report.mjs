/**
 * @typedef {{
 *   starting(label: string): void,
 *   finished(label: string, said: string, milliseconds: number): void,
 *   warning(text: string): void,
 *   failure(label: string, outcome: import('./outcome.mjs').StepFailed): void,
 *   line(text: string): void,
 * }} Reporter
 */

/**
 * Seconds with one decimal, as they stand at the end of each line of the set-up.
 *
 * @param {number} milliseconds
 */
export const seconds = (milliseconds) => `${(milliseconds / 1000).toFixed(1)} s`;

/**
 * Writes what the set-up does, one line a step.
 *
 * @param {(text: string) => void} write takes whole lines, their line feed included
 * @returns {Reporter}
 */
export const createReporter = (write) => ({
  starting: (label) => write(`  …  ${label}\n`),
  finished: (label, said, milliseconds) => write(`  ok ${label}: ${said} (${seconds(milliseconds)})\n`),
  warning: (text) => write(`  !  ${text}\n`),
  failure: (label, outcome) =>
    write(`\n  FAILED ${label}: ${outcome.message}\n\n  What to do: ${outcome.advice}\n\n`),
  line: (text) => write(`${text}\n`),
});

/**
 * Runs one step and reports it: nothing is printed for a step that had nothing to do.
 *
 * @template {import('./outcome.mjs').StepOutcome} Outcome
 * @param {Reporter} reporter
 * @param {string} label
 * @param {() => Outcome | Promise<Outcome>} step
 * @param {() => number} now a monotonic clock in milliseconds
 * @returns {Promise<Outcome>}
 */
export const reportStep = async (reporter, label, step, now) => {
  const startedAt = now();
  const outcome = await step();
  if (!outcome.ok) reporter.failure(label, outcome);
  else if (outcome.changed) reporter.finished(label, outcome.said, now() - startedAt);
  return outcome;
};
