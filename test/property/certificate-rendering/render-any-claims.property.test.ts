import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type CertificateRenderer,
  createCertificateRenderer,
} from '../../../electron/core/certificates/rendering/certificate-renderer.ts';
import { fallbackFontPaths } from '../../../electron/core/certificates/rendering/typesetting/fallback-fonts.ts';
import { signByKiosk } from '../../../electron/core/certificates/signing/sign-document.ts';
import {
  type CertificateClaims,
  certificateClaimsSchema,
  mostTableRows,
} from '../../../platform/contract/certificate/claims.ts';
import { encodeQrPayload } from '../../../platform/contract/certificate/qr-payload.ts';
import {
  type DocumentSigner,
  type DocumentTrust,
  readSignature,
  verifyDetached,
} from '../../../platform/contract/pdf-signature/index.ts';
import { signPrintable } from '../../../platform/departments/sign-printable.ts';
import {
  createDocumentAuthority,
  issueRootCertificate,
} from '../../../platform/signing/pdf/document-authority.ts';
import {
  fontFolder,
  samplePayload,
  sampleTemplate,
  templatesFolder,
} from '../../unit/certificates/rendering/sample-certificate.ts';
import { extractText } from './extract-text.ts';

const from = (first: number, last: number) =>
  fc.integer({ min: first, max: last }).map((codePoint) => String.fromCodePoint(codePoint));

/** Han characters of the supplementary planes, as GB 18030-2022 has them: those of the fallback font. */
const rareHan = fc.oneof(
  { weight: 6, arbitrary: from(0x20000, 0x2a6d6) },
  { weight: 1, arbitrary: from(0x2a700, 0x2b734) },
  { weight: 1, arbitrary: from(0x2b740, 0x2b81d) },
  { weight: 1, arbitrary: from(0x2b820, 0x2cea1) },
  { weight: 1, arbitrary: from(0x2ceb0, 0x2ebe0) },
);
/** What certificates hold: the fonts cover all of it. */
const usualCharacter = fc.oneof(
  { weight: 20, arbitrary: from(0x4e00, 0x9fa5) },
  { weight: 4, arbitrary: from(0x20, 0x7e) },
  { weight: 1, arbitrary: from(0x3400, 0x4db5) },
  { weight: 2, arbitrary: rareHan },
  { weight: 2, arbitrary: fc.constantFrom(...'·，。、（）〔〕“”—…㎡℃№　') },
);
const anyCharacter = fc.oneof(
  { weight: 100, arbitrary: usualCharacter },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }) },
);
type Characters = fc.Arbitrary<string>;

/** As much of the parts as `maximum` UTF-16 units take, which is how the schema counts. */
const joined = (parts: readonly string[], maximum: number): string => {
  let whole = '';
  for (const part of parts) if (whole.length + part.length <= maximum) whole += part;
  return whole;
};
const text = (unit: Characters, maximum: number) =>
  fc
    .array(unit, { minLength: 1, maxLength: maximum })
    .map((parts) => joined(parts, maximum))
    .filter((whole) => whole !== '');

const code = (alphabet: string, minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...alphabet), minLength, maxLength });
const digitsAndCapitals = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

const lastPrintableInstant = 253_402_271_999;

interface Shape {
  readonly kind: string;
  readonly facts: readonly string[];
  /** Columns by key. */
  readonly tables: Readonly<Record<string, number>>;
  /** Rows of a table, and characters of a cell, at most. */
  readonly rows?: number;
  readonly cell?: number;
}

/** Claims of a kind, out of some characters and with instants up to a limit; only such as pass the schema. */
const claimsOf = (
  { kind, facts, tables, rows = 12, cell = 120 }: Shape,
  unit: Characters,
  lastInstant: number,
): fc.Arbitrary<CertificateClaims> => {
  const instant = fc.integer({ min: 0, max: lastInstant });
  return fc
    .record({
      certificateNumber: code(`${digitsAndCapitals}-`, 8, 40),
      kind: fc.constant(kind),
      holder: fc.record({
        name: text(unit, 64),
        sex: fc.constantFrom('男', '女', '未知', '未说明'),
        idNumber: code(digitsAndCapitals, 15, 18),
      }),
      purpose: text(unit, 60),
      department: fc.record({ code: fc.constant('department-1'), name: text(unit, 60) }),
      station: fc.record({ code: code(`${digitsAndCapitals}-`, 2, 40), name: text(unit, 60) }),
      assuranceLevel: fc.constantFrom(1, 2, 3),
      issuedAt: instant,
      expiresAt: instant,
      facts: fc.record(Object.fromEntries(facts.map((key) => [key, text(unit, 200)]))),
      tables: fc.record(
        Object.fromEntries(
          Object.entries(tables).map(([key, columns]) => [
            key,
            fc.array(fc.array(text(unit, cell), { minLength: columns, maxLength: columns }), {
              minLength: rows > 12 ? rows : 0,
              maxLength: rows,
            }),
          ]),
        ),
      ),
    })
    .map((claims) => certificateClaimsSchema.safeParse(claims))
    .filter((parsed) => parsed.success)
    .map((parsed) => parsed.data);
};

