import type { Ask } from './ask.ts';
import type { Clock } from '../../drivers/device/clock.ts';

/** What a command sees of the world besides the devices. */
export interface Surroundings {
  readonly clock: Clock;
  /** One line of the result, for standard output. */
  readonly write: (line: string) => void;
  /** One line about what is going on, for standard error. */
  readonly tell: (line: string) => void;
  /** Aborted by Ctrl+C, by the end of the ssh session, or when nobody reads the output any more. */
  readonly interrupted: AbortSignal;
  /** Aborted by a second Ctrl+C: do not even wait for an orderly end. */
  readonly insisted: AbortSignal;
  /** Asks the person at the terminal, or reads the next line of a pipe. */
  readonly ask: Ask;
  readonly newId: () => string;
}
