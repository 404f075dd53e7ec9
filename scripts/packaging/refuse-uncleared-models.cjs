/**
 * Part of the `beforePack` hook: packaging stops with face models whose origin nobody has documented, unless somebody
 * answers for them by name in `cleared.json` beside the pack's manifest: `{ "clearedBy": "who, when, on what grounds" }`.
 * The file goes into the package, so that it can be read at the kiosk.
 */
const { existsSync, readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');

/** Shorter is no answer to "who, when, on what grounds". */
const shortestClearance = 12;

/**
 * Why these packs must not be packed, or undefined when they may.
 *
 * @param {readonly { name: string, documented: boolean, clearedBy: string | undefined }[]} packs
 * @returns {string | undefined}
 */
const reasonToRefuseModels = (packs) => {
  const uncleared = packs.filter(
    ({ documented, clearedBy = '' }) => !documented && clearedBy.trim().length < shortestClearance,
  );
  if (uncleared.length === 0) return undefined;
  return (
    `nobody answers for the face models in ${uncleared.map(({ name }) => `assets/models/${name}`).join(', ')}: ` +
    'their origin is not documented'
  );
};

/** @param {string} file */
const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));

/**
 * The packs of a folder. One whose manifest cannot be read is taken for undocumented.
 *
 * @param {string} folder
 */
const readPacks = (folder) => {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => {
      const manifest = join(folder, name, 'pack.json');
      const clearance = join(folder, name, 'cleared.json');
      const clearedBy = existsSync(clearance) ? readJson(clearance).clearedBy : undefined;
      return {
        name,
        documented: existsSync(manifest) && readJson(manifest).origin?.documented === true,
        clearedBy: typeof clearedBy === 'string' ? clearedBy : undefined,
      };
    });
};

/**
 * The hook.
 *
 * @param {{ packager: { projectDir: string } }} context electron-builder's BeforePackContext, as far as it is read here
 * @throws {Error} when packaging must stop
 */
const refuseUnclearedModels = async ({ packager }) => {
  const reason = reasonToRefuseModels(readPacks(join(packager.projectDir, 'assets/models')));
  if (reason !== undefined) {
    throw new Error(
      `Packaging refused: ${reason}. Take the folder away, or say in its cleared.json who has cleared them: ` +
        '{ "clearedBy": "who, when, on what grounds" }.',
    );
  }
};

module.exports = { default: refuseUnclearedModels, reasonToRefuseModels, readPacks };
