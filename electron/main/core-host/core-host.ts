import type { MessagePortMain } from 'electron';
import type { CoreToShell, ShellToCore } from '../../contract/supervision.ts';

/** A running core process, whichever way it was started. */
export interface CoreHost {
  readonly kind: 'utility-process' | 'node-fork';
  /** Undefined before it has started. */
  pid(): number | undefined;
  /** Sends a message; a port is transferred with it where the kind can, else the host relays it. */
  send(message: ShellToCore): void;
  /** Connects one renderer: its end of the channel is `port`. */
  connectRenderer(connection: number, port: MessagePortMain): void;
  onMessage(listener: (message: CoreToShell) => void): void;
  /** Called once, when the process is gone for whatever reason; `inOrder`: it ended by itself and said that all is well. */
  onExit(listener: (description: string, inOrder: boolean) => void): void;
  /** Ends the process at once (SIGKILL); for a core that hangs. */
  kill(): void;
}

/** Starts a core process with `start` (JSON of `CoreStart`) in its environment. */
export type StartCoreHost = (start: string) => CoreHost;
