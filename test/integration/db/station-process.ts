import { rmSync, writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { openDatabase } from '../../../db/connection.ts';

/**
 * A process that owns a database, for the tests beside it: opens the file it is given, prints the outcome as a line of
 * JSON, and then does what each line of its standard input says, answering each with a line.
 *
 *   append N   N audit entries, a transaction each      → sequence of the last one
 *   fill       large documents until one is refused     → { kept, refused: reason }
 *   free FILE  removes FILE                             → "freed"
 *   close      closes the database                      → "closed"
 */
const [file = ''] = process.argv.slice(2);

const answer = (value: unknown): void => {
  writeSync(1, `${JSON.stringify(value)}\n`);
};

const opened = openDatabase({ file, now: Date.now });
answer(opened.ok ? { ok: true } : opened);
if (!opened.ok) process.exit(0);
const { database } = opened;

const append = (): number | string => {
  let sequence = 0;
  const outcome = database.transaction((unit) => {
    sequence = unit.audit.append({
      actor: { kind: 'kiosk', pseudonym: null },
      action: 'device.checked',
    }).sequence;
    return { ok: true };
  });
  return outcome.ok ? sequence : outcome.reason;
};

const fill = (): unknown => {
  for (let kept = 0; ; kept += 1) {
    const outcome = database.transaction((unit) => {
      unit.audit.append({ actor: { kind: 'kiosk', pseudonym: null }, action: 'catalogue.kept' });
      unit.keptDocuments.keep({ name: 'catalogue', body: 'x'.repeat((kept + 1) * 20_000) });
      return { ok: true };
    });
    if (!outcome.ok) return { kept, refused: outcome.reason };
  }
};

for await (const line of createInterface({ input: process.stdin })) {
  const [command, argument = ''] = line.split(' ');
  switch (command) {
    case 'append': {
      let last: number | string = 0;
      for (let count = 0; count < Number(argument); count += 1) last = append();
      answer(last);
      break;
    }
    case 'fill':
      answer(fill());
      break;
    case 'free':
      rmSync(argument);
      answer('freed');
      break;
    case 'close':
      database.close();
      answer('closed');
      break;
    default:
      throw new Error(`unknown command ${line}`);
  }
}
