import { writeSync } from 'node:fs';
import { openStore } from '../../../platform/store/open-store.ts';
import { openWaiting } from '../../../platform/submissions/open-applications.ts';

/** Claims a unit, says so, and stands still in the middle of opening it until it is killed. */
const [databaseUrl = '', now = ''] = process.argv.slice(2);
const { database } = await openStore({ databaseUrl });

await openWaiting({
  database,
  clock: { now: () => Number(now) },
  keyRing: {
    // Asked for after the claim, before anything is opened.
    sealingPrivateKey: async () => {
      writeSync(process.stdout.fd, 'in the middle\n');
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
      return undefined;
    },
  },
});
