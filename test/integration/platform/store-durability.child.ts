import { createInterface } from 'node:readline';
import { openStore } from '../../../platform/store/open-store.ts';

/**
 * The first line of input is a folder: opens the store in it. For each line after it adds a station of that code in a
 * transaction; says so on output as soon as the commit was acknowledged.
 */
const lines = createInterface(process.stdin)[Symbol.asyncIterator]();
const folder = (await lines.next()).value as string;
const store = await openStore({ folder });
process.stdout.write('ready\n');
for (let line = await lines.next(); line.done !== true; line = await lines.next()) {
  const stationCode = line.value;
  await store.database
    .transaction()
    .execute((transaction) =>
      transaction
        .insertInto('stations')
        .values({ station_code: stationCode, created_at: new Date() })
        .execute(),
    );
  process.stdout.write(`${stationCode}\n`);
}
