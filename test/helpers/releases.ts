import {
  chmodSync,
  createReadStream,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ReleaseKey } from '../../electron/update/open-release.ts';
import type { Release } from '../../electron/update/release.ts';
import { makeRelease, makeReleaseKey } from '../../scripts/packaging/make-release.ts';

export const architecture = process.arch === 'arm64' ? 'arm64' : 'x64';

/** What a release says when a test does not care. */
export const someOffer = (changes: Partial<MadeOffer> = {}): MadeOffer => ({
  version: '0.2.0',
  platform: 'linux',
  architecture,
  ring: 'general',
  stagingPercentage: 100,
  releaseDate: '2026-11-20T00:00:00.000Z',
  expires: '2027-02-20T00:00:00.000Z',
  database: { version: 19, oldestReader: 19 },
  ...changes,
});
export type MadeOffer = Omit<Release, 'format' | 'files'>;

/** Writes a tree of files; a name that ends in `*` is executable. */
export const writeTree = (folder: string, files: Readonly<Record<string, string | Uint8Array>>): void => {
  for (const [name, content] of Object.entries(files)) {
    const file = join(folder, name.replace(/\*$/, ''));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    chmodSync(file, name.endsWith('*') ? 0o755 : 0o644);
  }
};

/** A folder on a web server, as plain as they come: ranges, and nothing else. */
export interface WebFolder {
  readonly address: string;
  /** `METHOD /path range` of every request, in order. */
  readonly requests: string[];
  /** Bytes after which the next answers break off; null: none does. */
  breakOffAfter: number | null;
  /** Called with each request before it is answered. */
  onRequest: (path: string) => void;
  /** Answers without regard to ranges. */
  ignoresRanges: boolean;
  close(): Promise<void>;
}

export const serveFolder = async (folder: string): Promise<WebFolder> => {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://folder');
    requests.push(`${request.method} ${pathname}${request.headers.range ? ` ${request.headers.range}` : ''}`);
    web.onRequest(pathname);
    const file = join(folder, pathname);
    const state = statSync(file, { throwIfNoEntry: false });
    if (!state?.isFile()) {
      response.writeHead(404).end();
      return;
    }
    const begin = web.ignoresRanges
      ? 0
      : Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
    const headers = { 'content-length': String(state.size - begin) };
    if (begin > 0)
      response.writeHead(206, {
        ...headers,
        'content-range': `bytes ${begin}-${state.size - 1}/${state.size}`,
      });
    else response.writeHead(200, headers);
    const after = web.breakOffAfter;
    if (after === null || after >= state.size - begin) {
      createReadStream(file, { start: begin }).pipe(response);
      return;
    }
    const part = createReadStream(file, { start: begin, end: begin + after - 1 });
    part.on('data', (chunk) => response.write(chunk));
    part.on('end', () => setImmediate(() => response.socket?.end(() => response.destroy())));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const web: WebFolder = {
    address: `http://127.0.0.1:${port}/`,
    requests,
    breakOffAfter: null,
    ignoresRanges: false,
    onRequest: () => undefined,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return web;
};

/** A workshop that makes releases: a key, and a folder where they are put. */
export interface Workshop {
  readonly folder: string;
  readonly publicKey: ReleaseKey;
  readonly output: string;
  /** Makes a release of these files. */
  make(
    files: Readonly<Record<string, string | Uint8Array>>,
    offer?: Partial<MadeOffer>,
  ): Promise<{ readonly release: Release; readonly offer: string }>;
  remove(): void;
}

export const openWorkshop = (): Workshop => {
  const folder = mkdtempSync(join(tmpdir(), 'yizhan-releases-'));
  const { privateKey, publicKey } = makeReleaseKey();
  const output = join(folder, 'published');
  let made = 0;
  return {
    folder,
    publicKey,
    output,
    make: (files, offer = {}) => {
      made += 1;
      const program = join(folder, `program-${made}`);
      writeTree(program, files);
      return makeRelease({ program, key: privateKey, output, offer: someOffer(offer) });
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
};
