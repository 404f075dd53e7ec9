import { createInterface } from 'node:readline';
import { openStore } from '../../../platform/store/open-store.ts';

/**
 * Opens the store of the folder in argv[2] and, for each line of input, adds a station of that code in a transaction;
 * says so on output as soon as the commit was acknowledged.
 */
const store = await openStore({ folder: process.argv[2] ?? '' });
process.stdout.write('ready\n');
for await (const stationCode of createInterface(process.stdin)) {
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
