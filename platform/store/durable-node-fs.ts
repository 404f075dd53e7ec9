import { fsyncSync } from 'node:fs';
import type { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';

type EmscriptenOptions = Parameters<NodeFS['init']>[1];

/** The part of Emscripten's NODEFS that is used: its streams carry the file descriptor as `nfd`. */
interface NodeFileSystem {
  readonly stream_ops: { fsync?: (stream: { readonly nfd: number }) => number };
  tryFSOperation(operation: () => void): void;
}

/**
 * The folder of an embedded PostgreSQL, with an `fsync` that reaches the disk. PGlite's own file system has none, and
 * PGlite starts PostgreSQL with `fsync` off: what it acknowledges survives a killed process, but not a power cut.
 * Used together with `durableStartParameters`.
 */
export class DurableNodeFs extends NodeFS {
  override async init(
    pglite: PGlite,
    options: EmscriptenOptions,
  ): Promise<{ emscriptenOpts: EmscriptenOptions }> {
    const { emscriptenOpts } = await super.init(pglite, options);
    const addFsync = (module: { readonly NODEFS: NodeFileSystem }): void => {
      const { NODEFS: nodeFs } = module;
      nodeFs.stream_ops.fsync = ({ nfd }) => {
        nodeFs.tryFSOperation(() => fsyncSync(nfd));
        return 0;
      };
    };
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun ?? []), addFsync] } };
  }
}

/**
 * PGlite's own start parameters, without the one that turns `fsync` off (`-F`, postgres(1)). The WAL is flushed with
 * fsync(2): fdatasync(2), PostgreSQL's default on Linux, does nothing in this runtime.
 */
export const durableStartParameters = (defaults: readonly string[]): string[] => [
  ...defaults.filter((parameter) => parameter !== '-F'),
  '-c',
  'fsync=on',
  '-c',
  'wal_sync_method=fsync',
];
