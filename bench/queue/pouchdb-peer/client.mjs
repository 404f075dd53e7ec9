/**
 * A client of express-pouchdb. `node client.mjs ORDERS`, JSON:
 *   { "do": "fill", … }       makes the documents in a database on the disk and ends
 *   { "do": "replicate", … }  replicates them, made in memory first unless they lie on the disk, and says how long it took
 */
import { randomBytes } from 'node:crypto';
import PouchDb from 'pouchdb';
import memoryAdapter from 'pouchdb-adapter-memory';
import { watchMemory } from '../memory-watch.ts';

PouchDb.plugin(memoryAdapter);
const orders = JSON.parse(process.argv[2]);
const { count, bytes } = orders;
const madeAtOnce = 1_000;

/** As JSON about as long as a message of the kiosk. */
const makeDocuments = async (database) => {
  for (let made = 0; made < count; made += madeAtOnce) {
    const some = Math.min(madeAtOnce, count - made);
    await database.bulkDocs(
      Array.from({ length: some }, (_, index) => ({
        _id: String(made + index).padStart(36, '0'),
        body: randomBytes(Math.ceil((bytes * 3) / 4))
          .toString('base64url')
          .slice(0, bytes - 60),
      })),
    );
  }
};

const source = new PouchDb(orders.source ?? 'source', {
  adapter: orders.source === undefined ? 'memory' : 'leveldb',
});
if (orders.do === 'fill') {
  await makeDocuments(source);
  await source.close();
  console.log(JSON.stringify({ filled: count }));
} else {
  if (orders.source === undefined) await makeDocuments(source);
  let sent = 0;
  const memory = watchMemory(() => sent);
  const start = performance.now();
  const replication = source.replicate.to(orders.target, {
    batch_size: orders.batchSize,
    batches_limit: orders.batchesLimit,
  });
  replication.on('change', ({ docs_written: written }) => {
    sent = written;
  });
  const { docs_written: written, doc_write_failures: refused } = await replication;
  const seconds = (performance.now() - start) / 1_000;
  console.log(JSON.stringify({ sent: written, refused, warnings: 0, seconds, ...memory.stop() }));
}
process.exit(0);
