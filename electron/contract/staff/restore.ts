import { z } from 'zod';

/** Backups of the database as staff see them: names of files and counts, nothing of any resident. */

const count = z.number().int().nonnegative();

export const backupName = z.string().regex(/^kiosk-[0-9A-Za-z-]{1,60}\.db$/);

export const keptBackup = z.strictObject({
  name: backupName,
  /** Milliseconds since the Unix epoch. */
  madeAt: z.number().int(),
  bytes: count,
  /** Version of its schema. */
  schema: count,
});
export type KeptBackup = z.infer<typeof keptBackup>;

/** One that lies on a stick, encrypted. */
export const stickBackup = z.strictObject({
  stick: z.string(),
  file: z.string(),
  madeAt: z.number().int(),
  bytes: count,
});
export type StickBackupView = z.infer<typeof stickBackup>;

/** What restoring one of them means. */
export const restorePreview = z.strictObject({
  backup: keptBackup,
  /** It was looked through just now. */
  whole: z.boolean(),
  /** Written since, and carried over. */
  applications: count,
  auditEntries: count,
  /** Messages that wait for the platform, all of them carried over. */
  waiting: count,
});
export type RestorePreview = z.infer<typeof restorePreview>;
