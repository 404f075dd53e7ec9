import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type FacePackManifest,
  facePackManifestName,
  facePackManifestSchema,
} from '../../../contract/face/face-pack.ts';

export type InstalledPack =
  | { readonly ok: true; readonly manifest: FacePackManifest }
  | { readonly ok: false; readonly reason: 'pack-missing' | 'manifest-invalid' };

/** Reads the manifest of an installed pack. The page checks the files themselves before it loads them. */
export const readInstalledPack = (modelsFolder: string, name: string): InstalledPack => {
  let text: string;
  try {
    text = readFileSync(join(modelsFolder, name, facePackManifestName), 'utf8');
  } catch {
    return { ok: false, reason: 'pack-missing' };
  }
  const parsed = facePackManifestSchema.safeParse(parsedJson(text));
  return parsed.success && parsed.data.name === name
    ? { ok: true, manifest: parsed.data }
    : { ok: false, reason: 'manifest-invalid' };
};

const parsedJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