const housing: Shape = {
  kind: 'housing-status',
  facts: ['scope', 'period', 'result', 'count', 'source'],
  tables: { properties: 6 },
};

/** The largest table that the schema lets through: 60 rows of 12 cells. */
const wide: Shape = { kind: 'wide', facts: ['scope'], tables: { items: 12 }, rows: 60, cell: 6 };
const wideTemplate = {
  ...sampleTemplate(),
  kind: 'wide',
  tables: [
    {
      key: 'items',
      heading: '明细',
      columns: Array.from({ length: 12 }, (_, index) => ({
        label: `列${index + 1}`,
        width: index < 4 ? 9 : 8,
      })),
      emptyText: '无记录',
    },
  ],
};

/** A kiosk's key with a certificate of a root. */
const createKioskSigner = () => {
  const root = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const kiosk = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const authority = createDocumentAuthority({
    rootCertificate: issueRootCertificate({ name: '平台', ...root, notBefore: 0, randomBytes }),
    rootPrivateKey: root.privateKey,
    randomBytes,
  });
  const signer: DocumentSigner = {
    privateKey: kiosk.privateKey,
    chain: authority.chainForKiosk({
      stationCode: 'XX-0001',
      stationName: '驿站',
      publicKey: kiosk.publicKey,
      validity: { notBefore: 0, notAfter: 86_400_000 },
    }),
  };
  const { x = '', y = '' } = root.publicKey.export({ format: 'jwk' });
  const trust: DocumentTrust = { rootKey: { kty: 'EC', crv: 'P-256', x, y }, keySet: { keys: [] } };
  return { signer, rootKey: root.publicKey, trust };
};

const withoutSpaces = (value: string): string => value.replace(/\s/gu, '');

/** Every value of the claims that the housing template prints. */
const printedValues = ({ holder, station, department, facts, tables, ...claims }: CertificateClaims) => [
  ...[claims.certificateNumber, claims.purpose],
  ...[holder.name, holder.sex, holder.idNumber],
  ...[station.name, station.code, department.name],
  ...Object.values(facts),
  ...Object.values(tables).flat(2),
];

