import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import {
  type PackagedUpdates,
  packagedUpdatesPath,
  packagedUpdatesSchema,
} from '../../electron/update/launcher-word.ts';
import { releaseKeySchema } from '../../electron/update/open-release.ts';

/**
 * Writes what an installed kiosk goes by when it judges releases: the version that is packed, and the public keys (JWK files) of
 * whoever may release. Without a key the kiosk takes no releases.
 *
 * @throws Error where a file holds no public release key
 */
export const writePackagedUpdates = (
  folder: string,
  version: string,
  keyFiles: readonly string[],
): PackagedUpdates => {
  const keys = keyFiles.map((file) => {
    const parsed = releaseKeySchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    if (!parsed.success)
      throw new Error(`${file} is no public release key (JWK of Ed25519 or P-256, with kid)`);
    return parsed.data;
  });
  const updates = packagedUpdatesSchema.parse({ version, keys });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, basename(packagedUpdatesPath)), `${JSON.stringify(updates)}\n`);
  return updates;
};
