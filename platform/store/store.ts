import type { Kysely, Transaction } from 'kysely';
import type { PlatformSchema } from './schema.ts';

export type PlatformDatabase = Kysely<PlatformSchema>;
export type PlatformTransaction = Transaction<PlatformSchema>;

/** An open store. */
export interface Store {
  readonly database: PlatformDatabase;
  close(): Promise<void>;
}
