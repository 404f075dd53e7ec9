import { join } from 'node:path';
import { atMost, type Measurement, withRatios } from '../support/measurement.ts';
import { summariseTimes } from '../support/statistics.ts';
import { withFolder } from './bench-folder.ts';
import type { BenchScale } from './bench-scale.ts';
import { checkedFigures, type Growth, growthOf } from './drain-figures.ts';
import { drainKiosk } from './drain-kiosk.ts';
import { fillQueue } from './fill-queue.ts';
import { startOnPostgresql } from './platform-process.ts';
import { fillPeer, startPouchDbPeer } from './pouchdb-peer.ts';

/** What the kiosk's memory grows by while it drains a long queue, beside PouchDB's client. */
export const measureDrainingMemory = ({ watched }: BenchScale): Promise<Measurement> =>
  withFolder(async (folder) => {
    const file = join(folder, 'kiosk.db');
    const onPostgresql = await startOnPostgresql();
    let bytes = 0;
    let ours: Growth;
    try {
      const { platform } = onPostgresql;
      bytes = await fillQueue(file, watched, platform.sealingKey);
      ours = growthOf(checkedFigures(await drainKiosk(platform, file), watched));
    } finally {
      await onPostgresql.stop();
    }
    const source = join(folder, 'source');
    await fillPeer(source, { count: watched, bytes });
    const peer = await startPouchDbPeer(folder);
    let theirs: Growth;
    try {
      theirs = growthOf(checkedFigures(await peer.replicate({ count: watched, bytes }, source), watched));
    } finally {
      await peer.stop();
    }
    return {
      name: 'memory while draining',
      unit: 'MB',
      method: `Resident memory of the client, looked at every 50 ms, over ${watched} applications of ${bytes} bytes, once each: the most of all less what it was before the first. In the lines of the settled growth: the most after the first 5,000 less what it was then.`,
      candidates: withRatios([
        {
          name: 'pump → platform on PostgreSQL',
          kind: 'ours',
          remark: 'a kiosk in a process of its own, queue in its database',
          ...summariseTimes([ours.inAll]),
        },
        {
          name: 'PouchDB → express-pouchdb',
          kind: 'peer',
          remark: 'the client in a process of its own, documents in LevelDB on the disk',
          ...summariseTimes([theirs.inAll]),
        },
        {
          name: 'pump, settled',
          kind: 'ours',
          remark: 'the same run, without compiled code, caches and the growing of the batches',
          ...summariseTimes([ours.settled]),
        },
        {
          name: 'PouchDB, settled',
          kind: 'peer',
          remark: 'the same run',
          ...summariseTimes([theirs.settled]),
        },
      ]),
      goals: [
        atMost(50, 'growth in all', ours.inAll, 'MB'),
        atMost(50, 'settled growth', ours.settled, 'MB'),
      ],
    };
  });
