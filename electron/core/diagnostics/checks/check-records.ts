import { existsSync, readFileSync } from 'node:fs';
import { listBackups, backupFolderOf } from '../../../../db/backup/backup-files.ts';
import { databaseFileIn } from '../../../../db/data-folder.ts';
import type { ReadUnit } from '../../../../db/unit-of-work.ts';
import {
  enrolmentSchema,
  identityFiles,
  parseJson,
  revocationSchema,
} from '../../../sync/trust/identity-files.ts';
import type { PlatformTimeBasis } from '../../../sync/trust/platform-time.ts';
import type { Finding } from '../../../contract/diagnostics/finding.ts';
import { finding } from './finding.ts';

const day = 86_400_000;

const hours = (milliseconds: number): string => `${Math.round(milliseconds / 360_000) / 10} h`;

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

/** Whether the machine's clock can be right, by what the platform said; `now` in epoch milliseconds. */
export const checkClock = (basis: PlatformTimeBasis, now: number): Finding => {
  const time = new Date(now).toISOString();
  return basis === 'local-clock-not-believed'
    ? finding('clock')('bad', 'clock-not-believed', time)
    : finding('clock')('good', 'clock-believed', time);
};

/** What waits for the platform. `oldestPendingAt` and `now` in epoch milliseconds. */
export const checkQueue = (
  queue: {
    readonly pending: number;
    readonly oldestPendingAt: number | null;
    readonly refused: number;
    readonly chunks: number;
  },
  now: number,
): Finding => {
  const found = finding('queue');
  const { pending, oldestPendingAt, refused, chunks } = queue;
  const waited = oldestPendingAt === null ? 0 : now - oldestPendingAt;
  const detail = `${pending} waiting, ${chunks} chunks, ${refused} refused`;
  if (refused > 0) return found('bad', 'queue-dead', detail);
  if (pending === 0) return found('good', 'queue-empty', detail);
  return waited > day
    ? found('warning', 'queue-stuck', `${detail}, the oldest for ${hours(waited)}`)
    : found('good', 'queue-waits', detail);
};

/** Starts after a power cut, as the audit log has them; `now` in epoch milliseconds. */
export const checkStarts = ({ activity }: Pick<ReadUnit, 'activity'>, now: number): Finding => {
  const found = finding('starts');
  const cuts = activity.startsSince(now - 30 * day).filter(({ reason }) => reason === 'after-power-cut');
  const [newest] = cuts;
  return newest === undefined
    ? found('good', 'power-cuts-none')
    : found(
        'warning',
        'power-cuts-some',
        `${cuts.length} in 30 days, the newest before ${new Date(newest.time).toISOString()}`,
      );
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
