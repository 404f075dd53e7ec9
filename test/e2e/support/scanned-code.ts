import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What zbar reads from a page at 150 dpi, as a scanner of an office would see it. */
export const scannedCode = (pdf: Uint8Array): string => {
  const folder = mkdtempSync(join(tmpdir(), 'yizhan-scan-'));
  try {
    writeFileSync(join(folder, 'certificate.pdf'), pdf);
    const page = join(folder, 'page');
    execFileSync('pdftoppm', [
      '-r',
      '150',
      '-gray',
      '-png',
      '-singlefile',
      join(folder, 'certificate.pdf'),
      page,
    ]);
    const options = ['--quiet', '--raw', '--nodbus', '-Sdisable', '-Sqrcode.enable'];
    return execFileSync('zbarimg', [...options, `${page}.png`], { encoding: 'utf8' }).trimEnd();
  } finally {
    rmSync(folder, { recursive: true });
  }
};
