import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import BetterSqlite3 from 'better-sqlite3';

const lookMilliseconds = 3_000;
const databaseName = 'kiosk.db';

/** What the audit log says of updates, in order: action, version, reason. Read from a copy: the files are the kiosk's own. */
const readSteps = (dataFolder: string): readonly string[] => {
  const copy = mkdtempSync(join(tmpdir(), 'yizhan-records-'));
  try {
    for (const name of readdirSync(dataFolder).filter((each) => each.startsWith(databaseName)))
      cpSync(join(dataFolder, name), join(copy, name));
    const connection = new BetterSqlite3(join(copy, databaseName));
    try {
      return connection
        .prepare<[], { action: string; subject: string | null; reason: string | null }>(
          "SELECT action, subject, reason FROM audit_entry WHERE action LIKE 'update.%' ORDER BY sequence",
        )
        .all()
        .map(({ action, subject, reason }) => [action, subject, reason].filter(Boolean).join(' '));
    } finally {
      connection.close();
    }
  } catch {
    // Copied while it was written: the next look is of another moment.
    return [];
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
};

/** Resolves when the audit log says this of a version. @throws Error with all that it says of updates, when it does not */
export const untilRecorded = async (
  dataFolder: string,
  step: string,
  withinMilliseconds: number,
): Promise<readonly string[]> => {
  const end = Date.now() + withinMilliseconds;
  for (;;) {
    const steps = readSteps(dataFolder);
    if (steps.some((each) => each.startsWith(step))) return steps;
    if (Date.now() > end) throw new Error(`${step} was not recorded: ${steps.join(', ')}`);
    await wait(lookMilliseconds);
  }
};

/** Writes into the settings of a kiosk that does not run where it looks for releases; owner and mode stay. */
export const nameSource = (dataFolder: string, source: string): void => {
  const file = join(dataFolder, 'settings.json');
  const settings = JSON.parse(readFileSync(file, 'utf8')) as object;
  writeFileSync(file, `${JSON.stringify({ ...settings, update: { source, ring: 'general' } }, null, 2)}\n`);
};
