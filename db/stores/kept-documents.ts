import { type Connection, prepareGet, prepareWrite } from '../statements.ts';

/** `signed-key-set`: the compact JWS as the platform sent it. `catalogue`: its JSON as text. */
export const keptDocumentNames = ['signed-key-set', 'catalogue'] as const;
export type KeptDocumentName = (typeof keptDocumentNames)[number];

export interface KeptDocument {
  readonly name: KeptDocumentName;
  /** As it came. Whoever reads it parses and verifies it again: a disk is an outside, too. */
  readonly body: string;
  /** When it was fetched, milliseconds since the Unix epoch. */
  readonly fetchedAt: number;
}

export interface KeptDocumentReader {
  find(name: KeptDocumentName): KeptDocument | undefined;
}

export interface KeptDocumentStore extends KeptDocumentReader {
  /** Keeps a document that has just been fetched and verified, in place of the one before it. Public data only. */
  keep(document: { readonly name: KeptDocumentName; readonly body: string }): void;
}

/** Public documents of the platform, as last verified. */
export const createKeptDocumentStore = (connection: Connection, now: () => number): KeptDocumentStore => {
  const select = prepareGet<{ name: KeptDocumentName }, KeptDocument>(
    connection,
    'SELECT name, body, fetched_at AS fetchedAt FROM kept_document WHERE name = @name',
  );
  const upsert = prepareWrite(
    connection,
    `INSERT INTO kept_document (name, body, fetched_at) VALUES (@name, @body, @at)
     ON CONFLICT (name) DO UPDATE SET body = excluded.body, fetched_at = excluded.fetched_at`,
  );
  return {
    find: (name) => select({ name }),
    keep: ({ name, body }) => {
      upsert({ name, body, at: now() });
    },
  };
};
