/**
 * One step of the schema. Once released, a migration is never edited: kiosks in the field have applied it. What has to
 * change comes as a further one.
 */
export interface Migration {
  /** Its number and what it brings, as in its file name. */
  readonly name: string;
  /** Statements, run in one transaction. Tables are STRICT. */
  readonly sql: string;
  /**
   * A program that does not know it goes on working on the database: it only adds tables, views, and indexes that
   * forbid nothing (`findReaderProblem`), and changes no row. What a new program has to say of a row that an old one
   * writes goes into a table of its own. Without this mark a release with it has no way back, and is not taken by
   * kiosks of themselves.
   */
  readonly keepsReaders?: true;
}
