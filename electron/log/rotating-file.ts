import { appendFileSync, renameSync, rmSync, statSync } from 'node:fs';

/** Size of one file of a log, and how many older ones are kept beside it: a log takes 25 MB at most. */
export const usualLimits: LogLimits = { bytesAFile: 5_000_000, olderFiles: 4, bytesALine: 64_000 };

export interface LogLimits {
  readonly bytesAFile: number;
  readonly olderFiles: number;
  /** A line that is longer is cut: one alone must not fill the disk. */
  readonly bytesALine: number;
}

/** A log file in service. */
export interface RotatingFile {
  /**
   * Appends a line that ends with a line feed, at once.
   * @throws the file system's error where it cannot be written
   */
  write(line: string): void;
}

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

/** Cuts at a character's edge and says that it was cut; the line is no JSON any more. */
const cut = (line: string, bytes: number): string => {
  if (Buffer.byteLength(line) <= bytes) return line;
  const ending = '…cut\n';
  const kept = Buffer.from(line).subarray(0, bytes - Buffer.byteLength(ending));
  // An incomplete character at the end decodes to U+FFFD, which is longer than what was cut of it.
  return `${kept.toString('utf8').replace(/\uFFFD+$/, '')}${ending}`;
};

/**
 * The log `file` (mode 0600, in a folder that exists) with its older ones `file.1` (the newest) to `file.N`. When a line
 * would take it beyond its size, the names move on by one and the oldest file goes; so all of them together never take
 * more than `bytesAFile × (olderFiles + 1)` bytes. No process besides may write it.
 */
export const openRotatingFile = (file: string, limits: LogLimits = usualLimits): RotatingFile => {
  let size = sizeOf(file);
  const older = (number: number): string => `${file}.${number}`;
  const rotate = (): void => {
    rmSync(older(limits.olderFiles), { force: true });
    for (let number = limits.olderFiles; number >= 1; number -= 1) {
      const from = number === 1 ? file : older(number - 1);
      if (statSync(from, { throwIfNoEntry: false })) renameSync(from, older(number));
    }
    if (limits.olderFiles === 0) rmSync(file, { force: true });
    size = 0;
  };
  return {
    write: (line) => {
      const text = cut(line, Math.min(limits.bytesALine, limits.bytesAFile));
      const bytes = Buffer.byteLength(text);
      if (size > 0 && size + bytes > limits.bytesAFile) rotate();
      try {
        appendFileSync(file, text, { mode: 0o600 });
        size += bytes;
      } catch (error) {
        // A full disk may have taken a part of it.
        size = sizeOf(file);
        throw error;
      }
    },
  };
};
