import { z } from 'zod';
import { releaseRings } from './rollout.ts';
import { versionSchema } from './version.ts';

/**
 * A release is a plain folder, on a web server or a USB stick:
 *
 *   release-RING-PLATFORM-ARCHITECTURE.jws    what is offered to the kiosks of a ring: compact JWS (RFC 7515) over a `Release`
 *   files/SHA512                              the files, each under the hexadecimal digest of its content
 *
 * Several releases share `files/`: what has not changed lies there once, and is not fetched again by a kiosk that has it.
 * The names of `version`, `files` (`url`, `sha512`, `size`), `releaseDate` and `stagingPercentage` are those of electron-builder's
 * latest-linux.yml. There is no archive: what is signed is the list of files itself, so that an installed release is
 * checked against the same words as one that arrives.
 */
export const releaseType = 'yizhan-release+jws';

/** Longest JWS that is read; a release of 1,000 files takes some 400 KB. */
export const maximumReleaseBytes = 4 * 1024 * 1024;
/** A kiosk with its browser is some 400 MB. */
const maximumFileBytes = 1024 ** 3;
const maximumFiles = 5_000;
export const maximumContentBytes = 2 * 1024 ** 3;

/** One name in a path: no separator, no control character, not `.` or `..`, no drive or stream of Windows. */
const segment = /^(?!\.{1,2}$)[A-Za-z0-9._@+ -]{1,120}$/;

/** A path inside the program's folder, with `/`. */
export const releasePathSchema = z
  .string()
  .max(400)
  .refine((path) => path.split('/').every((part) => segment.test(part)), 'must stay inside the folder');

const fileSchema = z.strictObject({
  /** Where it belongs in the program's folder. */
  path: releasePathSchema,
  /** Where it lies in the folder of the release. */
  url: z.string().regex(/^files\/[0-9a-f]{128}$/),
  /** Base64 of SHA-512. */
  sha512: z.base64().length(88),
  size: z.number().int().min(0).max(maximumFileBytes),
  executable: z.boolean(),
});
export type ReleaseFile = z.infer<typeof fileSchema>;

/** The name of a file in the folder of a release: the hexadecimal form of its digest. */
export const urlOf = (sha512: string): string => `files/${Buffer.from(sha512, 'base64').toString('hex')}`;

/** A path that is a file cannot be a folder of another one. Names that differ only in case are one on some disks. */
const pathsAreApart = (paths: readonly string[]): boolean => {
  const files = new Set(paths.map((path) => path.toLowerCase()));
  if (files.size !== paths.length) return false;
  return [...files].every((path) => {
    const parts = path.split('/');
    return parts.every((_, count) => count === 0 || !files.has(parts.slice(0, count).join('/')));
  });
};

export const releaseSchema = z.strictObject({
  format: z.literal('yizhan-release-1'),
  version: versionSchema,
  platform: z.enum(['linux', 'win32']),
  architecture: z.enum(['x64', 'arm64']),
  ring: z.enum(releaseRings),
  /** Share of the ring's kiosks that take it, percent; see `shareOf`. */
  stagingPercentage: z.number().min(0).max(100),
  releaseDate: z.iso.datetime(),
  /** From then on nobody begins with it: an old folder that somebody serves again offers nothing (freeze attack). */
  expires: z.iso.datetime(),
  database: z.strictObject({
    /** The newest migration that it brings. */
    version: z.number().int().min(1).max(10_000),
    /** A program has to know the migrations up to this one to work on a database that this release has opened. */
    oldestReader: z.number().int().min(1).max(10_000),
  }),
  files: z
    .array(fileSchema)
    .min(1)
    .max(maximumFiles)
    .refine((files) => pathsAreApart(files.map(({ path }) => path)), 'paths are in each other’s way')
    .refine((files) => files.every(({ url, sha512 }) => url === urlOf(sha512)), 'a url is not its digest')
    .refine(
      (files) => files.reduce((sum, { size }) => sum + size, 0) <= maximumContentBytes,
      'more than a disk has room for',
    ),
});
export type Release = z.infer<typeof releaseSchema>;

/** Name of the file that offers a release to the kiosks of a ring. */
export const offerName = ({
  ring,
  platform,
  architecture,
}: Pick<Release, 'ring' | 'platform' | 'architecture'>): string =>
  `release-${ring}-${platform}-${architecture}.jws`;

/** Bytes of all files. */
export const contentBytes = ({ files }: Pick<Release, 'files'>): number =>
  files.reduce((sum, { size }) => sum + size, 0);
