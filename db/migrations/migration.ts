/**
 * One step of the schema. Once released, a migration is never edited: kiosks in the field have applied it. What has to
 * change comes as a further one.
 */
export interface Migration {
  /** Its number and what it brings, as in its file name. */
  readonly name: string;
  /** Statements, run in one transaction. Tables are STRICT. */
  readonly sql: string;
}
