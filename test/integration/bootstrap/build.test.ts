import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildProject } from '../../../scripts/build.ts';

const sources: Readonly<Record<string, string>> = {
  'package.json': JSON.stringify({ name: 'small', type: 'module' }),
  'electron/contract/name.ts': "import { z } from 'zod';\nexport const name = z.string().parse('kiosk');\n",
  'electron/main/main.ts':
    "import { readFileSync } from 'node:fs';\nimport { app } from 'electron';\nimport { name } from '../contract/name.ts';\napp.setName(name ?? String(readFileSync));\n",
  'electron/preload/preload.ts':
    "import { contextBridge } from 'electron';\ncontextBridge.exposeInMainWorld('bridge', {});\n",
  'electron/core/core.ts':
    "import PDFDocument from 'pdfkit';\nimport { name } from '../contract/name.ts';\nconsole.log(name, PDFDocument);\n",
  'renderer/index.html':
    '<!doctype html><title>kiosk</title><div id="root"></div><script type="module" src="./main.tsx"></script>',
  'renderer/main.tsx':
    "import { createRoot } from 'react-dom/client';\nimport './style.css';\nimport picture from './picture.svg';\nimport workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url';\nconst root = document.getElementById('root');\nif (root) createRoot(root).render(<img src={picture} alt={workerUrl} />);\n",
  'renderer/style.css': 'body { margin: 0 }\n',
  'renderer/picture.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
};

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'yizhan-build-'));
  for (const [path, text] of Object.entries(sources)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  symlinkSync(join(import.meta.dirname, '../../../node_modules'), join(root, 'node_modules'));
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});
const built = (path: string) => readFileSync(join(root, 'dist', path), 'utf8');

describe('buildProject', () => {
  it('makes of each part what Electron can load', async () => {
    expect(await buildProject(root, { force: false })).toEqual(['shell', 'preload', 'core', 'renderer']);

    const shell = built('main/main.cjs');
    const required = [...shell.matchAll(/require\("([^"]+)"\)/g)].map((match) => match[1]);
    expect([...new Set(required)].sort()).toEqual(['electron', 'node:fs']);

    const preload = built('preload/preload.cjs');
    expect(preload).toContain('require("electron")');
    expect(preload).not.toMatch(/^import |require\("(?!electron)/m);

    const core = built('core/core.mjs');
    const imported = [...core.matchAll(/^import .*?from ["']([^"']+)["']/gm)].map((match) => match[1]);
    expect(imported, 'what the core loads beside its own file').toEqual(['pdfkit']);
    // What is one file starts faster, and is found without node_modules.
    expect(core).toContain('ZodString');
  });

  it('makes pages that live under a policy without inline scripts, styles and data: addresses', async () => {
    await buildProject(root, { force: false });
    const page = built('renderer/index.html');
    expect([...page.matchAll(/<script[^>]*>([^<]*)<\/script>/g)].map((match) => match[1])).toEqual(['']);
    expect(page).not.toMatch(/<style|style=|data:/);
    for (const [, address] of page.matchAll(/(?:src|href)="([^"]+)"/g)) {
      expect(address).toMatch(/^\.\/assets\//);
      expect(existsSync(join(root, 'dist/renderer', address ?? ''))).toBe(true);
    }
    const assets = readdirSync(join(root, 'dist/renderer/assets'));
    expect(assets).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^picture-.*\.svg$/),
        expect.stringMatching(/^pdf\.worker.*\.mjs$/),
      ]),
    );
  });

  it('does nothing while no source changes, and builds again when one does or when forced', async () => {
    await buildProject(root, { force: false });
    const firstBuild = statSync(join(root, 'dist/main/main.cjs')).mtimeMs;
    expect(await buildProject(root, { force: false })).toEqual([]);
    expect(statSync(join(root, 'dist/main/main.cjs')).mtimeMs).toBe(firstBuild);
    expect(await buildProject(root, { force: true })).toContain('shell');
    writeFileSync(join(root, 'renderer/style.css'), 'body { margin: 1px }\n');
    expect(await buildProject(root, { force: false })).toContain('renderer');
  });

  it('leaves the last good build in place when one fails', async () => {
    await buildProject(root, { force: false });
    const shell = built('main/main.cjs');
    writeFileSync(join(root, 'electron/core/core.ts'), "import './absent.ts';\n");
    await expect(buildProject(root, { force: false })).rejects.toThrow(/absent/);
    expect(built('main/main.cjs')).toBe(shell);
    expect(readdirSync(join(root, '.cache'))).toEqual([]);
  });

  it('leaves out what a tree does not have', async () => {
    rmSync(join(root, 'electron/core'), { recursive: true });
    rmSync(join(root, 'renderer'), { recursive: true });
    expect(await buildProject(root, { force: false })).toEqual(['shell', 'preload']);
    expect(existsSync(join(root, 'dist/core'))).toBe(false);
  });
});
