import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FacePackManifest, facePackManifestSchema } from '../../../electron/contract/face/face-pack.ts';
import { openPack } from '../../../renderer/face/pack/open-pack.ts';
import { installPack } from '../../../scripts/models/install-pack.ts';
import { type FetchedFiles, fetchFiles, readFolder } from '../../../scripts/models/pack-sources.ts';
import { packs } from '../../../scripts/models/packs/all.ts';
import type { PackDefinition } from '../../../scripts/models/packs/pack-definition.ts';

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const detector = bytesOf('finds faces');
const embedder = bytesOf('tells them apart');

const definition: PackDefinition = {
  manifest: {
    format: 'yizhan-face-pack-1',
    name: 'small',
    version: '1',
    pipeline: 'yunet-sface',
    origin: { source: 'a test', documented: true, statement: 'made up' },
    licence: 'MIT',
    files: [
      { role: 'detector', name: 'detector.onnx', bytes: detector.length, sha256: digest(detector) },
      { role: 'embedder', name: 'embedder.onnx', bytes: embedder.length, sha256: digest(embedder) },
    ],
    thresholds: { accept: 0.4, refuse: 0.3 },
    accuracy: null,
  },
  source: { kind: 'download', urls: { 'detector.onnx': 'https://a/d', 'embedder.onnx': 'https://a/e' } },
  flushesDenormals: false,
};
const { manifest } = definition;
const fetched: FetchedFiles = {
  outcome: 'fetched',
  files: new Map([
    ['detector.onnx', detector],
    ['embedder.onnx', embedder],
  ]),
};

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yizhan-packs-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const install = (files: FetchedFiles = fetched): ReturnType<typeof installPack> =>
  installPack(definition, folder, async () => files);

