import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { UnitOfWork } from '../../../db/unit-of-work.ts';
import type { KioskIdentity } from '../../sync/trust/kiosk-identity.ts';
import { auditLine, headerLine, logLine, publicJwkOf, signatureLine } from './export-format.ts';
import type { Stick } from './find-sticks.ts';
import { fileNameOn, type StickProblem, streamToStick } from './write-to-stick.ts';

export type LogExportOutcome =
  | { readonly ok: true; readonly file: string; readonly entries: number }
  | {
      readonly ok: false;
      readonly reason: StickProblem | 'not-signed' | 'not-read';
    };

/** Entries that are read and written at a time: the core goes on serving between two blocks. */
const entriesABlock = 500;
/** As much as an entry takes in the file, generously; the stick must have that and the logs. */
const bytesAnEntry = 700;

const readLog = async (folder: string, name: 'core' | 'shell'): Promise<readonly string[]> => {
  try {
    const text = await readFile(join(folder, 'logs', `${name}.log`), 'utf8');
    return text.split('\n').filter((line) => line !== '');
  } catch {
    // A kiosk that logs to standard error has no such file.
    return [];
  }
};

/**
 * Writes the audit log and the kiosk's own logs to a stick, signed with the kiosk's key. The file is there whole or not at
 * all (`streamToStick`).
 */
export const exportLog = async (options: {
  readonly stick: Stick;
  readonly database: Pick<UnitOfWork, 'read'>;
  readonly dataFolder: string;
  readonly identity: Pick<KioskIdentity, 'kioskId' | 'stationCode' | 'signingKeys'>;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
}): Promise<LogExportOutcome> => {
  const { stick, database, identity } = options;
  const [key] = identity.signingKeys();
  if (key === undefined) return { ok: false, reason: 'not-signed' };
  const heads = database.read(({ audit }) => ({ from: audit.retired(), to: audit.head() }));
  if (!heads.ok) return { ok: false, reason: 'not-read' };
  const { from, to } = heads.value;
  const logs = [
    ...(await readLog(options.dataFolder, 'core')).map((line) => logLine('core', line)),
    ...(await readLog(options.dataFolder, 'shell')).map((line) => logLine('shell', line)),
  ];
  const logBytes = logs.reduce((sum, line) => sum + Buffer.byteLength(line), 0);
  if (stick.freeBytes < logBytes + (to.sequence - from.sequence) * bytesAnEntry) {
    return { ok: false, reason: 'stick-full' };
  }

  const exportedAt = Math.round(options.now());
  const name = fileNameOn('log', identity.kioskId, exportedAt, 'jsonl');
  const digest = createHash('sha256');
  const problem = await streamToStick(stick, name, async (write) => {
    const writeSigned = (text: string): Promise<void> => {
      digest.update(text);
      return write(Buffer.from(text));
    };
    const { kioskId, stationCode } = identity;
    const publicKey = publicJwkOf(key.privateKey);
    await writeSigned(
      headerLine({ format: 'yizhan-log-1', kioskId, stationCode, exportedAt, publicKey, from, to }),
    );
    for (let { sequence } = from; sequence < to.sequence; sequence += entriesABlock) {
      const limit = Math.min(entriesABlock, to.sequence - sequence);
      const block = database.read(({ audit }) => audit.after(sequence, limit));
      if (!block.ok) throw new Error(block.reason);
      await writeSigned(block.value.map(auditLine).join(''));
    }
    await writeSigned(logs.join(''));
    await write(Buffer.from(signatureLine(digest.digest(), key.privateKey)));
  }).catch(() => 'not-read' as const);
  if (problem !== null) return { ok: false, reason: problem };
  return { ok: true, file: join(stick.folder, name), entries: to.sequence - from.sequence };
};
