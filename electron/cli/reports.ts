import type { Report } from './command.ts';
import { exitCodes } from './exit-code.ts';
import { type Fault, faultDocument, faultLines } from './fault.ts';
import type { FailureDocument, InterruptedDocument } from './json-documents.ts';

/** A command that came to nothing. */
export const failureReport = (command: string, fault: Fault): Report => ({
  exitCode: exitCodes.deviceFault,
  text: faultLines(fault),
  document: { command, ok: false, fault: faultDocument(fault) } satisfies FailureDocument,
});

/** A command that was ended from outside before anything came of it. */
export const interruptedReport = (command: string): Report => ({
  exitCode: exitCodes.interrupted,
  text: [],
  complaint: ['Interrupted.'],
  document: { command, ok: false, interrupted: true } satisfies InterruptedDocument,
});
