import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  type CertificateRenderer,
  createCertificateRenderer,
} from '../../../electron/core/certificates/rendering/certificate-renderer.ts';
import {
  type CertificateClaims,
  certificateClaimsSchema,
} from '../../../platform/contract/certificate/claims.ts';
import {
  fontFolder,
  samplePayload,
  templatesFolder,
} from '../../unit/certificates/rendering/sample-certificate.ts';
import { extractText } from './extract-text.ts';

const from = (first: number, last: number) =>
  fc.integer({ min: first, max: last }).map((codePoint) => String.fromCodePoint(codePoint));

/** What certificates hold: the font covers all of it. */
const usualCharacter = fc.oneof(
  { weight: 20, arbitrary: from(0x4e00, 0x9fa5) },
  { weight: 4, arbitrary: from(0x20, 0x7e) },
  { weight: 1, arbitrary: from(0x3400, 0x4db5) },
  { weight: 2, arbitrary: fc.constantFrom(...'·，。、（）〔〕“”—…㎡℃№　') },
);
const anyCharacter = fc.oneof(
  { weight: 100, arbitrary: usualCharacter },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }) },
);
type Characters = fc.Arbitrary<string>;

const text = (unit: Characters, maximum: number) =>
  fc.array(unit, { minLength: 1, maxLength: maximum }).map((parts) => parts.join('').slice(0, maximum));

const code = (alphabet: string, minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...alphabet), minLength, maxLength });
const digitsAndCapitals = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

const lastPrintableInstant = 253_402_271_999;

interface Shape {
  readonly kind: string;
  readonly facts: readonly string[];
  /** Columns by key. */
  readonly tables: Readonly<Record<string, number>>;
}

/** Claims of a kind, out of some characters and with instants up to a limit; only such as pass the schema. */
const claimsOf = (
  { kind, facts, tables }: Shape,
  unit: Characters,
  lastInstant: number,
): fc.Arbitrary<CertificateClaims> => {
  const instant = fc.integer({ min: 0, max: lastInstant });
  return fc
    .record({
      certificateNumber: code(`${digitsAndCapitals}-`, 8, 40),
      kind: fc.constant(kind),
      holder: fc.record({
        name: text(unit, 50),
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
            fc.array(fc.array(text(unit, 120), { minLength: columns, maxLength: columns }), {
              maxLength: 12,
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
  let renderer: CertificateRenderer;
  beforeAll(async () => {
    renderer = await createCertificateRenderer({ fontFolder, templatesFolder });
  });

  const render = (claims: CertificateClaims) => renderer.render({ claims, qrPayload: samplePayload() });

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
      }),
      { numRuns: 30 },
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
