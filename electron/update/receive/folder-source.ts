import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { openPlainFile } from './plain-file.ts';
import { failureName, type ReleaseSource, type SourceFailure } from './release-source.ts';

/** The folder of a USB stick in which releases are looked for. */
export const stickFolderName = 'yizhan-release';

const openFile = async (file: string): Promise<FileHandle | SourceFailure> => {
  try {
    return (await openPlainFile(file)) ?? { ok: false, reason: 'nothing-there', detail: 'no-plain-file' };
  } catch (error) {
    const name = failureName(error);
    return { ok: false, reason: name === 'ENOENT' ? 'nothing-there' : 'no-answer', detail: name };
  }
};

/** A folder of a stick, laid out as on a web server. */
export const createFolderSource = (folder: string): ReleaseSource => ({
  readText: async (name, maximumBytes) => {
    const handle = await openFile(join(folder, name));
    if ('ok' in handle) return handle;
    try {
      const { size } = await handle.stat();
      if (size > maximumBytes) return { ok: false, reason: 'too-large', detail: name };
      return { ok: true, text: await handle.readFile('utf8') };
    } catch (error) {
      return { ok: false, reason: 'no-answer', detail: failureName(error) };
    } finally {
      await handle.close().catch(() => undefined);
    }
  },
  open: async (name, from, signal) => {
    const handle = await openFile(join(folder, name));
    if ('ok' in handle) return handle;
    return { ok: true, from, bytes: handle.createReadStream({ start: from, signal }) };
  },
});
