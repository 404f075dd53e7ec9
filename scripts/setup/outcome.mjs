/**
 * What a set-up step came to. A step never throws for what can happen on somebody's machine: it says what went
 * wrong, and what to do about it.
 *
 * @typedef {{ readonly ok: true, readonly said: string, readonly changed: boolean }} StepDone
 *   `changed` is false when there was nothing to do; such a step is not printed.
 * @typedef {{ readonly ok: false, readonly reason: string, readonly message: string, readonly advice: string }} StepFailed
 *   `reason` is a literal for tests and scripts; `message` and `advice` are for the person at the keyboard.
 * @typedef {StepDone | StepFailed} StepOutcome
 */

/**
 * A step that did something, said in one line.
 *
 * @param {string} said
 * @returns {StepDone}
 */
export const changed = (said) => ({ ok: true, said, changed: true });

/**
 * A step that found everything in place.
 *
 * @param {string} said
 * @returns {StepDone}
 */
export const unchanged = (said) => ({ ok: true, said, changed: false });

/**
 * A step that cannot go on, with what to do about it.
 *
 * @template {string} Reason
 * @param {Reason} reason
 * @param {string} message
 * @param {string} advice
 * @returns {{ readonly ok: false, readonly reason: Reason, readonly message: string, readonly advice: string }}
 */
export const failed = (reason, message, advice) => ({ ok: false, reason, message, advice });
