import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cosine } from '../../../bench/face/all-pairs.ts';
import { facesFolder, facesMissing } from '../../../bench/face/faces.ts';
import { modelsFolder, packMissing } from '../../../bench/face/node-engine.ts';

/** The engine in a module worker of a real Chromium, under the kiosk's content security policy. */
const browserFile = '/usr/bin/chromium';
const missing =
  facesMissing() ??
  packMissing('faceplugin') ??
  (existsSync(browserFile) ? null : `no Chromium at ${browserFile}`);
if (missing !== null) process.stderr.write(`face worker: skipped: ${missing}\n`);

const policy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self'; base-uri 'none'";
const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
  '.png': 'image/png',
  '.onnx': 'application/octet-stream',
};

interface Measured {
  readonly faces: number;
  readonly closed: boolean;
  readonly embedding: readonly number[];
}

describe.skipIf(missing !== null)('the engine in the page', () => {
  const folder = mkdtempSync(join(tmpdir(), 'yizhan-face-page-'));
  let server: Server;
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];
  /** A model's bytes with one of them flipped are served while this is set. */
  let altered: string | null = null;

  beforeAll(async () => {
    await build({
      configFile: false,
      root: join(import.meta.dirname, 'page'),
      base: './',
      // By name, because the page's own code is for another type-checker than the tests are.
      resolve: { alias: { 'renderer-face': join(import.meta.dirname, '../../../renderer/face') } },
      logLevel: 'error',
      worker: { format: 'es' },
      build: {
        outDir: folder,
        emptyOutDir: false,
        target: 'chrome114',
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
      },
    });
    server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'http://localhost');
      const [, first = '', ...rest] = pathname.split('/');
      const file =
        first === 'models'
          ? join(modelsFolder, ...rest)
          : first === 'faces'
            ? join(facesFolder, ...rest)
            : join(folder, pathname);
      const type = contentTypes[extname(file)];
      if (!type || !existsSync(file)) {
        response.writeHead(404).end();
        return;
      }
      const body = readFileSync(file);
      if (altered !== null && file.endsWith(altered)) body[500] = (body[500] ?? 0) ^ 1;
      response.writeHead(200, { 'content-type': type, 'content-security-policy': policy }).end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    browser = await chromium.launch({ executablePath: browserFile, args: ['--no-sandbox'] });
    page = await browser.newPage();
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    server?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const open = async (): Promise<void> => {
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/index.html`);
  };
  const ask = (call: string): Promise<unknown> => page.evaluate(`faceTest.${call}`);
  const measure = async (...names: readonly string[]): Promise<readonly Measured[]> =>
    (await ask(`measure(${JSON.stringify(names)})`)) as Measured[];

  it('loads the pack, tells people apart, closes each frame, and goes on after it has forgotten', async () => {
    await open();
    expect(await ask("start('faceplugin')")).toMatchObject({
      state: 'ready',
      pack: 'faceplugin',
      loadMilliseconds: expect.any(Number),
    });
    const [one, same, other] = await measure('s3_1.png', 's3_2.png', 's7_1.png');
    const likeness = (left: Measured | undefined, right: Measured | undefined): number =>
      cosine(Float32Array.from(left?.embedding ?? []), Float32Array.from(right?.embedding ?? []));
    expect([one?.faces, same?.faces, other?.faces]).toEqual([1, 1, 1]);
    expect([one?.closed, same?.closed, other?.closed]).toEqual([true, true, true]);
    expect(likeness(one, same)).toBeGreaterThan(0.42);
    expect(likeness(one, other)).toBeLessThan(0.33);

    await ask('forget()');
    const [again] = await measure('s3_1.png');
    expect(likeness(one, again)).toBeCloseTo(1, 3);

    expect(await ask("measureVideo('s3_1.png')")).toEqual({ faces: 1, closed: true });
    expect(await ask("crowd('s3_1.png')")).toEqual({ measured: [true, false], closed: true });
    expect(complaints).toEqual([]);
  }, 120_000);

  it('refuses a pack with one flipped byte', async () => {
    altered = 'fr_pose.onnx';
    await open();
    expect(await ask("start('faceplugin')")).toEqual({
      state: 'failed',
      fault: 'file-altered',
      detail: 'fr_pose.onnx',
    });
    altered = null;
  }, 60_000);
});
