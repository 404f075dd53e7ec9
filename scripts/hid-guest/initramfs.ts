/** A file or folder of an archive; folders have no content. */
export interface ArchiveEntry {
  /** Without a leading slash. */
  readonly path: string;
  readonly mode: number;
  readonly content?: Uint8Array;
}

export const folder = (path: string): ArchiveEntry => ({ path, mode: 0o040755 });
export const program = (path: string, content: Uint8Array): ArchiveEntry => ({
  path,
  mode: 0o100755,
  content,
});

const hex = (value: number): string => value.toString(16).toUpperCase().padStart(8, '0');
const padded = (bytes: Buffer): Buffer => Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);

const entryOf = ({ path, mode, content = Buffer.alloc(0) }: ArchiveEntry, inode: number): Buffer => {
  const links = 1;
  const noTime = 0;
  const nameLength = Buffer.byteLength(path) + 1;
  const fields = [inode, mode, 0, 0, links, noTime, content.length, 0, 0, 0, 0, nameLength, 0];
  const head = Buffer.from(`070701${fields.map(hex).join('')}${path}\0`);
  return Buffer.concat([padded(head), padded(Buffer.from(content))]);
};

/**
 * Packs a cpio archive in the format `newc` (Linux, Documentation/driver-api/early-userspace/buffer-format.rst): what a
 * kernel unpacks as its first root.
 */
export const packInitramfs = (entries: readonly ArchiveEntry[]): Buffer =>
  Buffer.concat(
    [...entries, { path: 'TRAILER!!!', mode: 0 }].map((entry, index) => entryOf(entry, index + 1)),
  );
