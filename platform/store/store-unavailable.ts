/**
 * - `in-use`: another process has the folder
 * - `from-the-future`: a newer version wrote the store
 * - `not-durable`: the database would acknowledge what a power cut can take back
 * - `key-encryption`: the private keys in it are encrypted under a key that is missing or another one
 */
export type StoreUnavailableReason = 'in-use' | 'from-the-future' | 'not-durable' | 'key-encryption';

/** Why a store cannot be opened, in words for whoever started the platform. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
  readonly reason: StoreUnavailableReason;

  constructor(reason: StoreUnavailableReason, message: string) {
    super(message);
    this.reason = reason;
  }
}
