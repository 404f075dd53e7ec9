import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';

/** Builds the peer of a kiosk's window into `folder`: an Electron app with one page of React and nothing else. */
export const buildBareElectron = async (folder: string): Promise<void> => {
  const source = join(import.meta.dirname, 'bare-electron');
  const common = { configFile: false, logLevel: 'error' } as const;
  await build({
    ...common,
    root: source,
    base: './',
    build: { outDir: join(folder, 'page'), target: 'chrome114', modulePreload: { polyfill: false } },
  });
  await build({
    ...common,
    root: source,
    ssr: { noExternal: true, external: ['electron'] },
    build: {
      ssr: join(source, 'main.ts'),
      outDir: folder,
      emptyOutDir: false,
      target: 'node18',
      rolldownOptions: { output: { format: 'cjs', entryFileNames: 'main.cjs' } },
    },
  });
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'peer', version: '0.0.0', main: 'main.cjs' }),
  );
};
