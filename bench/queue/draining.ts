import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { atLeast, type Measurement, withRatios } from '../support/measurement.ts';
import { quantile, summariseSpeeds } from '../support/statistics.ts';
import { withFolder } from './bench-folder.ts';
import type { BenchScale } from './bench-scale.ts';
import { checkedFigures } from './drain-figures.ts';
import { drainKiosk } from './drain-kiosk.ts';
import { fillQueue } from './fill-queue.ts';
import { type PlatformProcess, startOnPostgresql, startPlatformProcess } from './platform-process.ts';
import { startPouchDbPeer } from './pouchdb-peer.ts';

/** The queue of a kiosk that is drained again and again, each time with new applications, to the same platform. */
const createQueue = (platform: PlatformProcess, folder: string, count: number) => {
  const file = join(folder, 'kiosk.db');
  return {
    /** Answers with the bytes of one message. */
    fill: async (): Promise<number> => {
      await mkdir(folder);
      return fillQueue(file, count, platform.sealingKey);
    },
    /** Drains it in a new kiosk: applications a second. */
    drain: async (): Promise<number> => {
      const { seconds } = checkedFigures(await drainKiosk(platform, file), count);
      await rm(folder, { recursive: true });
      return count / seconds;
    },
  };
};

/**
 * Of each round ours divided by the peer's, then the median: what else the machine did in a round slowed both alike.
 *
 * @param theirs as many as ours, in the same order
 */
export const medianRatio = (ours: readonly number[], theirs: readonly number[]): number =>
  quantile(
    ours.map((speed, round) => speed / (theirs[round] ?? Number.NaN)),
    0.5,
  );

const method = (count: number, bytes: number, rounds: number): string =>
  `${count} applications of ${bytes} bytes, in turn, ${rounds} rounds after one that does not count. Each client is a new process; servers stay and are left alone until they are quiet. The goals are about the median of the rounds' ratios.`;

/** Draining a queue to the reference platform on its two stores, in turn with PouchDB's replication. */
export const measureDraining = ({ drained, drainRounds }: BenchScale): Promise<Measurement> =>
  withFolder(async (folder) => {
    const onPostgresql = await startOnPostgresql();
    const embedded = await startPlatformProcess({ folder: join(folder, 'store') });
    const peer = await startPouchDbPeer(folder);
    const speeds = { postgresql: [] as number[], embedded: [] as number[], peer: [] as number[] };
    let bytes = 0;
    let settings = '';
    try {
      const first = createQueue(onPostgresql.platform, join(folder, 'first'), drained);
      const second = createQueue(embedded, join(folder, 'second'), drained);
      bytes = await first.fill();
      settings = await peer.tune({ count: drained, bytes });
      await peer.quiet();
      for (let round = 0; round <= drainRounds; round += 1) {
        const toPostgresql = await first.drain();
        // The next queue is filled while the platform opens what it got.
        await Promise.all([onPostgresql.platform.quiet(), second.fill()]);
        const { seconds } = checkedFigures(await peer.replicate({ count: drained, bytes }), drained);
        await peer.quiet();
        const toEmbedded = await second.drain();
        if (round < drainRounds) await Promise.all([embedded.quiet(), first.fill()]);
        if (round === 0) continue;
        speeds.postgresql.push(toPostgresql);
        speeds.peer.push(drained / seconds);
        speeds.embedded.push(toEmbedded);
      }
    } finally {
      await peer.stop();
      await embedded.stop();
      await onPostgresql.stop();
    }
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
          remark: `${settings}; documents of that size from memory to memory: no signatures, nothing on a disk`,
          ...summariseSpeeds(speeds.peer),
        },
      ]),
      goals: [
        atLeast(1, 'PostgreSQL to PouchDB', medianRatio(speeds.postgresql, speeds.peer), '×'),
        atLeast(0.5, 'PGlite to PouchDB', medianRatio(speeds.embedded, speeds.peer), '×'),
      ],
    };
  });
