import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../drivers/device/clock.ts';
import { createCertificateRenderer } from '../../../electron/core/certificates/rendering/certificate-renderer.ts';
import { createPlatformSigner } from '../../../electron/core/certificates/signing/platform-signer.ts';
import {
  createSigningRenderer,
  type SigningRenderer,
} from '../../../electron/core/certificates/signing/signing-renderer.ts';
import { enrol } from '../../../electron/sync/trust/enrol.ts';
import { createHttpTransport } from '../../../electron/sync/trust/http-transport.ts';
import { loadIdentity } from '../../../electron/sync/trust/load-identity.ts';
import { createPlatformLink, type PlatformLink } from '../../../electron/sync/trust/platform-link.ts';
import { createPlatformTime } from '../../../electron/sync/trust/platform-time.ts';
import { encodeQrPayload } from '../../../platform/contract/certificate/qr-payload.ts';
import { verifyCertificate } from '../../../platform/contract/certificate/signed-certificate.ts';
import { verifyPdfSignature } from '../../../platform/contract/pdf-signature/index.ts';
import { type Platform, startPlatform } from '../../../platform/server.ts';
import { type FaultLine, type LineFault, openFaultLine } from '../../helpers/fault-line.ts';
import { housingRequest } from '../../helpers/platform.ts';
import { fontFolder, templatesFolder } from '../../unit/certificates/rendering/sample-certificate.ts';

/** A kiosk as enrolling leaves it and the reference platform, with a line between them that does what it is told. */

const stationCode = 'QX-0007';
const timeoutMilliseconds = 1_500;
const signatureRoute = /\/signature$/;
let folder: string;
let platform: Platform;
let line: FaultLine;
let link: PlatformLink;
let signing: SigningRenderer;
let logged: string[];
let trust: () => Parameters<typeof verifyPdfSignature>[1];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'yizhan-signing-line-'));
  platform = await startPlatform({ store: 'memory' });
  const transport = createHttpTransport({ clock: systemClock, timeoutMilliseconds: 20_000 });
  const enrolled = await enrol({
    dataFolder: folder,
    stationCode,
    platform,
    code: await platform.createEnrolmentCode(stationCode),
    appVersion: '0.1.0',
    wrapping: null,
    transport,
    clock: systemClock,
    randomBytes,
  });
  transport.close();
  expect(enrolled.outcome).toBe('enrolled');
});
afterAll(async () => {
  await platform.close();
  rmSync(folder, { recursive: true });
});

beforeEach(async () => {
  line = await openFaultLine(platform.url, systemClock);
  const { rootKey } = platform;
  const loaded = loadIdentity({
    dataFolder: folder,
    stationCode,
    rootKey,
    wrapping: null,
    platformNow: () => Date.now(),
  });
  if (loaded.outcome !== 'enrolled') throw new Error(loaded.outcome);
  const platformTime = createPlatformTime({ clock: systemClock, kept: null });
  link = createPlatformLink({
    platform: { url: line.url, rootKey, timeoutMilliseconds },
    signer: loaded.identity,
    platformTime,
    clock: systemClock,
    randomBytes,
  });
  logged = [];
  trust = () => ({ rootKey, keySet: link.keySet.keySet() });
  signing = createSigningRenderer({
    renderer: await createCertificateRenderer({ fontFolder, templatesFolder }),
    remote: createPlatformSigner({ client: link.client, onLine: () => undefined }),
    trust,
    kioskSigner: loaded.identity.documentSigner,
    platformTime,
    log: { warn: (event, fields) => logged.push(`${event} ${fields?.reason}`) },
  });
});
afterEach(async () => {
  link.close();
  await line.close();
});

/** A certificate that was issued over the line. */
const issue = async () => {
  const station = { code: stationCode, name: '潇湘市清溪区滨江街道政务服务驿站' };
  const request = housingRequest({ requestId: randomUUID(), consentedAt: Date.now(), station });
  const reply = await link.client.issueCertificate(request);
  if (!reply.ok) throw new Error(reply.reason);
  const bytes = new Uint8Array(Buffer.from(reply.value.certificate, 'base64url'));
  const verified = verifyCertificate(bytes, link.keySet.keySet(), Date.now());
  const qr = encodeQrPayload(bytes);
  if (verified.outcome !== 'genuine' || qr.outcome !== 'encoded') throw new Error(verified.outcome);
  return { claims: verified.claims, qrPayload: qr.text };
};

/** Who has signed the document that came of it. */
const signedBy = async (certificate: Awaited<ReturnType<typeof issue>>): Promise<string> => {
  const rendered = await signing.render(certificate);
  if (!rendered.ok) return `${rendered.reason} ${rendered.detail}`;
  const verified = verifyPdfSignature(rendered.pdf, trust());
  return verified.outcome === 'genuine' ? verified.signedBy : verified.outcome;
};

describe('the signature that is asked for over the line', () => {
  it('is the department’s, and rendering again gives the same file with the same signature', async () => {
    const certificate = await issue();
    const first = await signing.render(certificate);
    expect(await signing.render(certificate)).toEqual(first);
    expect(await signedBy(certificate)).toBe('department');
    expect(logged).toEqual([]);
  });

  it.each<[string, LineFault]>([
    ['cut before the platform heard of it', { fault: 'drop-before' }],
    ['cut after the platform has signed', { fault: 'drop-after' }],
    ['cut in the middle of the answer', { fault: 'truncate-answer' }],
    ['so slow that the answer comes too late', { fault: 'delay', milliseconds: 2 * timeoutMilliseconds }],
    ['altered on the way', { fault: 'flip-answer' }],
    [
      'answered by somebody else',
      { fault: 'status', status: 200, body: '{"signature":"MII"}', type: 'application/json' },
    ],
    ['answered by a gateway', { fault: 'status', status: 502, body: '<html>', type: 'text/html' }],
  ])('is the kiosk’s own where it is %s', async (_, fault) => {
    const certificate = await issue();
    // Whatever the exchange tries again on its own meets the same.
    for (let times = 0; times < 3; times += 1) line.next(fault, signatureRoute);
    expect(await signedBy(certificate)).toBe('kiosk');
    expect(logged).toHaveLength(1);
  });

  it('is refused to a second document of the same number, and then nothing is printed', async () => {
    const certificate = await issue();
    const { certificateNumber } = certificate.claims;
    const remote = createPlatformSigner({ client: link.client, onLine: () => undefined });
    const algorithm = 'ecdsa-p256-sha256';
    expect((await remote.sign({ certificateNumber, algorithm, digest: randomBytes(32) })).ok).toBe(true);
    expect(await signedBy(certificate)).toBe('signature-refused already-signed');
    expect(logged).toEqual([]);
  });

  it('is refused for a certificate that was revoked in between, and then nothing is printed', async () => {
    const certificate = await issue();
    await platform.administration.revokeCertificate(certificate.claims.certificateNumber, 'a test');
    expect(await signedBy(certificate)).toBe('signature-refused revoked');
  });
});