describe('installing a pack', () => {
  it('puts the files and the manifest into a folder of its name, and leaves nothing else', async () => {
    expect(await install()).toEqual({ outcome: 'installed', folder: join(folder, 'small') });
    expect(readdirSync(folder)).toEqual(['small']);
    expect(readdirSync(join(folder, 'small')).sort()).toEqual([
      'detector.onnx',
      'embedder.onnx',
      'pack.json',
    ]);
    expect(JSON.parse(readFileSync(join(folder, 'small/pack.json'), 'utf8'))).toEqual(manifest);
  });

  it('gets nothing where it is installed already', async () => {
    await install();
    const again = await installPack(definition, folder, () => Promise.reject(new Error('asked again')));
    expect(again.outcome).toBe('already-installed');
  });

  it('installs anew over a file that was altered', async () => {
    await install();
    writeFileSync(join(folder, 'small/embedder.onnx'), bytesOf('tells them apaRt'));
    expect((await install()).outcome).toBe('installed');
    expect(readFileSync(join(folder, 'small/embedder.onnx'), 'utf8')).toBe('tells them apart');
  });

  it('refuses a file with one flipped bit and keeps what was there', async () => {
    mkdirSync(join(folder, 'small'));
    writeFileSync(join(folder, 'small/old'), 'old');
    const flipped = embedder.slice();
    flipped[3] = (flipped[3] ?? 0) ^ 1;
    const refused = await install({
      outcome: 'fetched',
      files: new Map([
        ['detector.onnx', detector],
        ['embedder.onnx', flipped],
      ]),
    });
    expect(refused).toMatchObject({
      outcome: 'altered',
      detail: expect.stringContaining('embedder.onnx'),
    });
    expect(readdirSync(folder)).toEqual(['small']);
    expect(readdirSync(join(folder, 'small'))).toEqual(['old']);
  });

  it('passes on why the files cannot be had', async () => {
    expect(await install({ outcome: 'unreachable', detail: 'no line' })).toEqual({
      outcome: 'unreachable',
      detail: 'no line',
    });
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('the files of a pack', () => {
  const never = () => Promise.reject(new Error('not to be asked'));

  it('come from a folder where somebody brought them', () => {
    writeFileSync(join(folder, 'detector.onnx'), detector);
    expect(readFolder(definition, folder)).toMatchObject({
      outcome: 'unreachable',
      detail: expect.stringContaining('embedder.onnx'),
    });
    writeFileSync(join(folder, 'embedder.onnx'), embedder);
    expect(readFolder(definition, folder)).toEqual({
      outcome: 'fetched',
      files: new Map([
        ['detector.onnx', Buffer.from(detector)],
        ['embedder.onnx', Buffer.from(embedder)],
      ]),
    });
  });

  it('are unreachable, with the address and the reason, where the net is', async () => {
    const fetch = () => Promise.reject(new TypeError('fetch failed', { cause: new Error('ENOTFOUND') }));
    expect(await fetchFiles(definition, { fetch, npmPack: never })).toEqual({
      outcome: 'unreachable',
      detail: 'https://a/d: fetch failed: ENOTFOUND',
    });
    expect(
      await fetchFiles(definition, {
        fetch: async () => new Response('', { status: 404 }),
        npmPack: never,
      }),
    ).toEqual({ outcome: 'unreachable', detail: 'https://a/d: status 404' });
  });

  it('are refused when the tarball is not the one that was pinned', async () => {
    const tarball = packs.find(({ source }) => source.kind === 'npm-tarball');
    if (!tarball) throw new Error('no pack from npm');
    const got = await fetchFiles(tarball, { fetch: never, npmPack: async () => bytesOf('something else') });
    expect(got.outcome).toBe('altered');
  });
});

describe('the packs that can be installed', () => {
  it.each(packs.map((pack) => [pack.manifest.name, pack] as const))(
    '%s has a manifest that the kiosk takes',
    (_name, pack) => {
      expect(facePackManifestSchema.parse(pack.manifest)).toEqual(pack.manifest);
      if (pack.source.kind === 'download') {
        expect(Object.keys(pack.source.urls).sort()).toEqual(
          pack.manifest.files.map(({ name }) => name).sort(),
        );
      }
    },
  );
});

describe('opening a pack', () => {
  const withFiles = (
    files: Readonly<Record<string, Uint8Array<ArrayBuffer>>>,
    changed: Partial<FacePackManifest> = {},
  ) =>
    openPack('small', async (name) =>
      name === 'pack.json' ? bytesOf(JSON.stringify({ ...manifest, ...changed })) : (files[name] ?? null),
    );
  const files = { 'detector.onnx': detector, 'embedder.onnx': embedder };

  it('gives each model for its role', async () => {
    const opened = await withFiles(files);
    expect(opened).toEqual({
      outcome: 'opened',
      manifest,
      files: new Map([
        ['detector', detector],
        ['embedder', embedder],
      ]),
    });
  });

  it('says that it is not installed', async () => {
    expect((await openPack('small', async () => null)).outcome).toBe('pack-missing');
  });

  it.each([
    ['no JSON', bytesOf('{')],
    ['no UTF-8', Uint8Array.of(0xff, 0xfe)],
    ['another format', bytesOf(JSON.stringify({ ...manifest, format: 'yizhan-face-pack-9' }))],
    ['another pack', bytesOf(JSON.stringify({ ...manifest, name: 'other' }))],
  ])('refuses a manifest that is %s', async (_what, bytes) => {
    expect((await openPack('small', async () => bytes)).outcome).toBe('manifest-invalid');
  });

  it('refuses a manifest without a model that its pipeline needs', async () => {
    expect(await withFiles(files, { pipeline: 'faceplugin' })).toEqual({
      outcome: 'manifest-invalid',
      detail: 'no landmarks',
    });
  });

  it('refuses a manifest with two models for one role', async () => {
    const [first, second] = manifest.files;
    if (!first || !second) throw new Error('two files');
    const doubled = [first, second, { ...second, name: 'again.onnx' }];
    expect((await withFiles(files, { files: doubled })).outcome).toBe('manifest-invalid');
  });

  it('names the file that is missing', async () => {
    expect(await withFiles({ 'detector.onnx': detector })).toEqual({
      outcome: 'file-missing',
      detail: 'embedder.onnx',
    });
  });

  it('refuses a file with one flipped byte', async () => {
    const flipped = detector.slice();
    flipped[0] = 0x46;
    expect(await withFiles({ ...files, 'detector.onnx': flipped })).toEqual({
      outcome: 'file-altered',
      detail: 'detector.onnx',
    });
  });
});
