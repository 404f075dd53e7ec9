import { createPublicKey, X509Certificate } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { systemClock } from '../../drivers/device/clock.ts';
import { usualChoices, walkTo } from '../../scripts/station/kiosk/main-job.ts';
import { type FaultLine, openFaultLine } from '../helpers/fault-line.ts';
import { type TestKiosk, test } from '../helpers/kiosk.ts';
import { readRows } from './support/kiosk-records.ts';
import { printedText } from './support/printed-text.ts';
import { hasCertutil, lookAt, type SignedDocument } from './support/signed-document.ts';

/** The root's certificate as the platform gives it to anybody, which must be of the key that the kiosk has pinned. */
const rootCertificate = async ({ url, rootKey }: { url: string; rootKey: object }): Promise<Uint8Array> => {
  const { certificate } = (await (await fetch(`${url}/v1/root-certificate`)).json()) as {
    certificate: string;
  };
  const root = Buffer.from(certificate, 'base64url');
  const pinned = createPublicKey({ key: { ...rootKey }, format: 'jwk' });
  expect(new X509Certificate(root).publicKey.equals(pinned)).toBe(true);
  return root;
};

const saidWithoutBlanks = (text: string): string => text.replace(/\s/g, '');
const kioskNote = '由驿站终端代为签名';

/** What is true of every document that leaves the printer, whoever has signed it. */
const expectSound = (document: SignedDocument, signer: RegExp): void => {
  const said = document.pdfsig();
  expect(said).toContain('Signature Validation: Signature is Valid.');
  expect(said).toContain('Signature Type: ETSI.CAdES.detached');
  expect(said).toContain('Signing Hash Algorithm: SHA-256');
  expect(said).toContain('Total document signed');
  expect(said).toMatch(signer);
  expect(document.qpdfCheck()).toContain('No syntax or stream encoding errors found');
  const fonts = document.fonts();
  expect(fonts.length).toBeGreaterThan(0);
  for (const font of fonts) expect(font).toMatch(/Identity-H\s+yes yes yes/);
};

const expectTrusted = (document: SignedDocument, root: Uint8Array): void => {
  expect(document.pdfsigTrusting([])).toContain("Certificate Validation: Certificate issuer isn't Trusted.");
  expect(document.pdfsigTrusting([root])).toContain('Certificate Validation: Certificate is Trusted.');
};

/** Whose signature the audit log names for the last print. */
const signerOfLastPrint = ({ dataFolder }: TestKiosk): unknown => {
  const [entry] = readRows<{ details: string }>(
    dataFolder,
    "SELECT details FROM audit_entry WHERE action = 'print.intended' ORDER BY sequence DESC LIMIT 1",
  );
  return JSON.parse(entry?.details ?? '{}').signedBy;
};

test('the document that leaves the printer is signed by the department, as programs of others see it', async ({
  kiosk,
}) => {
  const { station } = kiosk;
  await walkTo('takePaper', kiosk, station, usualChoices);
  const root = await rootCertificate(station.platform);
  const pdf = station.printedDocuments()[0]?.pdf ?? new Uint8Array();
  lookAt(pdf, (document) => {
    expectSound(document, /Distinguished Name: CN=潇湘市不动产登记中心,.*OU=department/);
    if (hasCertutil) expectTrusted(document, root);
    else test.info().annotations.push({ type: 'not looked at', description: 'certutil is missing' });
  });
  expect(saidWithoutBlanks(printedText(pdf))).not.toContain(kioskNote);
  expect(kiosk.logLines('core').filter(({ event }) => event === 'certificate-signed-by-kiosk')).toEqual([]);
  expect(signerOfLastPrint(kiosk)).toBe('department');
});

test.describe('when the line is cut between the certificate and its signature', () => {
  let line: FaultLine;
  test.use({
    kioskOptions: {
      prepare: async (station) => {
        line = await openFaultLine(station.platform.url, systemClock);
        for (let times = 0; times < 3; times += 1) line.next({ fault: 'drop-before' }, /\/signature$/);
        const file = join(station.kioskFolder, 'settings.json');
        const settings = JSON.parse(readFileSync(file, 'utf8')) as { platform: { url: string } };
        settings.platform.url = line.url;
        writeFileSync(file, JSON.stringify(settings));
      },
    },
  });
  test.afterEach(() => line.close());

  test('the kiosk signs itself, and the page and the signature say so', async ({ kiosk }) => {
    const { station } = kiosk;
    await walkTo('takePaper', kiosk, station, usualChoices);
    await kiosk.logged('core', 'certificate-signed-by-kiosk');
    const root = await rootCertificate(station.platform);
    const pdf = station.printedDocuments()[0]?.pdf ?? new Uint8Array();
    lookAt(pdf, (document) => {
      expectSound(document, /Distinguished Name: CN=政务服务驿站 .*OU=kiosk/);
      if (hasCertutil) expectTrusted(document, root);
      else test.info().annotations.push({ type: 'not looked at', description: 'certutil is missing' });
    });
    expect(saidWithoutBlanks(printedText(pdf))).toContain(kioskNote);
    expect(signerOfLastPrint(kiosk)).toBe('kiosk');
  });
});
