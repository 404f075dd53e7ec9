import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import {
  type FacePackManifest,
  facePackManifestName,
  facePackManifestSchema,
} from '../../electron/contract/face/face-pack.ts';
import { flushDenormals } from './flush-denormals.ts';
import type { FetchedFiles } from './pack-sources.ts';
import type { PackDefinition } from './packs/pack-definition.ts';

export type InstallOutcome =
  | { readonly outcome: 'installed' | 'already-installed'; readonly folder: string }
  /** `unreachable`: the files cannot be had; `altered`: they are not the files that the manifest names. */
  | { readonly outcome: 'unreachable' | 'altered'; readonly detail: string };

const isFile = (bytes: Uint8Array, file: FacePackManifest['files'][number]): boolean =>
  bytes.length === file.bytes && createHash('sha256').update(bytes).digest('hex') === file.sha256;

/** Whether a folder holds exactly this pack: its manifest and its files, to the last byte. */
export const isInstalled = (folder: string, manifest: FacePackManifest): boolean => {
  const manifestFile = join(folder, facePackManifestName);
  if (!existsSync(manifestFile)) return false;
  let found: unknown;
  try {
    found = JSON.parse(readFileSync(manifestFile, 'utf8'));
  } catch {
    return false;
  }
  return (
    isDeepStrictEqual(found, manifest) &&
    readdirSync(folder).length === manifest.files.length + 1 &&
    manifest.files.every(
      (file) => existsSync(join(folder, file.name)) && isFile(readFileSync(join(folder, file.name)), file),
    )
  );
};

/**
 * Installs a pack as `<modelsFolder>/<name>/`: all of it or nothing, in place of whatever was there. Does nothing where it
 * is there already, whole and unaltered.
 *
 * @param obtain gets the files as their publisher gives them
 * @throws Error of the file system
 */
export const installPack = async (
  definition: PackDefinition,
  modelsFolder: string,
  obtain: () => Promise<FetchedFiles>,
): Promise<InstallOutcome> => {
  const manifest = facePackManifestSchema.parse(definition.manifest);
  const folder = join(modelsFolder, manifest.name);
  if (isInstalled(folder, manifest)) return { outcome: 'already-installed', folder };

  const obtained = await obtain();
  if (obtained.outcome !== 'fetched') return obtained;
  // Beside its place, so that moving it there is one step; the leading point keeps it from being taken for a pack.
  const scratch = join(modelsFolder, `.${manifest.name}-${randomUUID()}`);
  try {
    mkdirSync(join(scratch, 'new'), { recursive: true });
    for (const file of manifest.files) {
      const published = obtained.files.get(file.name);
      if (!published) throw new Error(`${file.name} was not obtained`);
      const model = prepare(definition, published);
      if (!model || !isFile(model, file)) {
        return {
          outcome: 'altered',
          detail: `${file.name} is not the file with SHA-256 ${file.sha256} (${file.bytes} bytes)`,
        };
      }
      writeFileSync(join(scratch, 'new', file.name), model);
    }
    writeFileSync(join(scratch, 'new', facePackManifestName), `${JSON.stringify(manifest, null, 2)}\n`);
    if (existsSync(folder)) renameSync(folder, join(scratch, 'replaced'));
    renameSync(join(scratch, 'new'), folder);
    return { outcome: 'installed', folder };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
};

/** The file as it is installed; null for one that is no model at all. */
const prepare = ({ flushesDenormals }: PackDefinition, published: Uint8Array): Uint8Array | null => {
  if (!flushesDenormals) return published;
  try {
    return flushDenormals(published).model;
  } catch {
    return null;
  }
};
