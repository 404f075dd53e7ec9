import { createHash, createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { type KioskDatabase, openDatabase } from '../../db/connection.ts';
import type { ReadUnit, Unit } from '../../db/unit-of-work.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';

/** A real database in a folder of its own. */
export interface TestDatabase {
  readonly folder: string;
  readonly file: string;
  readonly clock: FakeClock;
  /** The database as it is open now. */
  current(): KioskDatabase;
  /** Runs `work` and returns its outcome; a failing disk fails the test. */
  write<const Outcome extends { readonly ok: boolean }>(work: (unit: Unit) => Outcome): Outcome;
  /** Runs `work`, which writes without an outcome, and commits. */
  commit(work: (unit: Unit) => void): void;
  read<Value>(work: (unit: ReadUnit) => Value): Value;
  /** Closes the database and opens it again, as a restart does. */
  reopen(): KioskDatabase;
  /** Closes the database and lets `change` edit the file with plain SQLite and no triggers. */
  edit(change: (connection: BetterSqlite3.Database) => void): void;
  /** Edits the file as above and opens it again. */
  tamper(change: (connection: BetterSqlite3.Database) => void): KioskDatabase;
  /** Closes the database and removes the folder. */
  dispose(): void;
}

/** An empty folder under the system's temporary one; the caller removes it. */
export const temporaryFolder = (): string => mkdtempSync(join(tmpdir(), 'yizhan-db-'));

const mustOpen = (file: string, clock: FakeClock): KioskDatabase => {
  const opened = openDatabase({ file, now: clock.now });
  if (!opened.ok) throw new Error(`${opened.reason}: ${opened.detail}`);
  return opened.database;
};

/** Opens a new database in a new folder. */
export const openTestDatabase = (): TestDatabase => {
  const folder = temporaryFolder();
  const file = join(folder, 'kiosk.db');
  const clock = createFakeClock();
  let database = mustOpen(file, clock);

  const reopen = (): KioskDatabase => {
    database.close();
    database = mustOpen(file, clock);
    return database;
  };
  const write: TestDatabase['write'] = (work) => {
    let outcome: ReturnType<typeof work> | undefined;
    const done = database.transaction((unit) => {
      outcome = work(unit);
      return outcome;
    });
    if (outcome === undefined || done !== outcome) throw new Error(`not written: ${JSON.stringify(done)}`);
    return outcome;
  };
  const edit: TestDatabase['edit'] = (change) => {
    database.close();
    const connection = new BetterSqlite3(file);
    const triggers = connection
      .prepare<[], { name: string; sql: string }>(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'",
      )
      .all();
    for (const { name } of triggers) connection.exec(`DROP TRIGGER ${name}`);
    change(connection);
    for (const { sql } of triggers) connection.exec(sql);
    connection.close();
  };
  return {
    folder,
    file,
    clock,
    edit,
    current: () => database,
    write,
    commit: (work) => {
      write((unit) => {
        work(unit);
        return { ok: true };
      });
    },
    read: (work) => {
      const outcome = database.read(work);
      if (!outcome.ok) throw new Error(`${outcome.reason}: ${outcome.detail}`);
      return outcome.value;
    },
    reopen,
    tamper: (change) => {
      edit(change);
      return reopen();
    },
    dispose: () => {
      database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** A UUIDv7 (RFC 9562 §5.7) that says only "the n-th": the same number gives the same id. */
export const idOf = (number: number): string => {
  const hexadecimal = number.toString(16).padStart(12, '0');
  return `019a9c00-0000-7000-8000-${hexadecimal}`;
};

/** The pseudonym of a synthetic person, as the core makes it. */
export const pseudonymOf = (idNumber: string): string =>
  createHmac('sha256', 'salt of the test').update(idNumber, 'utf8').digest('hex');

/** A hash of the right shape that tells one signed message from another. */
export const hashOf = (text: string): string =>
  createHmac('sha256', 'hash of the test').update(text).digest('hex');

/** A receipt number of the right shape that says only "the n-th". */
export const receiptNumberOf = (number: number): string =>
  `SL-430100-01-20261120-${number.toString().padStart(10, '0')}`;

/** A digest of the right shape: SHA-256 as base64url. */
export const digestOf = (text: string): string => createHash('sha256').update(text).digest('base64url');

/** A material of `chunks` chunks that look sealed; the n-th material has the id `idOf(n)`. */
export const sealedMaterial = (number: number, chunks: number) => ({
  materialId: idOf(number),
  chunks: Array.from({ length: chunks }, (_, index) => {
    const sealed = `eyJhbGciOiJFQ0RILUVTIn0..${number}.${index}.tag`;
    return { sealed, digest: digestOf(sealed) };
  }),
});

/** Files the n-th application of the synthetic resident in an open visit: key `idOf(n)`. */
export const fileApplication = (
  unit: Unit,
  number: number,
  {
    visitId = idOf(1),
    holderPseudonym = pseudonymOf(residentIdNumber),
    materials = [] as readonly ReturnType<typeof sealedMaterial>[],
  } = {},
): ReturnType<Unit['applications']['file']> => {
  const key = idOf(number);
  const receiptNumber = receiptNumberOf(number);
  return unit.applications.file({
    key,
    receiptNumber,
    visitId,
    item: 'elderly-allowance',
    formVersion: 3,
    holderPseudonym,
    filedAt: Date.UTC(2026, 10, 20, 8) + number,
    body: JSON.stringify({
      kind: 'application',
      key,
      receiptNumber,
      sealed: 'eyJhbGciOiJFQ0RILUVTIn0..i.c.t',
    }),
    materials,
  });
};

/** Identity number of the synthetic resident that the helpers below speak of. */
export const residentIdNumber = '11010519491231002X';

/** A visit of an identified resident, open. */
export const beginIdentifiedVisit = (unit: Unit, visitId = idOf(1), idNumber = residentIdNumber): void => {
  unit.visits.begin({ id: visitId, locale: 'zh-CN', elderMode: false });
  const identified = unit.visits.identify({
    id: visitId,
    identifiedBy: 'id-card',
    assuranceLevel: 2,
    holderPseudonym: pseudonymOf(idNumber),
  });
  if (!identified.ok) throw new Error(identified.reason);
};

/** A certificate that has been issued in an open visit. */
export const issueCertificate = (
  unit: Unit,
  { visitId = idOf(1), requestId = idOf(100), certificateNumber = 'HS-2026-000001' } = {},
): void => {
  const requested = unit.certificateIssues.request({
    requestId,
    visitId,
    kind: 'housing-status',
    purposeCode: 'school-entry',
  });
  if (!requested.ok) throw new Error(requested.reason);
  const issued = unit.certificateIssues.markIssued({
    requestId,
    certificateNumber,
    claimsHash: hashOf(certificateNumber),
  });
  if (!issued.ok) throw new Error(issued.reason);
};

/** Has the platform acknowledge one message; refused where it is not pending. */
export const acknowledge = (
  outbox: Unit['outbox'],
  key: string,
): { readonly ok: true } | { readonly ok: false; readonly reason: 'not-pending' } =>
  outbox.acknowledgeAll([key]).has(key) ? { ok: true } : { ok: false, reason: 'not-pending' };
