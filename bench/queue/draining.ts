import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { atLeast, type Measurement, withRatios } from '../support/measurement.ts';
import { quantile, summariseSpeeds } from '../support/statistics.ts';
import { withFolder } from './bench-folder.ts';
import type { BenchScale } from './bench-scale.ts';
import { checkedFigures } from './drain-figures.ts';
import { drainKiosk } from './drain-kiosk.ts';
import { fillQueue } from './fill-queue.ts';
import { type PlatformProcess, startOnPostgresql, startPlatformProcess } from './platform-process.ts';
import { peerSettings, startPouchDbPeer } from './pouchdb-peer.ts';

/** Fills a queue, drains it in a new kiosk, waits until the platform has opened what it got: applications a second. */
const drainOnce = async (
  platform: PlatformProcess,
  folder: string,
  count: number,
): Promise<{ readonly speed: number; readonly bytes: number }> => {
  const bytes = await fillQueue(join(folder, 'kiosk.db'), count, platform.sealingKey);
  const { seconds } = checkedFigures(await drainKiosk(platform, join(folder, 'kiosk.db')), count);
  await rm(folder, { recursive: true });
  await platform.quiet();
  return { speed: count / seconds, bytes };
};

const method = (count: number, bytes: number, rounds: number): string =>
  `${count} applications of ${bytes} bytes, in turn, ${rounds} rounds after one that does not count. Each client is a new process; servers stay and are left alone until they are quiet.`;

/** Draining a queue to the reference platform on its two stores, in turn with PouchDB's replication. */
export const measureDraining = ({ drained, drainRounds }: BenchScale): Promise<Measurement> =>
  withFolder(async (folder) => {
    const onPostgresql = await startOnPostgresql();
    const embedded = await startPlatformProcess({ folder: join(folder, 'store') });
    const peer = await startPouchDbPeer(folder);
    const speeds = { postgresql: [] as number[], embedded: [] as number[], peer: [] as number[] };
    let bytes = 0;
    try {
      for (let round = 0; round <= drainRounds; round += 1) {
        const first = await drainOnce(onPostgresql.platform, join(folder, 'first'), drained);
        bytes = first.bytes;
        const { seconds } = checkedFigures(await peer.replicate({ count: drained, bytes }), drained);
        await peer.quiet();
        const second = await drainOnce(embedded, join(folder, 'second'), drained);
        if (round === 0) continue;
        speeds.postgresql.push(first.speed);
        speeds.peer.push(drained / seconds);
        speeds.embedded.push(second.speed);
      }
    } finally {
      await peer.stop();
      await embedded.stop();
      await onPostgresql.stop();
    }
    const theirs = quantile(speeds.peer, 0.5);
    return {
      name: 'draining the queue',
      unit: '1/s',
      method: method(drained, bytes, drainRounds),
      candidates: withRatios([
        {
          name: 'pump → platform on PostgreSQL',
          kind: 'ours',
          remark:
            'signed batches, answers signed and verified; sealed, deduplicated and durably committed by the platform (fsync on), acknowledged durably in the kiosk’s database',
          ...summariseSpeeds(speeds.postgresql),
        },
        {
          name: 'pump → platform on PGlite',
          kind: 'ours',
          remark: 'the same; PostgreSQL as WebAssembly in the platform’s own thread, fsync on',
          ...summariseSpeeds(speeds.embedded),
        },
        {
          name: 'PouchDB → express-pouchdb',
          kind: 'peer',
          remark: `${peerSettings}; documents of that size from memory to memory: no signatures, nothing on a disk`,
          ...summariseSpeeds(speeds.peer),
        },
      ]),
      goals: [
        atLeast(1, 'p50 with PostgreSQL to that of PouchDB', quantile(speeds.postgresql, 0.5) / theirs, '×'),
        atLeast(0.5, 'p50 with PGlite to that of PouchDB', quantile(speeds.embedded, 0.5) / theirs, '×'),
      ],
    };
  });
