import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, lstat, open, rm } from 'node:fs/promises';
import type { ReleaseFile } from '../release.ts';
import { failureName, type ReleaseSource, type SourceProblem } from './release-source.ts';

/** `digest-wrong`: what came is not what was signed. `stopped`: the kiosk ends. */
export type ReceiveProblem = SourceProblem | 'digest-wrong' | 'disk-full' | 'not-written' | 'stopped';
export type ReceiveFileOutcome =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: ReceiveProblem; readonly detail: string };

const ownerOnly = 0o600;

/** Feeds what is there already to the digest; how many bytes that was. */
const hashWhatIsThere = async (file: string, hash: Hash): Promise<number> => {
  const state = await lstat(file).catch(() => null);
  if (!state?.isFile()) return 0;
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  return state.size;
};

/** SHA-512 of a file in base64, read piece by piece so that the core goes on serving; null where it cannot be read. */
export const digestWhileServing = async (file: string): Promise<string | null> => {
  const hash = createHash('sha512');
  try {
    for await (const chunk of createReadStream(file)) hash.update(chunk);
    return hash.digest('base64');
  } catch {
    return null;
  }
};

const writeProblem = (error: unknown): ReceiveFileOutcome => {
  const detail = failureName(error);
  const isFull = detail === 'ENOSPC' || detail === 'EDQUOT';
  return { ok: false, reason: isFull ? 'disk-full' : 'not-written', detail };
};

/**
 * Fetches a file to `target`, going on where an earlier attempt broke off. It is hashed as it comes and never held in memory;
 * more than was signed is not written. When it is whole it is synced. What came wrong is removed; what broke off stays
 * for the next attempt. Never rejects.
 */
export const receiveFile = async (
  source: ReleaseSource,
  file: Pick<ReleaseFile, 'url' | 'sha512' | 'size'>,
  target: string,
  { signal, onBytes }: { readonly signal: AbortSignal; readonly onBytes: (count: number) => void },
): Promise<ReceiveFileOutcome> => {
  const wrong = async (detail: string): Promise<ReceiveFileOutcome> => {
    await rm(target, { force: true });
    return { ok: false, reason: 'digest-wrong', detail };
  };
  let handle: FileHandle | null = null;
  try {
    let hash = createHash('sha512');
    let size = await hashWhatIsThere(target, hash);
    if (size > file.size) {
      await rm(target, { force: true });
      hash = createHash('sha512');
      size = 0;
    }
    onBytes(size);
    handle = await open(target, 'a', ownerOnly);
    if (size < file.size) {
      const opened = await source.open(file.url, size, signal);
      if (!opened.ok) return opened;
      if (opened.from !== size) {
        await handle.truncate(0);
        onBytes(-size);
        hash = createHash('sha512');
        size = 0;
      }
      const arriving = opened.bytes[Symbol.asyncIterator]();
      try {
        for (;;) {
          let next: IteratorResult<Uint8Array>;
          try {
            next = await arriving.next();
          } catch (error) {
            const reason = signal.aborted ? 'stopped' : 'no-answer';
            return { ok: false, reason, detail: failureName(error) };
          }
          if (next.done === true) break;
          size += next.value.length;
          if (size > file.size) return await wrong('longer than signed');
          await handle.appendFile(next.value);
          hash.update(next.value);
          onBytes(next.value.length);
        }
      } finally {
        await arriving.return?.().catch(() => undefined);
      }
      if (size < file.size) return { ok: false, reason: 'no-answer', detail: 'broke off' };
    }
    if (hash.digest('base64') !== file.sha512) return await wrong('not what was signed');
    await handle.sync();
    return { ok: true };
  } catch (error) {
    return writeProblem(error);
  } finally {
    await handle?.close().catch(() => undefined);
  }
};
