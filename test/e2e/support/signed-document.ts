import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** Whether NSS's certutil is here, which tells pdfsig whom to trust (Debian: libnss3-tools). */
export const hasCertutil = (process.env.PATH ?? '')
  .split(delimiter)
  .some((place) => existsSync(join(place, 'certutil')));

/** What programs of others say of a PDF. */
export interface SignedDocument {
  /** pdfsig (poppler), whomever this machine trusts. */
  pdfsig(): string;
  /** pdfsig with these roots, X.509 in DER, and no other. Needs certutil. */
  pdfsigTrusting(roots: readonly Uint8Array[]): string;
  /** `qpdf --check`. */
  qpdfCheck(): string;
  /** A line for each font, by pdffonts. */
  fonts(): readonly string[];
}

/** Looks at a PDF in a folder that is gone afterwards. */
export const lookAt = <Result>(pdf: Uint8Array, look: (document: SignedDocument) => Result): Result => {
  const folder = mkdtempSync(join(tmpdir(), 'yizhan-signed-'));
  const file = join(folder, 'certificate.pdf');
  try {
    writeFileSync(file, pdf);
    return look({
      // Its exit code tells signers that are not trusted as well; what it says is what counts.
      pdfsig: () => spawnSync('pdfsig', [file], { encoding: 'utf8' }).stdout,
      pdfsigTrusting(roots) {
        const database = `sql:${mkdtempSync(join(folder, 'nss-'))}`;
        execFileSync('certutil', ['-N', '-d', database, '--empty-password']);
        for (const [index, root] of roots.entries()) {
          const certificate = join(folder, `root-${index}.der`);
          writeFileSync(certificate, root);
          const named = ['-n', `root ${index}`, '-t', ',C,', '-i', certificate];
          execFileSync('certutil', ['-A', '-d', database, ...named]);
        }
        return spawnSync('pdfsig', ['-nssdir', database, file], { encoding: 'utf8' }).stdout;
      },
      qpdfCheck: () => execFileSync('qpdf', ['--check', file], { encoding: 'utf8' }),
      fonts: () => execFileSync('pdffonts', [file], { encoding: 'utf8' }).trim().split('\n').slice(2),
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
};
