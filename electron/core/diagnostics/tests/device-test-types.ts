import type { DeviceTestOutcome } from '../../../contract/diagnostics/device-test-words.ts';

/** How a test went; `detail`: codes and figures for the technician, nothing that a card or a code said. */
export interface TestFinding {
  readonly outcome: DeviceTestOutcome;
  readonly detail: string;
}

/** A test that a device does; `signal` is aborted when nobody waits for it any more. It never rejects. */
export type RunTest = (signal: AbortSignal) => Promise<TestFinding>;
