/** express-pouchdb on a port of its own: `node server.mjs memory|leveldb FOLDER`; says `{ "url": … }` when it listens. */
import { join } from 'node:path';
import express from 'express';
import expressPouchDb from 'express-pouchdb';
import PouchDb from 'pouchdb';
import memoryAdapter from 'pouchdb-adapter-memory';

const [adapter, folder] = process.argv.slice(2);
PouchDb.plugin(memoryAdapter);
const Database = PouchDb.defaults(
  adapter === 'memory' ? { adapter } : { adapter, prefix: `${join(folder, 'server-')}` },
);

const application = express();
application.use(
  '/',
  expressPouchDb(Database, {
    // As little as replication needs: no log on the disk, no sessions, no configuration file.
    mode: 'minimumForPouchDB',
    inMemoryConfig: true,
    logPath: join(folder, 'express-pouchdb.log'),
  }),
);
const server = application.listen(0, '127.0.0.1', () => {
  console.log(JSON.stringify({ url: `http://127.0.0.1:${server.address().port}` }));
});
process.once('SIGTERM', () => process.exit(0));