describe('any claims that pass the schema', () => {
  const { signer, rootKey, trust } = createKioskSigner();
  const fallbackFonts = fallbackFontPaths(fileURLToPath(new URL('../../../', import.meta.url)));
  let renderer: CertificateRenderer;
  let wideRenderer: CertificateRenderer;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'yizhan-wide-'));
    await writeFile(join(folder, 'wide.json'), JSON.stringify(wideTemplate));
    renderer = await createCertificateRenderer({ fontFolder, templatesFolder, fallbackFonts });
    wideRenderer = await createCertificateRenderer({ fontFolder, templatesFolder: folder, fallbackFonts });
    expect([...renderer.refusedFonts, ...wideRenderer.refusedTemplates]).toEqual([]);
  });
  afterAll(() => rm(folder, { recursive: true }));

  const render = (claims: CertificateClaims, by = renderer) =>
    by.render({ claims, qrPayload: samplePayload(), signing: { by: 'kiosk', at: 0 } });

  /** Signs a document and finds the signature good in the file. */
  const expectSignable = (pdf: Uint8Array, certificateNumber: string): void => {
    const signed = signByKiosk(
      pdf,
      { certificateNumber, station: { code: 'XX-0001', name: '驿站' }, at: 0 },
      signer,
      trust,
    );
    if (!signed.ok) throw new Error(`${signed.reason} ${signed.detail}`);
    const read = readSignature(signed.pdf);
    if (read.outcome !== 'read') throw new Error(read.outcome);
    const { cms, digest } = read.signature;
    expect(verifyDetached(cms, digest, rootKey)).toMatchObject({ outcome: 'good', certificateNumber });
  };

  it('are rendered with every character when they hold what certificates hold', {
    timeout: 120_000,
  }, async () => {
    const usual = claimsOf(housing, usualCharacter, lastPrintableInstant);
    await fc.assert(
      fc.asyncProperty(usual, async (claims) => {
        const result = await render(claims);
        expect(result).toMatchObject({ ok: true });
        if (!result.ok) return;
        const drawn = await extractText(result.pdf);
        for (const value of printedValues(claims)) expect(drawn).toContain(withoutSpaces(value));
        expectSignable(result.pdf, claims.certificateNumber);
      }),
      { numRuns: 30 },
    );
  });

  it('are rendered with every character when a name is 64 characters long or all of Extension B', {
    timeout: 120_000,
  }, async () => {
    const name = fc.oneof(
      fc.array(from(0x4e00, 0x9fff), { minLength: 64, maxLength: 64 }).map((parts) => parts.join('')),
      fc.array(rareHan, { minLength: 32, maxLength: 32 }).map((parts) => parts.join('')),
    );
    const named = fc
      .tuple(claimsOf({ ...housing, rows: 2 }, usualCharacter, lastPrintableInstant), name)
      .map(([claims, value]) => ({ ...claims, holder: { ...claims.holder, name: value } }));
    await fc.assert(
      fc.asyncProperty(named, async (claims) => {
        expect(certificateClaimsSchema.safeParse(claims).success).toBe(true);
        const result = await render(claims);
        if (!result.ok) throw new Error(result.detail);
        expect(await extractText(result.pdf)).toContain(withoutSpaces(claims.holder.name));
        expectSignable(result.pdf, claims.certificateNumber);
      }),
      { numRuns: 20 },
    );
  });

  it('are rendered with every character when a table has 60 rows of 12 cells', {
    timeout: 120_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(claimsOf(wide, usualCharacter, lastPrintableInstant), async (claims) => {
        const result = await render(claims, wideRenderer);
        if (!result.ok) throw new Error(result.detail);
        const drawn = await extractText(result.pdf);
        for (const cell of Object.values(claims.tables).flat(2)) expect(drawn).toContain(withoutSpaces(cell));
        expectSignable(result.pdf, claims.certificateNumber);
      }),
      { numRuns: 4 },
    );
  });

  it('are rendered with every character or refused, whatever they hold', { timeout: 120_000 }, async () => {
    const strange = claimsOf(housing, anyCharacter, Number.MAX_SAFE_INTEGER);
    // One strange character in a name: about half of these have a glyph.
    const usual = claimsOf(housing, usualCharacter, lastPrintableInstant);
    const strangeName = fc
      .tuple(usual, from(0xa1, 0x33ff))
      .map(([claims, character]) => ({ ...claims, holder: { ...claims.holder, name: `张${character}` } }))
      .filter((claims) => certificateClaimsSchema.safeParse(claims).success);
    await fc.assert(
      fc.asyncProperty(fc.oneof(strange, strangeName), async (claims) => {
        const result = await render(claims);
        if (!result.ok) {
          expect(['character-without-glyph', 'text-does-not-fit']).toContain(result.reason);
          return;
        }
        const drawn = await extractText(result.pdf);
        for (const value of printedValues(claims)) expect(drawn).toContain(withoutSpaces(value));
      }),
      { numRuns: 100 },
    );
  });

  it('are issued only if they can be printed with all that they say, and nothing throws', {
    timeout: 120_000,
  }, async () => {
    const key = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const issuer = { keyId: 'department-1', privateKey: key.privateKey };
    const fromShortToEndless = fc
      .tuple(fc.integer({ min: 1, max: 120 }), fc.integer({ min: 0, max: mostTableRows }))
      .chain(([cell, rows]) => claimsOf({ ...housing, cell, rows }, usualCharacter, lastPrintableInstant));
    let issued = 0;
    await fc.assert(
      fc.asyncProperty(fromShortToEndless, async (claims) => {
        const certificate = signPrintable(claims, issuer);
        if (certificate === undefined) return;
        issued += 1;
        const qr = encodeQrPayload(certificate);
        if (qr.outcome !== 'encoded') throw new Error(qr.outcome);
        expect(await renderer.render({ claims, qrPayload: qr.text })).toMatchObject({ ok: true });
      }),
      { numRuns: 60 },
    );
    expect(issued).toBeGreaterThan(0);
  });

  it('are refused when they do not suit the template', async () => {
    const unsuitable = fc.oneof(
      ...[
        { ...housing, facts: ['scope'] },
        { ...housing, tables: {} },
        { ...housing, tables: { properties: 7 } },
        { kind: 'marriage-record', facts: ['found'], tables: {} },
      ].map((shape) => claimsOf(shape, usualCharacter, lastPrintableInstant)),
    );
    await fc.assert(
      fc.asyncProperty(unsuitable, async (claims) => {
        // A table without rows suits any number of columns.
        fc.pre(Object.values(claims.tables).every((rows) => rows.length > 0));
        expect(await render(claims)).toMatchObject({ ok: false, reason: 'template-broken' });
      }),
    );
  });
});
