import { z } from 'zod';
import { releaseKeySchema } from './open-release.ts';
import { versionSchema } from './version.ts';

/** `resources/updates.json` of an installed kiosk: whose releases it takes. Nobody but root writes it. */
export const packagedUpdatesSchema = z.strictObject({
  /** The version that was installed with the package. */
  version: versionSchema,
  /** Whoever holds one of them decides what runs here. None: there are no updates. */
  keys: z.array(releaseKeySchema).max(5),
});
export type PackagedUpdates = z.infer<typeof packagedUpdatesSchema>;
export const packagedUpdatesPath = 'resources/updates.json';

/** What the launcher tells the kiosk that it starts, as JSON in the environment variable of this name. */
export const launcherWordVariable = 'YIZHAN_LAUNCHER';
export const launcherWordSchema = z.strictObject({
  keys: packagedUpdatesSchema.shape.keys,
  /** The version that was started, and whether it has to prove itself. */
  version: versionSchema,
  onTrial: z.boolean(),
  /** Folder of the program that was started: what the next release shares with it is not fetched again. */
  program: z.string().min(1),
});
export type LauncherWord = z.infer<typeof launcherWordSchema>;

/** What a launcher has said; null for a kiosk that none has started. */
export const readLauncherWord = (
  environment: Readonly<Record<string, string | undefined>>,
): LauncherWord | null => {
  try {
    return launcherWordSchema.safeParse(JSON.parse(environment[launcherWordVariable] ?? 'null')).data ?? null;
  } catch {
    return null;
  }
};
