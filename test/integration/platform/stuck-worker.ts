import { writeSync } from 'node:fs';
import { openStore } from '../../../platform/store/open-store.ts';
import { openWaiting } from '../../../platform/submissions/open-applications.ts';

/** Claims a batch, says so, and stands still in the middle of its transaction until it is killed. */
const [databaseUrl = ''] = process.argv.slice(2);
const { database } = await openStore({ databaseUrl });

await openWaiting({
  database,
  keyRing: { sealingPrivateKey: async () => undefined },
  clock: {
    // Asked for once in a batch: after it was opened, before anything is written.
    now: () => {
      writeSync(process.stdout.fd, 'in the middle\n');
      return Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0) === 'ok' ? 0 : 1;
    },
  },
});
