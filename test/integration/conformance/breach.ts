import type { Misconduct, Signing } from './broken-platform.ts';

/** A way to break the contract. */
export interface Breach {
  /** What the platform does. */
  readonly what: string;
  readonly misconduct?: Misconduct;
  readonly signing?: Signing;
  /** Names of the checks that find it. */
  readonly found: readonly string[];
  /** Names of checks that do not find it, but give the others something to look at. */
  readonly with?: readonly string[];
}
