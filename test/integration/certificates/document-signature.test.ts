import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readSignature, verifyPdfSignature } from '../../../platform/contract/pdf-signature/index.ts';
import { sampleClaims } from '../../unit/certificates/rendering/sample-certificate.ts';
import { createSigningWorld, renderSigned, type SigningWorld, tryToSign } from './signing-world.ts';

const run = promisify(execFile);
const hasCertutil = (process.env.PATH ?? '')
  .split(delimiter)
  .some((place) => existsSync(join(place, 'certutil')));

describe('the signature of a certificate, as other programs see it', () => {
  let folder: string;
  let world: SigningWorld;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'yizhan-signature-'));
  });
  afterAll(() => rm(folder, { recursive: true }));
  beforeEach(async () => {
    world = await createSigningWorld();
  });

  const save = async (name: string, bytes: Uint8Array): Promise<string> => {
    const path = join(folder, name);
    await writeFile(path, bytes);
    return path;
  };
  const pdfsig = async (path: string, ...options: string[]): Promise<string> =>
    // Its exit code tells signatures that are not trusted as well; what it says is what counts.
    (await run('pdfsig', [...options, path]).catch((error: { stdout: string }) => error)).stdout;

  it('is valid, by the department, over the whole document', async () => {
    const said = await pdfsig(await save('signed.pdf', await renderSigned(world)));
    expect(said).toContain('Signature Validation: Signature is Valid.');
    expect(said).toContain('Signature Type: ETSI.CAdES.detached');
    expect(said).toContain('Signing Hash Algorithm: SHA-256');
    expect(said).toContain('Total document signed');
    expect(said).toMatch(/Distinguished Name: CN=潇湘市不动产登记中心,.*OU=department.*C=CN/);
    expect(said).toContain('Nov 20 2026');
    expect(world.logged).toEqual([]);
  });

  it.skipIf(!hasCertutil)('is trusted by who trusts the platform’s root, and by nobody else', async () => {
    const document = await save('trusted.pdf', await renderSigned(world));
    const root = await save('root.der', world.authority.rootCertificate);
    const database = `sql:${await mkdtemp(join(folder, 'nss-'))}`;
    await run('certutil', ['-N', '-d', database, '--empty-password']);
    expect(await pdfsig(document, '-nssdir', database)).toContain("Certificate issuer isn't Trusted");
    await run('certutil', ['-A', '-d', database, '-n', 'platform', '-t', ',C,', '-i', root]);
    expect(await pdfsig(document, '-nssdir', database)).toContain('Certificate is Trusted');
  });

  it('does not match any more when one byte was flipped', async () => {
    const pdf = await renderSigned(world);
    for (const position of [100, 5_000, pdf.length - 20]) {
      const altered = Uint8Array.from(pdf);
      altered[position] = (altered[position] ?? 0) ^ 1;
      expect(verifyPdfSignature(altered, world.trust).outcome).toBe('altered');
      if (position === 5_000) {
        expect(await pdfsig(await save('altered.pdf', altered))).toContain('Digest Mismatch');
      }
    }
  });

  it('shows what was added after it', async () => {
    const longer = Buffer.concat([await renderSigned(world), Buffer.from('\n% and more\n%%EOF\n')]);
    expect(await pdfsig(await save('longer.pdf', longer))).toContain('Not total document signed');
    expect(verifyPdfSignature(longer, world.trust)).toEqual({ outcome: 'altered' });
  });

  it('leaves a sound PDF/A-2b with every font embedded', async () => {
    const path = await save('sound.pdf', await renderSigned(world));
    expect((await run('qpdf', ['--check', path])).stdout).toContain(
      'No syntax or stream encoding errors found',
    );
    expect((await run('pdfinfo', ['-meta', path])).stdout).toContain('<pdfaid:part>2</pdfaid:part>');
    const fonts = (await run('pdffonts', [path])).stdout.trim().split('\n').slice(2);
    expect(fonts).toHaveLength(2);
    for (const font of fonts) expect(font).toMatch(/Identity-H\s+yes yes yes/);
  });

  it('has a field as PDF/A-2 wants it: printed, never hidden, with an appearance, drawn by nobody anew', async () => {
    const path = await save('field.pdf', await renderSigned(world));
    const { stdout } = await run('qpdf', ['--json', '--json-key=acroform', path]);
    const { acroform } = JSON.parse(stdout);
    expect(acroform).toMatchObject({ hasacroform: true, needappearances: false });
    expect(acroform.fields).toHaveLength(1);
    expect(acroform.fields[0]).toMatchObject({ fieldtype: '/Sig', fullname: 'Signature' });
    // Print is bit 3; Invisible, Hidden, NoView and ToggleNoView are bits 1, 2, 6 and 9 (ISO 19005-2, 6.3.2).
    const flags: number = acroform.fields[0].annotation.annotationflags;
    expect(flags & 0b0_0000_0100).toBeTruthy();
    expect(flags & 0b1_0010_0011).toBe(0);
    expect(acroform.fields[0].annotation.appearancestate).toBe('');
    const { stdout: raw } = await run('qpdf', ['--qdf', '--object-streams=disable', path, '-']);
    expect(raw).toContain('/SigFlags 3');
    expect(raw).not.toContain('/NeedAppearances');
    expect(raw).toMatch(/\/AP <<\s+\/N \d+ 0 R\s+>>/);
  });

  it('carries no time of signing but the one in the document (EN 319 142-1 §6.3)', async () => {
    const read = readSignature(await renderSigned(world));
    if (read.outcome !== 'read') throw new Error(read.outcome);
    expect(read.signature.claimedAt).toBe(world.claims.issuedAt * 1000);
    const cms = await save('signature.der', read.signature.cms);
    const { stdout } = await run('openssl', ['asn1parse', '-inform', 'der', '-in', cms]);
    expect(stdout).toContain(':signingCertificateV2'.slice(1));
    expect(stdout).not.toContain('signingTime');
    expect(stdout.match(/:ecdsa-with-SHA256/g)).toHaveLength(5);
    expect(stdout).toContain(`:${world.claims.certificateNumber}`);
  });

  it('verifies by openssl over the bytes that it covers, up to the root', async () => {
    const pdf = await renderSigned(world);
    const read = readSignature(pdf);
    if (read.outcome !== 'read') throw new Error(read.outcome);
    const text = Buffer.from(pdf).toString('latin1');
    const [, start = 0, end = 0] = (/\/ByteRange \[0 (\d+) (\d+)/.exec(text) ?? []).map(Number);
    const content = await save('content', Buffer.concat([pdf.subarray(0, start), pdf.subarray(end)]));
    const cms = await save('openssl.der', read.signature.cms);
    const root = await save('openssl-root.der', world.authority.rootCertificate);
    const pem = join(folder, 'root.pem');
    await run('openssl', ['x509', '-inform', 'der', '-in', root, '-out', pem]);
    const verify = ['cms', '-verify', '-binary', '-cades', '-inform', 'der', '-in', cms];
    const options = ['-content', content, '-CAfile', pem, '-purpose', 'any', '-out', '/dev/null'];
    const { stderr } = await run('openssl', [...verify, ...options]);
    expect(stderr).toMatch(/CAdES Verification successful|Verification successful/);
  });

  it('is the kiosk’s own when the department cannot be reached, and says so on the page and in itself', async () => {
    world.remote = { sign: async () => ({ ok: false, reason: 'unavailable', detail: 'unreachable' }) };
    const pdf = await renderSigned(world);
    const path = await save('kiosk.pdf', pdf);
    expect(await pdfsig(path)).toContain('Signature Validation: Signature is Valid.');
    const { stdout: text } = await run('pdftotext', ['-raw', path, '-']);
    expect(text.replace(/\s/g, '')).toContain('由驿站终端代为签名');
    const { stdout: raw } = await run('qpdf', ['--json=1', '--json-key=objects', path]);
    expect(raw).toContain('部门签名暂不可用，由驿站终端签名');
    expect(verifyPdfSignature(pdf, world.trust)).toMatchObject({
      outcome: 'genuine',
      signedBy: 'kiosk',
      signer: { code: 'XX-0001', name: '潇湘市橘园社区政务服务驿站' },
      signedAt: Math.floor(world.now / 1000) * 1000,
    });
    expect(world.logged).toEqual(['certificate-signed-by-kiosk unreachable']);
  });

  it('says nothing of a kiosk where the department has signed', async () => {
    const path = await save('department.pdf', await renderSigned(world));
    const { stdout } = await run('pdftotext', ['-raw', path, '-']);
    expect(stdout).not.toContain('代为签名');
  });

  it('is by nobody where the kiosk has no certificate either, and then there is no document', async () => {
    world.remote = { sign: async () => ({ ok: false, reason: 'unavailable', detail: 'unreachable' }) };
    world.kioskSigner = null;
    expect(await tryToSign(world)).toEqual({
      ok: false,
      reason: 'nobody-to-sign',
      detail: 'no-kiosk-certificate',
    });
  });

  it('keeps a full certificate under 100 kB', async () => {
    world = await createSigningWorld({ claims: sampleClaims(14) });
    expect((await renderSigned(world)).length).toBeLessThan(100_000);
  });
});
