/**
 * One candidate in a process of its own, so that nobody pays for what another leaves to be collected: renders the
 * certificate of each round that it is sent, and answers with the time it took and the size.
 */
import { startChromium } from './chromium-peer.ts';
import { renderByPdfkit } from './pdfkit-peer.ts';
import { createSignedCertificates, type SignableCertificate } from './signed-certificates.ts';
import { createTypst } from './typst-peer.ts';

export const candidateNames = ['ours', 'typst', 'pdfkit', 'chromium'] as const;
export type CandidateName = (typeof candidateNames)[number];

export interface RoundFigures {
  readonly milliseconds: number;
  /** Of the document. */
  readonly bytes: number;
}

type Render = (certificate: SignableCertificate) => Promise<Uint8Array>;

const open = async (name: CandidateName, ours: Awaited<ReturnType<typeof createSignedCertificates>>) => {
  const nothing = async (): Promise<void> => {};
  const plain = (render: Render) => ({ render, stop: nothing });
  switch (name) {
    case 'ours':
      return plain(ours.render);
    case 'typst':
      return plain(createTypst().render);
    case 'pdfkit':
      return plain((certificate) => renderByPdfkit(certificate, ours.renderer));
    case 'chromium':
      return startChromium();
  }
};

const serve = async (name: CandidateName): Promise<void> => {
  const ours = await createSignedCertificates();
  const { render, stop } = await open(name, ours);
  process.on('message', (round: number) => {
    const certificate = ours.issue(round);
    const start = performance.now();
    render(certificate).then(
      ({ length }) => process.send?.({ milliseconds: performance.now() - start, bytes: length }),
      (error: unknown) => {
        process.stderr.write(`${name}: ${String(error)}\n`);
        process.exit(1);
      },
    );
  });
  process.on('disconnect', () => void stop().then(() => process.exit()));
  process.send?.('ready');
};

const name = candidateNames.find((candidate) => candidate === process.argv[2]);
if (import.meta.main && name !== undefined) await serve(name);
