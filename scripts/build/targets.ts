import { existsSync } from 'node:fs';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import type { InlineConfig } from 'vite';
import { leanBuiltins } from './lean-builtins.ts';
import { pureSchemas } from './pure-schemas.ts';

/** Chromium of the development runtime (Electron 25). The Electron that ships has a newer one. */
const chromium = 'chrome114';
/** Node of the development runtime: the shell runs in its main process. */
const shellNode = 'node18';
/** The core runs under Node 24 or in a utility process of the shipped Electron; better-sqlite3 wants 22 or newer. */
const coreNode = 'node22';

/** A part of the product that is built by itself. */
export interface BuildTarget {
  readonly name: string;
  readonly config: InlineConfig;
}

interface NodeBundle {
  readonly name: string;
  /** Relative to the project, as is the output. */
  readonly entry: string;
  readonly output: { readonly folder: string; readonly file: string; readonly format: 'cjs' | 'es' };
  readonly nodeTarget: string;
  /** What is imported while it runs lies in files of its own beside it: what a start does not need costs it nothing. */
  readonly hasLateParts?: boolean;
  /** Packages that are loaded from node_modules at run time, besides Electron and native ones. All others are bundled. */
  readonly loadedPackages?: readonly string[];
}

interface Page {
  readonly name: string;
  /** The folder with index.html. */
  readonly folder: string;
  readonly output: string;
}

/** pdfkit reads the colour profile of PDF/A from a file beside its own. */
const packagesWithFiles = ['pdfkit'];

const nodeBundles: readonly NodeBundle[] = [
  {
    name: 'shell',
    entry: 'electron/main/main.ts',
    output: { folder: 'main', file: 'main.cjs', format: 'cjs' },
    nodeTarget: shellNode,
  },
  {
    // A sandboxed preload script can load nothing but Electron: it has to be one CommonJS file.
    name: 'preload',
    entry: 'electron/preload/preload.ts',
    output: { folder: 'preload', file: 'preload.cjs', format: 'cjs' },
    nodeTarget: shellNode,
  },
  {
    name: 'core',
    entry: 'electron/core/core.ts',
    output: { folder: 'core', file: 'core.mjs', format: 'es' },
    nodeTarget: coreNode,
    hasLateParts: true,
    loadedPackages: packagesWithFiles,
  },
  {
    // Beside the core: it finds the file of its worker threads next to its own.
    name: 'storage worker',
    entry: 'electron/core/storage/storage-worker.ts',
    output: { folder: 'core', file: 'storage-worker.mjs', format: 'es' },
    nodeTarget: coreNode,
    loadedPackages: packagesWithFiles,
  },
  {
    // A package of the kiosk keeps its packages in an archive that only Electron can read; this runs under plain Node.
    name: 'command line',
    entry: 'electron/cli/main.ts',
    output: { folder: 'cli', file: 'yizhan.mjs', format: 'es' },
    nodeTarget: coreNode,
  },
  {
    // Starts the kiosk, under plain Node as the command line.
    name: 'launcher',
    entry: 'electron/launcher/main.ts',
    output: { folder: 'launcher', file: 'launcher.mjs', format: 'es' },
    nodeTarget: coreNode,
  },
  {
    // Fetches releases, under plain Node: Electron would take the archive in them for a folder.
    name: 'receiver',
    entry: 'electron/update/receive/main.ts',
    output: { folder: 'launcher', file: 'receiver.mjs', format: 'es' },
    nodeTarget: coreNode,
  },
  {
    name: 'dock shell',
    entry: 'scripts/station/dock/main.ts',
    output: { folder: 'dock', file: 'main.cjs', format: 'cjs' },
    nodeTarget: shellNode,
  },
  {
    name: 'dock preload',
    entry: 'scripts/station/dock/preload.ts',
    output: { folder: 'dock', file: 'preload.cjs', format: 'cjs' },
    nodeTarget: shellNode,
  },
];

const pages: readonly Page[] = [
  { name: 'renderer', folder: 'renderer', output: 'renderer' },
  { name: 'dock page', folder: 'scripts/station/dock/page', output: 'dock/page' },
];

/** Packages with native parts, which the operating system loads from a file of their own. */
const nativePackages = ['better-sqlite3', 'node-hid', '@serialport/bindings-cpp'];

/** Everything that goes into a build, for the stamp: files and folders, relative to the project. */
export const buildSources = [
  'electron',
  'renderer',
  'drivers',
  'db',
  'platform/contract',
  'scripts/station/dock',
  'scripts/build',
  'scripts/build.ts',
  'package-lock.json',
  'tsconfig.json',
];

/**
 * What there is to build in a tree: a target whose entry does not exist is left out.
 *
 * @param root the project
 * @param outputFolder where the build goes; each target has its folder there
 */
export const buildTargets = (root: string, outputFolder: string): readonly BuildTarget[] => [
  ...nodeBundles
    .filter(({ entry }) => existsSync(join(root, entry)))
    .map((bundle) => ({ name: bundle.name, config: nodeConfig(bundle, root, outputFolder) })),
  ...pages
    .filter(({ folder }) => existsSync(join(root, folder, 'index.html')))
    .map((page) => ({ name: page.name, config: pageConfig(page, root, outputFolder) })),
];

const common = {
  configFile: false,
  envDir: false,
  logLevel: 'warn',
  clearScreen: false,
} as const satisfies InlineConfig;

const nodeConfig = (bundle: NodeBundle, root: string, outputFolder: string): InlineConfig => ({
  ...common,
  root,
  publicDir: false,
  // A shell is CommonJS: it requires, and its Node is too old.
  plugins: [pureSchemas(), ...(bundle.output.format === 'es' ? [leanBuiltins()] : [])],
  // One file is read and compiled in a fraction of the time that some hundred small ones take to be found.
  ssr: { noExternal: true, external: ['electron', ...nativePackages, ...(bundle.loadedPackages ?? [])] },
  build: {
    ssr: join(root, bundle.entry),
    outDir: join(outputFolder, bundle.output.folder),
    emptyOutDir: false,
    target: bundle.nodeTarget,
    minify: false,
    rolldownOptions: {
      output: {
        format: bundle.output.format,
        entryFileNames: bundle.output.file,
        ...(bundle.hasLateParts ? { chunkFileNames: '[name]-[hash].mjs' } : { codeSplitting: false }),
      },
    },
  },
});

const pageConfig = (page: Page, root: string, outputFolder: string): InlineConfig => ({
  ...common,
  root: join(root, page.folder),
  base: './',
  plugins: [react(), pureSchemas()],
  worker: { format: 'es' },
  build: {
    outDir: join(outputFolder, page.output),
    emptyOutDir: false,
    target: chromium,
    cssTarget: chromium,
    // The content security policy allows neither inline scripts nor data: URLs for code and fonts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Fonts and the PDF viewer are read from the disk: the size of a chunk says nothing about waiting.
    chunkSizeWarningLimit: 4_000,
  },
});
