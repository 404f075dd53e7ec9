import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyReport } from '../../../electron/cli/commands/verify-report.ts';
import { judgeSubject } from '../../../electron/cli/verification/judge-subject.ts';
import { readSubject } from '../../../electron/cli/verification/read-subject.ts';
import { sampleClaims } from '../../unit/certificates/rendering/sample-certificate.ts';
import { createSigningWorld, renderSigned, type SigningWorld } from '../certificates/signing-world.ts';

let world: SigningWorld;
let folder: string;
let pdf: Uint8Array;
beforeAll(async () => {
  world = await createSigningWorld({ claims: sampleClaims(2) });
  pdf = await renderSigned(world);
  folder = mkdtempSync(join(tmpdir(), 'yizhan-verify-pdf-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What `yizhan verify` reports of a file, by the keys of the signing world. */
const reportOn = async (content: Uint8Array, revoked = false) => {
  const file = join(folder, 'certificate.pdf');
  writeFileSync(file, content);
  const read = await readSubject(file);
  if (!read.ok) throw new Error(read.problem);
  const result = await judgeSubject(read.subject, {
    keySet: {
      issuedAt: 0,
      answerKeys: [],
      sealingKeys: [],
      identityKeys: [],
      keys: [...world.trust.keySet.keys],
    },
    rootKey: world.trust.rootKey,
    revocationOf: () => (revoked ? { revokedAt: null } : null),
    now: world.now,
    source: 'kept',
    lastContactAt: null,
  });
  return verifyReport(result, { show: false });
};

describe('verifying a PDF', () => {
  test('finds the claims in it, and says that the file is as the department signed it', async () => {
    const { exitCode, document, text } = await reportOn(pdf);
    expect(exitCode).toBe(0);
    expect(document).toMatchObject({
      ok: true,
      outcome: 'genuine',
      certificate: { certificateNumber: world.claims.certificateNumber },
      document: { outcome: 'genuine', signedBy: 'department', signer: world.claims.department.name },
    });
    expect(text.join('\n')).toMatch(/^file genuine: /m);
  });

  test('says that the file was changed, although the claims in it are genuine', async () => {
    const changed = pdf.slice();
    changed[2_000] = (changed[2_000] ?? 0) ^ 1;
    expect(await reportOn(changed)).toMatchObject({
      exitCode: 8,
      document: { ok: false, outcome: 'genuine', document: { outcome: 'altered' } },
    });
    const longer = Buffer.concat([pdf, Buffer.from('\n% and more')]);
    expect(await reportOn(longer)).toMatchObject({
      exitCode: 8,
      document: { document: { outcome: 'altered' } },
    });
  });

  test('refuses one that was revoked, signed as it is', async () => {
    expect(await reportOn(pdf, true)).toMatchObject({
      exitCode: 8,
      document: { ok: false, outcome: 'revoked', document: { outcome: 'genuine' } },
    });
  });

  test('tells a file that carries no claims from a certificate', async () => {
    expect(await reportOn(Buffer.from('%PDF-1.7\n%%EOF\n'))).toMatchObject({
      exitCode: 8,
      document: { ok: false, outcome: 'not-a-certificate', document: { outcome: 'unsigned' } },
    });
  });
});
