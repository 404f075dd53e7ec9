/**
 * `intended`: recorded, perhaps not a byte has gone out. `sent`: the printer has taken the job. `completed`: the printer
 * said so (IPP job-state 9), or staff saw the paper. `failed`: nothing usable came out. `unknown`: nobody can tell.
 */
export const printJobStates = ['intended', 'sent', 'completed', 'failed', 'unknown'] as const;
export type PrintJobState = (typeof printJobStates)[number];

/** Who says what became of a job: the printer (or the loss of its line), or a member of staff who looked. */
export type PrintJobWitness = 'printer' | 'staff';

/**
 * What the printer may report. Its word that a job is completed is taken even where `sent` could not be recorded (the
 * disk was full for a moment): refused, the job would look as if it had never gone out. After `unknown` it may still be found out (its job can be asked for again); what it has
 * once called completed or failed it does not take back.
 */
const byPrinter: Readonly<Record<PrintJobState, readonly PrintJobState[]>> = {
  intended: ['sent', 'completed', 'failed', 'unknown'],
  sent: ['completed', 'failed', 'unknown'],
  unknown: ['completed', 'failed'],
  completed: [],
  failed: [],
};

/** What staff may settle: an unknown outcome, and a print that "completed" but cannot be used (blank, jammed, torn). */
const byStaff: Readonly<Record<PrintJobState, readonly PrintJobState[]>> = {
  intended: [],
  sent: [],
  unknown: ['completed', 'failed'],
  completed: ['failed'],
  failed: [],
};

/** Whether a print job may go from one state to another on the word of `witness`. */
export const mayFollow = (from: PrintJobState, to: PrintJobState, witness: PrintJobWitness): boolean =>
  (witness === 'printer' ? byPrinter : byStaff)[from].includes(to);
