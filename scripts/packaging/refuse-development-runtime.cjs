/**
 * Part of the `beforePack` hook: packaging stops unless what is packed is a current Electron. The development
 * runtime is old and for development and tests only; nobody may install it in a station.
 */
const { existsSync, readFileSync, statSync } = require('node:fs');
const { join } = require('node:path');

/** The oldest Electron that ships. */
const oldestShippedMajor = 45;
/** Lies in the development runtime's folder (scripts/electron-runtime/pinned-runtime.mjs). */
const developmentMarker = 'development-runtime.json';

/**
 * Why this Electron must not be packed, or undefined when it may.
 *
 * @param {{ packagedVersion: string, folders: readonly { path: string, version: string | undefined, isDevelopmentRuntime: boolean }[] }} candidate
 *   `packagedVersion`: the version that electron-builder is about to pack; `folders`: the unpacked Electrons that it
 *   may take in place of a download, with the version that each names itself
 * @returns {string | undefined}
 */
const reasonToRefuse = ({ packagedVersion, folders }) => {
  for (const { path, version, isDevelopmentRuntime } of folders) {
    if (isDevelopmentRuntime) return `${path} holds the development runtime`;
    if (version === undefined) return `${path} does not say which Electron it holds (no file "version")`;
    if (!isShipped(version)) return `${path} holds Electron ${version}`;
  }
  return isShipped(packagedVersion) ? undefined : `Electron ${packagedVersion} is about to be packed`;
};

/** @param {string} version */
const isShipped = (version) => Number.parseInt(version.replace(/^v/, ''), 10) >= oldestShippedMajor;

/** @param {string} path */
const describeFolder = (path) => {
  const file = join(path, 'version');
  return {
    path,
    version: existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined,
    isDevelopmentRuntime: existsSync(join(path, developmentMarker)),
  };
};

/**
 * The hook.
 *
 * @param {{ packager: { config: { electronDist?: unknown }, info: { framework: { version: string } } } }} context
 *   electron-builder's BeforePackContext, as far as it is read here
 * @throws {Error} when packaging must stop
 */
const refuseDevelopmentRuntime = async ({ packager }) => {
  const given = [packager.config.electronDist, process.env.ELECTRON_OVERRIDE_DIST_PATH];
  const folders = given.flatMap((path) =>
    typeof path === 'string' && statSync(path, { throwIfNoEntry: false })?.isDirectory()
      ? [describeFolder(path)]
      : [],
  );
  const reason = reasonToRefuse({ packagedVersion: packager.info.framework.version, folders });
  if (reason !== undefined) {
    throw new Error(
      `Packaging refused: ${reason}. What ships is Electron ${oldestShippedMajor} or newer. ` +
        'Unset ELECTRON_OVERRIDE_DIST_PATH and electronDist, and package where Electron can be downloaded (ELECTRON_MIRROR is honoured).',
    );
  }
};

module.exports = { default: refuseDevelopmentRuntime, reasonToRefuse };
