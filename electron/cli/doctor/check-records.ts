import { existsSync, readFileSync } from 'node:fs';
import { listBackups, backupFolderOf } from '../../../db/backup/backup-files.ts';
import { databaseFileIn, fileSize } from '../../../db/data-folder.ts';
import { checkWholeDatabase } from '../../../db/integrity/check-whole-database.ts';
import type { Clock } from '../../../drivers/device/clock.ts';
import {
  enrolmentSchema,
  identityFiles,
  parseJson,
  revocationSchema,
} from '../../sync/trust/identity-files.ts';
import { lookAtDatabase } from '../queue/kiosk-database.ts';
import { platformTimeOf, readQueue } from '../queue/read-queue.ts';
import { type Finding, finding } from './finding.ts';

const day = 86_400_000;

const hours = (milliseconds: number): string => `${Math.round(milliseconds / 360_000) / 10} h`;

/** Whether the database is whole. Reads all of it. */
export const checkDatabase = (dataFolder: string): Finding => {
  const found = finding('database');
  const file = databaseFileIn(dataFolder);
  const looked = lookAtDatabase(dataFolder, () => null);
  if (!looked.ok) return found('bad', 'database-not-read', `${looked.reason}: ${looked.detail}`);
  const whole = checkWholeDatabase(file);
  if (whole.ok) {
    const megabytes = Math.round(fileSize(file) / 100_000) / 10;
    return found('good', 'database-whole', `${megabytes} MB, ${whole.auditEntries} audit entries`);
  }
  return found('bad', 'database-not-whole', whole.detail);
};

/** Age of the newest backup; `now` in epoch milliseconds. */
export const checkBackup = (dataFolder: string, now: number): Finding => {
  const found = finding('backup');
  const backups = listBackups(backupFolderOf(databaseFileIn(dataFolder)));
  const [newest] = backups;
  if (!newest) return found('warning', 'backup-missing');
  const age = now - newest.madeAt;
  const detail = `${newest.name}, ${hours(age)} old, ${backups.length} kept`;
  return age > 2 * day ? found('warning', 'backup-old', detail) : found('good', 'backup-fresh', detail);
};

/** What the kiosk knows of the platform's time, and what waits for the platform. */
export const checkClockAndQueue = (dataFolder: string, clock: Clock): readonly Finding[] => {
  const looked = lookAtDatabase(dataFolder, (unit) => ({
    basis: platformTimeOf(unit, clock).basis(),
    queue: readQueue(unit, clock),
  }));
  if (!looked.ok) return [];
  const { basis, queue } = looked.value;
  const time = new Date(clock.now()).toISOString();
  const ofClock =
    basis === 'local-clock-not-believed'
      ? finding('clock')('bad', 'clock-not-believed', time)
      : finding('clock')('good', 'clock-believed', time);
  const found = finding('queue');
  const { pending, oldestPendingAt, deadLetters, chunks } = queue;
  const waited = oldestPendingAt === null ? 0 : clock.now() - oldestPendingAt;
  const detail = `${pending} waiting, ${chunks} chunks, ${deadLetters.length} refused`;
  if (deadLetters.length > 0) return [ofClock, found('bad', 'queue-dead', detail)];
  if (pending === 0) return [ofClock, found('good', 'queue-empty', detail)];
  return [
    ofClock,
    waited > day
      ? found('warning', 'queue-stuck', `${detail}, the oldest for ${hours(waited)}`)
      : found('good', 'queue-waits', detail),
  ];
};

/** Whether the kiosk is enrolled; its key is not opened. */
export const checkIdentity = (dataFolder: string): Finding => {
  const found = finding('identity');
  const files = identityFiles(dataFolder);
  try {
    if (existsSync(files.revocation)) {
      const revoked = parseJson(revocationSchema, readFileSync(files.revocation, 'utf8'));
      return found('bad', 'identity-revoked', revoked ? revoked.kioskId : files.revocation);
    }
    if (!existsSync(files.enrolment) || !existsSync(files.key)) return found('bad', 'identity-missing');
    const enrolment = parseJson(enrolmentSchema, readFileSync(files.enrolment, 'utf8'));
    return enrolment
      ? found('good', 'identity-enrolled', `${enrolment.kioskId}, station ${enrolment.stationCode}`)
      : found('bad', 'identity-unreadable', files.enrolment);
  } catch (error) {
    return found('bad', 'identity-unreadable', error instanceof Error ? error.message : String(error));
  }
};
