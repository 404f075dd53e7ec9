import { writeSync } from 'node:fs';
import { openDatabase } from '../../../db/connection.ts';
import { idOf, pseudonymOf } from '../../helpers/database.ts';

/**
 * A kiosk under load, to be killed: visits one after another, each step a transaction of business row and audit entry.
 * After each commit it writes a line `<action> <visit number> <sequence> <hash>` to standard output: what a resident
 * has been told. Arguments: database file, number of the first visit.
 */
const [file = '', first = ''] = process.argv.slice(2);

const opened = openDatabase({ file, now: Date.now });
if (!opened.ok) throw new Error(`${opened.reason}: ${opened.detail}`);
const { database } = opened;

const step = (
  action: string,
  visit: number,
  work: (unit: Parameters<Parameters<typeof database.transaction>[0]>[0]) => { readonly ok: boolean },
): void => {
  let head = { sequence: 0, hash: '' };
  const outcome = database.transaction((unit) => {
    const done = work(unit);
    if (!done.ok) return done;
    head = unit.audit.append({ actor: { kind: 'kiosk', pseudonym: null }, action, subject: idOf(visit) });
    return done;
  });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  writeSync(1, `${action} ${visit} ${head.sequence} ${head.hash}\n`);
};

database.transaction((unit) => {
  unit.visits.endInterrupted();
  return { ok: true };
});
for (let visit = Number(first); ; visit += 1) {
  const id = idOf(visit);
  step('visit.begun', visit, (unit) => {
    unit.visits.begin({ id, locale: 'zh-CN', elderMode: false });
    return { ok: true };
  });
  step('visit.identified', visit, (unit) => {
    // Large enough that the WAL is folded into the file every few visits.
    unit.keptDocuments.keep({ name: 'catalogue', body: `${visit} `.repeat(60_000) });
    return unit.visits.identify({
      id,
      identifiedBy: 'id-card',
      assuranceLevel: 2,
      holderPseudonym: pseudonymOf(String(visit)),
    });
  });
  step('visit.ended', visit, (unit) =>
    unit.visits.end({ id, outcome: 'completed', locale: 'zh-CN', elderMode: false }),
  );
}
