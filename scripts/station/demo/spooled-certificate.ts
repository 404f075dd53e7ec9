import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** What lies in a printer's spool now. */
export const listSpool = async (spool: string): Promise<ReadonlySet<string>> =>
  new Set((await readdir(spool)).filter((name) => name.endsWith('.pdf')));

/** The PDFs that have come since `before` was listed, oldest first. */
export const newInSpool = async (
  spool: string,
  before: ReadonlySet<string>,
): Promise<readonly Uint8Array[]> => {
  const names = [...(await listSpool(spool))].filter((name) => !before.has(name));
  const dated = await Promise.all(
    names.map(async (name) => ({ file: join(spool, name), at: (await stat(join(spool, name))).mtimeMs })),
  );
  dated.sort((a, b) => a.at - b.at);
  return Promise.all(dated.map(({ file }) => readFile(file)));
};
