import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { CompactEncrypt, importJWK } from 'jose';
import { createApplicationFiling } from '../../electron/core/applications/file-application.ts';
import { publicJwkSchema, type SealingKey } from '../../platform/contract/api.ts';
import { atMost, type Measurement, withRatios } from '../support/measurement.ts';
import { summariseTimes } from '../support/statistics.ts';
import { withFolder } from './bench-folder.ts';
import type { BenchScale } from './bench-scale.ts';
import { beginVisit, mustOpen, newId } from './kiosk-store.ts';
import { nothingElse, plainBytes, sampleAnswers, sampleItem, samplePerson } from './sample-application.ts';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

const createSealingKey = (): SealingKey => {
  const { kty, crv, x, y } = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({
    format: 'jwk',
  });
  const day = 86_400_000;
  return {
    keyId: 'seal-1',
    algorithm: 'ECDH-ES',
    jwk: publicJwkSchema.parse({ kty, crv, x, y }),
    notBefore: Date.now() - day,
    notAfter: Date.now() + 365 * day,
  };
};

/** The core's filing on a database in `folder`; each call files one application and resolves when it is durable. */
const openFiling = (folder: string, sealingKey: SealingKey) => {
  const database = mustOpen(join(folder, 'kiosk.db'));
  const visitId = beginVisit(database);
  const filing = createApplicationFiling({
    database,
    currentItem: () => sampleItem,
    sealingKey: () => sealingKey,
    storage: { canKeep: () => ({ ok: true }) },
    identity: { isRevoked: () => false, isUnknown: () => false },
    platformTime: { now: Date.now },
    stationCode: 'QX-0007',
    newId,
    randomBytes,
    log: silent,
  });
  const draft = { visitId, person: samplePerson, item: sampleItem, answers: sampleAnswers, ...nothingElse };
  return {
    file: async (): Promise<void> => {
      const outcome = await filing.file({ ...draft, identifiedAt: Date.now() });
      if (outcome.outcome !== 'filed') throw new Error(`not filed: ${outcome.outcome}`);
    },
    /** Bytes of the last message. */
    lastMessage: (): string => {
      const read = database.read(({ outbox }) =>
        outbox.ready({ now: Date.now(), limit: 1, bytes: 1, except: new Set() }),
      );
      return read.ok ? (read.value[0]?.body ?? '') : '';
    },
    close: database.close,
  };
};

/** One INSERT of a row into a table of its own, durable when it returns. */
const openRawTable = (folder: string) => {
  const connection = new BetterSqlite3(join(folder, 'raw.db'));
  connection.pragma('journal_mode = WAL');
  connection.pragma('synchronous = FULL');
  connection.exec('CREATE TABLE message (id INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT');
  const insert = connection.prepare<[string]>('INSERT INTO message (body) VALUES (?)');
  return { insert: (body: string) => insert.run(body), close: () => connection.close() };
};

/** Filing one application after the other, in turn with the floor: what no program that seals and keeps one can save. */
export const measureFiling = ({ filings }: BenchScale): Promise<Measurement> =>
  withFolder(async (folder) => {
    const sealingKey = createSealingKey();
    const filing = openFiling(folder, sealingKey);
    const raw = openRawTable(folder);
    const times = {
      filing: [] as number[],
      floor: [] as number[],
      insert: [] as number[],
      seal: [] as number[],
    };
    const plain = new Uint8Array(randomBytes(plainBytes));
    const header = { alg: 'ECDH-ES', enc: 'A256GCM', kid: sealingKey.keyId } as const;
    const key = await importJWK(sealingKey.jwk, header.alg);
    try {
      await filing.file();
      const body = filing.lastMessage();
      const warmUp = Math.ceil(filings / 10);
      const fileOne = async (): Promise<void> => {
        const start = performance.now();
        await filing.file();
        times.filing.push(performance.now() - start);
      };
      // In the order of filing: an INSERT right behind the other's commit would find the disk busy, filing's never does.
      const touchFloor = async (): Promise<void> => {
        const start = performance.now();
        await new CompactEncrypt(plain).setProtectedHeader(header).encrypt(key);
        const sealed = performance.now();
        raw.insert(body);
        const inserted = performance.now();
        times.seal.push(sealed - start);
        times.insert.push(inserted - sealed);
        times.floor.push(inserted - start);
      };
      for (let round = 0; round < warmUp + filings; round += 1) {
        if (round === warmUp) for (const samples of Object.values(times)) samples.length = 0;
        // Each goes first every other time: whoever follows finds the disk as the other left it.
        const [first, second] = round % 2 === 0 ? [fileOne, touchFloor] : [touchFloor, fileOne];
        await first();
        await second();
      }
      const ours = summariseTimes(times.filing);
      const floor = summariseTimes(times.floor);
      return {
        name: 'filing an application',
        unit: 'ms',
        method: `${filings} applications of ${plainBytes} plain bytes (a message of ${Buffer.byteLength(body)} bytes), one at a time, in turn with the floor, after ${warmUp} of each that do not count.`,
        candidates: withRatios([
          {
            name: 'filing',
            kind: 'ours',
            remark:
              'checks the answers, seals, and commits application, outbox and audit row in one transaction (WAL, synchronous=FULL)',
            ...ours,
          },
          {
            name: 'floor',
            kind: 'reference',
            remark: 'the two below, one after the other',
            ...floor,
          },
          {
            name: 'one raw INSERT',
            kind: 'reference',
            remark:
              'better-sqlite3, a message of that length into a table without index (WAL, synchronous=FULL)',
            ...summariseTimes(times.insert),
          },
          {
            name: 'one bare seal',
            kind: 'reference',
            remark: 'jose, CompactEncrypt of as many bytes to an imported key (ECDH-ES, A256GCM)',
            ...summariseTimes(times.seal),
          },
        ]),
        goals: [
          atMost(1.5, 'p50 of filing to the floor', ours.p50 / floor.p50, '×'),
          atMost(10, 'p99 of filing', ours.p99, 'ms'),
        ],
      };
    } finally {
      raw.close();
      filing.close();
    }
  });
