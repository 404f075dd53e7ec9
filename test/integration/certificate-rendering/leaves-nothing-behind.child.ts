import { getHeapSnapshot } from 'node:v8';
import { createCertificateRenderer } from '../../../electron/core/certificates/rendering/certificate-renderer.ts';
import {
  fontFolder,
  sampleClaims,
  samplePayload,
  templatesFolder,
} from '../../unit/certificates/rendering/sample-certificate.ts';

/**
 * Renders a certificate of a person whose data is nowhere in the source, and looks for it in the heap: while the claims
 * are held, and after they were let go. Prints both answers as JSON. Run with --expose-gc.
 */
const letters = (seed: number, first: number, length: number): string =>
  Array.from({ length }, (_, index) => String.fromCodePoint(first + ((seed * (index + 7) * 31) % 26))).join(
    '',
  );

const seed = Number(process.argv[2]);
const makeName = (): string => letters(seed, 0x61, 20);
const makeIdNumber = (): string => letters(seed + 1, 0x41, 18);
const makeAddress = (): string => letters(seed + 2, 0x61, 40);

/** Which of the person's values are somewhere in the heap. The values are made anew, after the picture was taken. */
const findInHeap = async (): Promise<{ name: boolean; idNumber: boolean; address: boolean }> => {
  globalThis.gc?.();
  const chunks: Buffer[] = [];
  for await (const chunk of getHeapSnapshot()) chunks.push(Buffer.from(chunk as Buffer));
  const heap = Buffer.concat(chunks);
  return {
    name: heap.includes(makeName()),
    idNumber: heap.includes(makeIdNumber()),
    address: heap.includes(makeAddress()),
  };
};

const renderer = await createCertificateRenderer({ fontFolder, templatesFolder });

const claimsOfTheVisit = () => {
  const claims = sampleClaims(1);
  const [row = []] = claims.tables.properties ?? [];
  return {
    ...claims,
    holder: { ...claims.holder, name: makeName(), idNumber: makeIdNumber() },
    tables: { properties: [row.map((cell, index) => (index === 1 ? makeAddress() : cell))] },
  };
};

const visit: { claims: ReturnType<typeof claimsOfTheVisit> | null } = { claims: claimsOfTheVisit() };
const renderOnce = async (): Promise<boolean> => {
  if (visit.claims === null) return false;
  const result = await renderer.render({ claims: visit.claims, qrPayload: samplePayload() });
  return result.ok;
};

const rendered = await renderOnce();
const during = await findInHeap();
visit.claims = null;
// Promises and streams of the rendering let go of what they held within a few turns of the event loop.
for (let turn = 0; turn < 10; turn++) await new Promise((resolve) => setImmediate(resolve));
const after = await findInHeap();
process.stdout.write(JSON.stringify({ rendered, during, after }));
