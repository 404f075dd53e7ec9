import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The one version of the font that was looked at; assets/fonts/README.md. */
const font = {
  name: 'HanaMinB.ttf',
  sha256: '829543436cdf7b4c6730e2af5806fa406f8ddf0d4b656e0cd49c58d4db1c8d3c',
} as const;

export interface InstallOutcome {
  readonly ok: boolean;
  /** A sentence for who ran it. */
  readonly detail: string;
}

const isFont = (bytes: Uint8Array): boolean =>
  createHash('sha256').update(bytes).digest('hex') === font.sha256;

const read = (path: string): Uint8Array | undefined => (existsSync(path) ? readFileSync(path) : undefined);

/**
 * Puts the font into a folder, unless it lies there already: from `file`, else from where Debian's package has
 * installed it, else as `fetch` gets it. A file with another sum is not taken.
 */
export const installFont = ({
  assetsFolder,
  file,
  installed,
  fetch,
}: {
  readonly assetsFolder: string;
  readonly file: string | undefined;
  readonly installed: string;
  readonly fetch: () => Uint8Array;
}): InstallOutcome => {
  const target = join(assetsFolder, font.name);
  const present = read(target);
  if (present && isFont(present)) return { ok: true, detail: `${target} is in place` };
  let bytes: Uint8Array | undefined;
  try {
    bytes = file === undefined ? (read(installed) ?? fetch()) : readFileSync(file);
  } catch (error) {
    const detail = error instanceof Error ? error.message.trim().split('\n').at(-1) : String(error);
    return { ok: false, detail: `the font cannot be had: ${detail}` };
  }
  if (!isFont(bytes)) return { ok: false, detail: `not the ${font.name} with the sum ${font.sha256}` };
  mkdirSync(assetsFolder, { recursive: true });
  // A font that is cut short must never lie under its name.
  writeFileSync(`${target}.new`, bytes);
  renameSync(`${target}.new`, target);
  return { ok: true, detail: `${target} put in place` };
};
