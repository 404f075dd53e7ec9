import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Needle } from './encodings.ts';

/** A personal value, by a name that may be printed, with everything that it may look like. */
export interface SoughtValue {
  readonly name: string;
  readonly needles: readonly Needle[];
}

export interface Leak {
  readonly value: string;
  readonly encoding: string;
  readonly place: string;
}

export interface LeakSearch {
  /** Where a value occurs in these bytes. */
  bytes(place: string, bytes: Buffer): readonly Leak[];
  /** Where a value occurs in the files under a folder, however deep: in their bytes or in their names. */
  folder(folder: string): readonly Leak[];
}

/** All files under a folder, however deep. */
export const filesUnder = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

/** Thousands of needles at once: a table over the first three bytes says in one look where none can begin. */
export const createLeakSearch = (values: readonly SoughtValue[]): LeakSearch => {
  const begins = new Uint8Array(2 ** 24);
  const byBeginning = new Map<number, { readonly value: string; readonly needle: Needle }[]>();
  for (const { name, needles } of values) {
    for (const needle of needles) {
      const beginning = needle.bytes.readUIntBE(0, 3);
      begins[beginning] = 1;
      const others = byBeginning.get(beginning) ?? [];
      others.push({ value: name, needle });
      byBeginning.set(beginning, others);
    }
  }

  const searchBytes = (place: string, bytes: Buffer): readonly Leak[] => {
    const found = new Map<string, Leak>();
    let beginning = ((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0);
    for (let end = 2; end < bytes.length; end += 1) {
      beginning = ((beginning << 8) | (bytes[end] ?? 0)) & 0xff_ff_ff;
      if (begins[beginning] === 0) continue;
      const start = end - 2;
      for (const { value, needle } of byBeginning.get(beginning) ?? []) {
        const { length } = needle.bytes;
        if (needle.bytes.equals(bytes.subarray(start, start + length))) {
          found.set(`${value} ${needle.encoding}`, { value, encoding: needle.encoding, place });
        }
      }
    }
    return [...found.values()];
  };
  return {
    bytes: searchBytes,
    folder: (folder) =>
      filesUnder(folder).flatMap((file) => {
        const place = relative(folder, file);
        return [
          ...searchBytes(`the name of ${place}`, Buffer.from(place)),
          ...searchBytes(place, readFileSync(file)),
        ];
      }),
  };
};
