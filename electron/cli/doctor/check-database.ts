import { databaseFileIn, fileSize } from '../../../db/data-folder.ts';
import { checkWholeDatabase } from '../../../db/integrity/check-whole-database.ts';
import type { Clock } from '../../../drivers/device/clock.ts';
import type { Finding } from '../../contract/diagnostics/finding.ts';
import { checkClock, checkQueue, checkStarts } from '../../core/diagnostics/checks/check-records.ts';
import { finding } from '../../core/diagnostics/checks/finding.ts';
import { lookAtDatabase } from '../queue/kiosk-database.ts';
import { platformTimeOf, readQueue } from '../queue/read-queue.ts';

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

/** What the kiosk knows of the platform's time, what waits for the platform, and what its starts came after. */
export const checkContents = (dataFolder: string, clock: Clock): readonly Finding[] => {
  const looked = lookAtDatabase(dataFolder, (unit) => {
    const { deadLetters, ...queue } = readQueue(unit, clock);
    return [
      checkClock(platformTimeOf(unit, clock).basis(), clock.now()),
      checkQueue({ ...queue, refused: deadLetters.length }, clock.now()),
      checkStarts(unit, clock.now()),
    ];
  });
  return looked.ok ? looked.value : [];
};
