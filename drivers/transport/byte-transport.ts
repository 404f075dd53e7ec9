/** A line that carries bytes both ways: a serial port, HID reports; in tests an object in memory. */

export const openFailureReasons = [
  'port-not-found',
  /** Several devices fit what the settings say. */
  'several-match',
  'port-access-denied',
  'port-busy',
  'port-not-serial',
  'port-open-failed',
] as const;
export type OpenFailureReason = (typeof openFailureReasons)[number];

export type OpenOutcome =
  | { readonly ok: true }
  /** `detail` is what the system said, for the technician. */
  | { readonly ok: false; readonly reason: OpenFailureReason; readonly detail: string };

/** Why an open line ended without being asked to. */
export interface LineLoss {
  readonly reason: 'port-closed';
  readonly detail: string;
}

/** One connection: opened once, closed once. Whoever reconnects makes a new one. */
export interface ByteTransport {
  /** Opens the line. To be called once; never rejects. */
  open(): Promise<OpenOutcome>;
  /** Sends bytes. On a line that is not open nothing happens; a failure is told through `onClosed`. */
  write(bytes: Uint8Array): void;
  /** The bytes are good until the listener returns: a transport may overwrite them, since they may be a person's. */
  onData(listener: (bytes: Uint8Array) => void): void;
  /** Calls `listener` at most once, when the line is lost; not after `close()`. */
  onClosed(listener: (loss: LineLoss) => void): void;
  /** Closes the line; may be called at any time and more than once. Resolves when the system has let go of it. */
  close(): Promise<void>;
}
