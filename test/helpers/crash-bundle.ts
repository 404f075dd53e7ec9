import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';

/** The loaded core as plain JavaScript, so that starting it costs what starting Node costs. */
export interface CrashBundle {
  readonly program: string;
  remove(): void;
}

const root = join(import.meta.dirname, '../..');

/**
 * Bundles the loaded core and the worker thread of its store into a folder of their own inside the project, from where
 * the native module is found. All other packages are bundled, too.
 */
export const bundleLoadedCore = async (): Promise<CrashBundle> => {
  const cache = join(root, '.cache');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'crash-'));
  await build({
    configFile: false,
    envDir: false,
    publicDir: false,
    logLevel: 'error',
    root,
    ssr: {
      noExternal: true,
      external: ['better-sqlite3'],
    },
    build: {
      ssr: true,
      outDir: folder,
      emptyOutDir: false,
      target: 'node24',
      minify: false,
      rolldownOptions: {
        input: {
          'loaded-core': join(root, 'test/crash/core/loaded-core.ts'),
          'storage-worker': join(root, 'electron/core/storage/storage-worker.ts'),
        },
        // run-storage-task.ts looks for the worker beside the file that it stands in itself.
        output: { format: 'es', entryFileNames: '[name].mjs', chunkFileNames: '[name].mjs' },
      },
    },
  });
  // PDFKit reads its colour profile from beside itself.
  cpSync(join(root, 'node_modules/pdfkit/js/data'), join(folder, 'data'), { recursive: true });
  return {
    program: join(folder, 'loaded-core.mjs'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
};
