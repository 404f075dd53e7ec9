import type { Kysely, Transaction } from 'kysely';
import type { PlatformSchema } from './schema.ts';

export type PlatformDatabase = Kysely<PlatformSchema>;
export type PlatformTransaction = Transaction<PlatformSchema>;

/** An open store. */
export interface Store {
  readonly database: PlatformDatabase;
  /** What the engine does not do by itself: to be called about once a day, at a quiet hour. */
  maintain(): Promise<void>;
  close(): Promise<void>;
}
