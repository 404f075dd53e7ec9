import { join } from 'node:path';
import { z } from 'zod';
import { type Measurement, withRatios } from '../support/measurement.ts';
import { summariseSpeeds, summariseTimes } from '../support/statistics.ts';
import { withFolder } from './bench-folder.ts';
import type { BenchScale } from './bench-scale.ts';
import { startProgram } from './child-program.ts';
import { type PlatformProcess, startOnPostgresql, startPlatformProcess } from './platform-process.ts';
import { startPouchDbPeer } from './pouchdb-peer.ts';

/** About what a message of the bench has. */
const documentBytes = 3_330;

const phaseSchema = z.object({
  applications: z.number(),
  busy: z.number(),
  seconds: z.number(),
  latencies: z.array(z.number()),
});
const loadSchema = z.object({ atOnce: phaseSchema, paced: phaseSchema });

const candidates = {
  'one-on-postgresql': {
    name: 'platform on PostgreSQL',
    kind: 'ours',
    remark: 'signatures verified, nonces and applications committed durably (fsync on), answers signed',
  },
  'two-on-postgresql': {
    name: 'two instances behind one PostgreSQL',
    kind: 'ours',
    remark: 'every other kiosk at each; all on this machine',
  },
  embedded: {
    name: 'platform on PGlite',
    kind: 'ours',
    remark: 'the same; PostgreSQL as WebAssembly in the platform’s own thread, fsync on',
  },
  peer: {
    name: 'express-pouchdb, _bulk_docs',
    kind: 'peer',
    remark: 'documents of that size into memory: no signatures, nothing on a disk, no key seen twice',
  },
} as const;
type CandidateName = keyof typeof candidates;

/** What the rounds of one candidate came to. */
interface Samples {
  readonly speeds: number[];
  readonly crowded: number[];
  readonly paced: number[];
  /** Requests told to come later, of each round. */
  readonly busy: number[];
}

const runLoad = async (orders: object): Promise<z.infer<typeof loadSchema>> => {
  const program = startProgram(join(import.meta.dirname, 'load-program.ts'), [JSON.stringify(orders)]);
  try {
    return loadSchema.parse(await program.line());
  } finally {
    await program.stop();
  }
};

const table = (
  samples: Readonly<Record<CandidateName, Samples>>,
  summarise: (samples: Samples) => ReturnType<typeof summariseTimes>,
) =>
  withRatios(
    Object.entries(candidates).map(([name, candidate]) => ({
      ...candidate,
      remark: `${candidate.remark}; told to come later: ${samples[name as CandidateName].busy.reduce((sum, busy) => sum + busy, 0)} requests`,
      ...summarise(samples[name as CandidateName]),
    })),
  );

/** The platform under a thousand kiosks at once, on its two stores and with two instances, in turn with a peer. */
export const measurePlatformLoad = ({
  kiosks,
  loadBatches: batches,
  loadRounds,
}: BenchScale): Promise<Measurement[]> =>
  withFolder(async (folder) => {
    const none = (): Samples => ({ speeds: [], crowded: [], paced: [], busy: [] });
    const samples: Record<CandidateName, Samples> = {
      'one-on-postgresql': none(),
      'two-on-postgresql': none(),
      embedded: none(),
      peer: none(),
    };
    const measure = async (name: CandidateName, orders: object): Promise<void> => {
      const { atOnce, paced } = await runLoad({ ...orders, kiosks, batches });
      samples[name].speeds.push(atOnce.applications / atOnce.seconds);
      samples[name].crowded.push(...atOnce.latencies);
      samples[name].paced.push(...paced.latencies);
      samples[name].busy.push(atOnce.busy + paced.busy);
    };
    const load = async (name: CandidateName, platforms: readonly PlatformProcess[]): Promise<void> => {
      const [first] = platforms;
      await measure(name, {
        target: 'platform',
        platforms: platforms.map(({ url, rootKey }) => ({ url, rootKey })),
        token: first?.token,
        sealingKey: first?.sealingKey,
      });
      await Promise.all(platforms.map(({ quiet }) => quiet()));
    };
    const onPostgresql = await startOnPostgresql();
    const embedded = await startPlatformProcess({ folder: join(folder, 'store') });
    const peer = await startPouchDbPeer(folder);
    try {
      for (let round = 0; round < loadRounds; round += 1) {
        await load('one-on-postgresql', [onPostgresql.platform]);
        await measure('peer', { target: 'pouchdb', url: peer.url, bytes: documentBytes });
        await peer.quiet();
        await load('embedded', [embedded]);
        const second = await onPostgresql.startAnother();
        try {
          await load('two-on-postgresql', [onPostgresql.platform, second]);
        } finally {
          await second.stop();
        }
      }
    } finally {
      await peer.stop();
      await embedded.stop();
      await onPostgresql.stop();
    }
    const method = `${kiosks} kiosks, each with its key and its kept connection, played by one process; ${batches} batches of 1 to 5 applications each after one that does not count, made and signed beforehand; every answer verified afterwards; ${loadRounds} rounds, in turn.`;
    return [
      {
        name: 'applications taken under load',
        unit: '1/s',
        method: `${method} Each sends its next batch as soon as it has its answer.`,
        candidates: table(samples, ({ speeds }) => summariseSpeeds(speeds)),
        goals: [],
      },
      {
        name: 'time to an answer with every kiosk waiting for one',
        unit: 'ms',
        method: 'The same run.',
        candidates: table(samples, ({ crowded }) => summariseTimes(crowded)),
        goals: [],
      },
      {
        name: 'time to an answer at half that load',
        unit: 'ms',
        method:
          'As many batches again, at random moments, at half of the speed that the same candidate had in the same round; from when a batch was due.',
        candidates: table(samples, ({ paced }) => summariseTimes(paced)),
        goals: [],
      },
    ];
  });
