import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type PageImagesOutcome =
  | { readonly ok: true; readonly pages: readonly Uint8Array[] }
  /** `detail` is what pdftoppm said. */
  | { readonly ok: false; readonly reason: 'not-installed' | 'not-a-document'; readonly detail: string };

/** Pictures of printed pages, for eyes: A4 at 110 dpi is 910 × 1286 pixels. */
const dotsPerInch = 110;
/** A demo prints a handful of documents; the oldest are drawn again if somebody looks at them. */
const documentsKept = 24;

/** SHA-256 of a document as hexadecimal digits: its name everywhere in the station. */
export const documentHash = (document: Uint8Array): string =>
  createHash('sha256').update(document).digest('hex');

const run = (command: string, args: readonly string[]): Promise<{ code: number | string; stderr: string }> =>
  new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.on('error', (error) => resolve({ code: 'code' in error ? String(error.code) : '', stderr: '' }));
    child.on('close', (code) => resolve({ code: code ?? 'killed', stderr }));
  });

const draw = async (pdf: Uint8Array): Promise<PageImagesOutcome> => {
  const folder = await mkdtemp(join(tmpdir(), 'yizhan-pages-'));
  try {
    const file = join(folder, 'document.pdf');
    await writeFile(file, pdf);
    const { code, stderr } = await run('pdftoppm', [
      '-png',
      '-r',
      String(dotsPerInch),
      file,
      join(folder, 'page'),
    ]);
    if (code === 'ENOENT')
      return { ok: false, reason: 'not-installed', detail: 'pdftoppm (package poppler-utils) is missing' };
    const names = (await readdir(folder)).filter((name) => name.endsWith('.png')).sort();
    if (code !== 0 || names.length === 0)
      return { ok: false, reason: 'not-a-document', detail: stderr.trim() };
    return { ok: true, pages: await Promise.all(names.map((name) => readFile(join(folder, name)))) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

export interface PrintedPages {
  /** The pages of a PDF as PNG pictures; drawn once for each document, then remembered by hash. */
  images(hash: string, pdf: Uint8Array): Promise<PageImagesOutcome>;
}

/** A cache of page pictures in memory. Two who ask for the same document at once wait for the same drawing. */
export const createPrintedPages = (): PrintedPages => {
  const drawn = new Map<string, Promise<PageImagesOutcome>>();
  return {
    images(hash, pdf) {
      const known = drawn.get(hash);
      if (known !== undefined) return known;
      const outcome = draw(pdf);
      drawn.set(hash, outcome);
      const [oldest] = drawn.keys();
      if (drawn.size > documentsKept && oldest !== undefined) drawn.delete(oldest);
      return outcome;
    },
  };
};
