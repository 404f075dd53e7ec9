import { join } from 'node:path';
import { failed } from '../setup/outcome.mjs';
import { developmentMarker } from './pinned-runtime.mjs';

/**
 * An Electron that can be started. `folder` is what ELECTRON_OVERRIDE_DIST_PATH takes.
 *
 * @typedef {{
 *   readonly ok: true,
 *   readonly source: 'override' | 'installed' | 'downloaded' | 'development',
 *   readonly folder: string,
 *   readonly version: string,
 *   readonly isDevelopmentRuntime: boolean,
 * }} FoundRuntime
 */

/**
 * Reads of the file system, as far as finding a runtime needs them.
 *
 * @typedef {{ exists(path: string): boolean, readText(path: string): string | undefined }} RuntimeFiles
 */

/**
 * Finds an Electron, or fetches one: ELECTRON_OVERRIDE_DIST_PATH, an installed binary, the download by the electron
 * package, and last the development runtime. An override that holds no Electron is an error, not a reason to take
 * another: somebody asked for that one.
 *
 * @param {{
 *   overrideFolder: string | undefined,
 *   packageFolder: string,
 *   platform: string,
 *   files: RuntimeFiles,
 *   download: () => Promise<{ ok: true } | { ok: false, message: string }>,
 *   provideDevelopmentRuntime: () => Promise<{ ok: true, folder: string } | import('../setup/outcome.mjs').StepFailed>,
 * }} options `packageFolder` is node_modules/electron; the two functions are called only when their turn comes
 * @returns {Promise<FoundRuntime | import('../setup/outcome.mjs').StepFailed>}
 */
export const findRuntime = async ({
  overrideFolder,
  packageFolder,
  platform,
  files,
  download,
  provideDevelopmentRuntime,
}) => {
  const executable = executablePath(platform);
  const distribution = join(packageFolder, 'dist');
  /**
   * @param {FoundRuntime['source']} source
   * @param {string} folder
   * @returns {FoundRuntime}
   */
  const found = (source, folder) => ({
    ok: true,
    source,
    folder,
    version: files.readText(join(folder, 'version'))?.trim().replace(/^v/, '') || 'of unknown version',
    isDevelopmentRuntime: files.exists(join(folder, developmentMarker)),
  });

  if (overrideFolder) {
    if (files.exists(join(overrideFolder, executable))) return found('override', overrideFolder);
    return failed(
      'overrideEmpty',
      `ELECTRON_OVERRIDE_DIST_PATH is ${overrideFolder}, and there is no ${executable} in it`,
      'set it to a folder with an unpacked Electron, or unset it',
    );
  }
  // The installer writes path.txt when it has unpacked everything.
  const isInstalled = () =>
    files.exists(join(distribution, executable)) && files.exists(join(packageFolder, 'path.txt'));
  if (isInstalled()) return found('installed', distribution);
  const downloaded = await download();
  if (downloaded.ok && isInstalled()) return found('downloaded', distribution);
  const provided = await provideDevelopmentRuntime();
  if (provided.ok) return found('development', provided.folder);
  const why = downloaded.ok ? 'it left no binary' : downloaded.message;
  return failed(
    'noRuntime',
    `Electron could not be downloaded (${why}), and the development runtime is not to be had either (${provided.message})`,
    `set ELECTRON_MIRROR to a mirror that can be reached, or ELECTRON_OVERRIDE_DIST_PATH to a folder with an unpacked Electron; or ${provided.advice}`,
  );
};

/**
 * Electron's executable inside its folder.
 *
 * @param {string} platform as process.platform
 */
export const executablePath = (platform) =>
  platform === 'darwin' ? join('Electron.app', 'Contents', 'MacOS', 'Electron') : 'electron';
