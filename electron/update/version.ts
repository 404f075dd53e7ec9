import { z } from 'zod';

/** MAJOR.MINOR.PATCH of semantic versioning 2.0.0; a station runs no pre-releases. */
export const versionSchema = z.string().regex(/^(0|[1-9]\d{0,4})\.(0|[1-9]\d{0,4})\.(0|[1-9]\d{0,4})$/);

/** Negative where `one` is older than `other`, positive where it is newer, 0 where they are the same (semver 2.0.0, §11). */
export const compareVersions = (one: string, other: string): number => {
  const others = other.split('.').map(Number);
  const differences = one.split('.').map((part, index) => Number(part) - (others[index] ?? 0));
  return differences.find((difference) => difference !== 0) ?? 0;
};
