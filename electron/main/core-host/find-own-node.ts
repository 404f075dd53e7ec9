import { dirname, join } from 'node:path';

/** A Node for the core, and the app's folder as that Node sees it. */
export interface OwnNode {
  readonly nodeBinary: string;
  readonly appFolder: string;
}

/** Where the core lies in the app's folder. */
export const coreEntry = 'dist/core/core.mjs';

/**
 * The Node that runs the core where Electron's own is too old for it: the project's, in development; in a trial package
 * (`npm run package -- --trial`) the one beside the archive, with the files that such a package has outside of it, since a plain
 * Node cannot read inside. Null where there is none.
 */
export const findOwnNode = (appFolder: string, isThere: (path: string) => boolean): OwnNode | null => {
  const candidates: readonly OwnNode[] = [
    { nodeBinary: join(appFolder, 'node_modules/node/bin/node'), appFolder },
    { nodeBinary: join(dirname(appFolder), 'node'), appFolder: `${appFolder}.unpacked` },
  ];
  return (
    candidates.find((found) => isThere(found.nodeBinary) && isThere(join(found.appFolder, coreEntry))) ?? null
  );
};
