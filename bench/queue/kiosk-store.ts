import { v7 } from 'uuid';
import { type KioskDatabase, openDatabase } from '../../db/connection.ts';
import type { Unit } from '../../db/unit-of-work.ts';
import { samplePerson } from './sample-application.ts';

export const mustOpen = (file: string): KioskDatabase => {
  const opened = openDatabase({ file, now: Date.now });
  if (!opened.ok) throw new Error(`${opened.reason}: ${opened.detail}`);
  return opened.database;
};

/** Runs `work` in a transaction; everything it wrote is on the disk. */
export const commit = (database: KioskDatabase, work: (unit: Unit) => void): void => {
  const done = database.transaction((unit) => {
    work(unit);
    return { ok: true };
  });
  if (!done.ok) throw new Error(`${done.reason}: ${done.detail}`);
};

/** Begins the visit of an identified person; answers with its id. */
export const beginVisit = (database: KioskDatabase): string => {
  const id = v7();
  commit(database, ({ visits }) => {
    visits.begin({ id, locale: 'zh-CN', elderMode: false });
    const identified = visits.identify({
      id,
      identifiedBy: samplePerson.method,
      assuranceLevel: samplePerson.assuranceLevel,
      holderPseudonym: samplePerson.pseudonym,
    });
    if (!identified.ok) throw new Error(identified.reason);
  });
  return id;
};

export const newId = (): string => v7();
