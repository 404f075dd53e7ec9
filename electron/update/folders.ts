import { join } from 'node:path';

/**
 * What lies in the data folder:
 *
 *   releases/incoming/VERSION/   what is being fetched: `release.jws` and `files/…`, never started
 *   releases/slots/VERSION/      whole releases: `release.jws` and `program/…`
 *   releases/launcher.json       what the launcher starts; only the launcher writes it
 *   releases/request.json        what the core wants of the launcher; only the core writes it
 */
export const releaseFolders = (dataFolder: string) => {
  const root = join(dataFolder, 'releases');
  return {
    root,
    incoming: join(root, 'incoming'),
    slots: join(root, 'slots'),
    launcherFile: join(root, 'launcher.json'),
    requestFile: join(root, 'request.json'),
    slotOf: (version: string): string => join(root, 'slots', version),
    incomingOf: (version: string): string => join(root, 'incoming', version),
  };
};
export type ReleaseFolders = ReturnType<typeof releaseFolders>;

/** Of a slot: the signed list of its files, and the program itself. */
export const signedListName = 'release.jws';
export const programName = 'program';
