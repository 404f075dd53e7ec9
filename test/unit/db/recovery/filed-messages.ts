import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import type { Unit } from '../../../../db/unit-of-work.ts';
import {
  beginIdentifiedVisit,
  idOf,
  issueCertificate,
  openTestDatabase,
  pseudonymOf,
  residentIdNumber,
  type TestDatabase,
} from '../../../helpers/database.ts';

export const pageBytes = 4096;

/** Text of a JWE's looks; the same seed gives the same. */
export const sealedText = (seed: string, length: number): string => {
  let text = '';
  for (let part = 0; text.length < length; part += 1) {
    text += createHash('sha256').update(`${seed} ${part}`).digest('base64url');
  }
  return text.slice(0, length);
};

const digestOf = (sealed: string): string => createHash('sha256').update(sealed).digest('base64url');

export const keyOf = (number: number): string => idOf(10_000 + number);
export const materialOf = (number: number): string => idOf(50_000 + number);
export const receiptOf = (number: number): string => `SL-0001-20261120-${String(number).padStart(10, '0')}`;

/** Files application `number` in visit 1: its message, and `chunks` chunks of one material. */
export const fileApplication = (
  unit: Unit,
  number: number,
  { characters = 600, chunks = 0, chunkCharacters = 9_000 } = {},
): void => {
  const sealedChunks = Array.from({ length: chunks }, (_, index) => {
    const sealed = sealedText(`chunk ${number} ${index}`, chunkCharacters);
    return { sealed, digest: digestOf(sealed) };
  });
  const materials = chunks === 0 ? [] : [{ materialId: materialOf(number), chunks: sealedChunks }];
  const filed = unit.applications.file({
    key: keyOf(number),
    receiptNumber: receiptOf(number),
    visitId: idOf(1),
    item: 'housing-subsidy',
    formVersion: 1,
    holderPseudonym: pseudonymOf(residentIdNumber),
    filedAt: 1_795_161_600_000 + number,
    body: JSON.stringify({
      kind: 'application',
      key: keyOf(number),
      receiptNumber: receiptOf(number),
      item: 'housing-subsidy',
      formVersion: 1,
      filedAt: 1_795_161_600_000 + number,
      sealed: sealedText(`application ${number}`, characters),
      materials: materials.map(({ materialId, chunks: parts }) => ({
        materialId,
        chunkDigests: parts.map(({ digest }) => digest),
      })),
    }),
    materials,
  });
  if (!filed.ok) throw new Error(filed.reason);
  unit.audit.append({
    actor: { kind: 'kiosk', pseudonym: null },
    action: 'application.filed',
    subject: receiptOf(number),
  });
};

/** A kiosk's database after a day: a visit, certificates, applications with and without materials, an audit log. */
export const fillDatabase = (database: TestDatabase, applications = 40): void => {
  database.commit((unit) => {
    beginIdentifiedVisit(unit);
    for (let number = 0; number < 10; number += 1) {
      issueCertificate(unit, {
        requestId: idOf(100 + number),
        certificateNumber: `HS-2026-${String(number).padStart(6, '0')}`,
      });
    }
    unit.keptDocuments.keep({ name: 'catalogue', body: sealedText('catalogue', 20_000) });
  });
  for (let number = 1; number <= applications; number += 1) {
    database.commit((unit) =>
      fileApplication(unit, number, number % 8 === 0 ? { chunks: 2 } : { characters: 300 + 40 * number }),
    );
  }
};

/** A closed database with `applications` applications in it and nothing in its WAL. */
export const closedDatabase = (applications?: number): TestDatabase => {
  const database = openTestDatabase();
  fillDatabase(database, applications);
  database.current().close();
  return database;
};

/** Overwrites pages of a file, numbered from 1. */
export const overwritePages = (file: string, pages: readonly number[], content = 0xa5): void => {
  const bytes = readFileSync(file);
  for (const page of pages) {
    bytes.fill(content, (page - 1) * pageBytes, Math.min(page * pageBytes, bytes.length));
  }
  writeFileSync(file, bytes);
};
