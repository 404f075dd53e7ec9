type Fields = Readonly<Record<string, string | number | boolean | null>>;

/** Where the synchronisation says what happens (electron/core/log/core-log.ts); of a message never more than its key. */
export interface SyncLog {
  info(event: string, fields?: Fields): void;
  warn(event: string, fields?: Fields): void;
  error(event: string, fields?: Fields): void;
}
