import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { orderRecovery } from '../../../db/recovery/recovery-journal.ts';
import { type Chance, chanceFrom } from '../../../platform/seed/chance.ts';
import { bundleLoadedCore } from '../../helpers/crash-bundle.ts';
import type { LineFault } from '../../helpers/fault-line.ts';
import { compareStation } from './compare-station.ts';
import type { Finding } from './finding.ts';
import { firstStartPoints, killPoints, servicePoints } from './kill-points.ts';
import { startPlatformProcess, type PlatformProcess } from './platform-process.ts';
import { createPromises, type Promises } from './promises.ts';
import { runCore } from './run-core.ts';
import { openStation, type StationUnderTest } from './station-under-test.ts';

export interface CrashRunOptions {
  readonly kills: number;
  readonly seed: number;
  /** Hears how far it has got. */
  readonly progress?: (kills: number) => void;
}

export interface CrashRunResult {
  readonly kills: number;
  readonly seed: number;
  readonly milliseconds: number;
  /** How often a core was killed at each point, by name; the random moments are named, too. */
  readonly killsByPoint: ReadonlyMap<string, number>;
  readonly platformKills: number;
  readonly databaseKills: number;
  readonly recoveries: number;
  /** What residents had been told and what was compared. */
  readonly counts: Readonly<Record<string, number>>;
  readonly findings: readonly Finding[];
}

/** Kills in the life of one kiosk: then the next is installed, with a first start and a database of its own. */
const killsOfKiosk = 50;
/** Kiosks that are killed at the same time. */
const lanes = 2;
/**
 * A core whose point does not come by then is killed where it is, milliseconds: counted from when it serves, so that on
 * a busy machine the time is not eaten by its start.
 */
const patience = { service: 6_000, start: 30_000 } as const;
/** The longest that a queue may take to drain on a good line, milliseconds. */
const drainPatience = 150_000;
const migrationsBeforeMessages = 7;

const faults: readonly LineFault[] = [
  { fault: 'drop-before' },
  { fault: 'drop-after' },
  { fault: 'duplicate' },
  { fault: 'truncate-request' },
  { fault: 'truncate-answer' },
  { fault: 'flip-answer' },
  { fault: 'flip-signature' },
  { fault: 'stale-answer' },
  { fault: 'delay', milliseconds: 30 },
  { fault: 'reset-in-upload', afterBytes: 2_000 },
  { fault: 'status', status: 503, body: 'busy', type: 'text/plain' },
];

interface Kiosk {
  readonly station: StationUnderTest;
  readonly promises: Promises;
  /** Points of its first start that have not been tried. */
  readonly firstPoints: string[];
  nextVisit: number;
}

/**
 * Kills loaded cores (and now and then their platform, its database, their line and their printer) `kills` times, lets
 * each kiosk drain its queue, and compares kiosk and platform row by row.
 */
export const runCrashes = async ({ kills, seed, progress }: CrashRunOptions): Promise<CrashRunResult> => {
  const startedAt = performance.now();
  const chance = chanceFrom(`crash run ${seed}`);
  const folder = mkdtempSync(join(tmpdir(), 'yizhan-crash-'));
  const bundle = await bundleLoadedCore();
  const platform = await startPlatformProcess();
  const killsByPoint = new Map<string, number>();
  const kiosks: Kiosk[] = [];
  let installed = 0;
  let planned = 0;
  let done = 0;
  let platformKills = 0;
  let databaseKills = 0;
  let recoveries = 0;
  let healing: Promise<void> = Promise.resolve();

  /** Work that wants a platform: nothing is killed there until it has ended. */
  const undisturbed = <Value>(work: () => Promise<Value>): Promise<Value> => {
    const done = healing.then(work);
    healing = done.then(
      () => undefined,
      () => undefined,
    );
    return done;
  };

  const counted = (point: string): number => killsByPoint.get(point) ?? 0;
  const rarest = (): string => {
    const least = Math.min(...servicePoints.map(counted));
    const candidates = servicePoints.filter((point) => counted(point) <= least);
    return candidates[chance.below(candidates.length)] ?? '';
  };

  const harmPlatform = async (): Promise<void> => {
    if (chance.below(4) === 0) {
      databaseKills += 1;
      await platform.crashDatabase();
    } else {
      platformKills += 1;
      await platform.crash();
    }
  };

  /**
   * Has the platform refuse the application that was promised last, unless it has that already: its key is taken by
   * another message. The kiosk has to keep it as a dead letter.
   */
  const takeKey = async ({ station, promises }: Kiosk): Promise<void> => {
    const key = promises.filed.at(-1)?.key;
    if (key === undefined) return;
    const taken = await platform.query(
      `INSERT INTO submission_results (kiosk_id, key, digest, outcome, reason, decided_at)
       VALUES ('${station.kioskId}', '${key}', decode(repeat('00', 32), 'hex'), 'received', NULL, now())
       ON CONFLICT DO NOTHING RETURNING key`,
    );
    if (taken.length > 0) promises.refused.add(key);
  };

  const install = async (): Promise<Kiosk> => {
    installed += 1;
    const number = installed;
    const earlierVersion = chance.below(migrationsBeforeMessages);
    const station = await undisturbed(() => openStation({ folder, number, platform, earlierVersion }));
    station.printer.onEvent((event) => {
      if (event.type === 'document-received' && chance.below(8) === 0) {
        setImmediate(() => station.printer.abortJob());
      }
    });
    const kiosk = { station, promises: createPromises(), firstPoints: [...firstStartPoints], nextVisit: 1 };
    kiosks.push(kiosk);
    return kiosk;
  };

  const disturb = (kiosk: Kiosk): void => {
    const { station } = kiosk;
    // The line is good until the first pull is through: its points are met in their order.
    const isBad = kiosk.firstPoints.length === 0 && chance.below(3) === 0;
    station.line.randomly(isBad ? { faults, oneIn: 6, seed: chance.below(1_000_000) } : null);
    if (chance.below(40) === 0) station.printer.reboot();
    if (chance.below(60) === 0) {
      orderRecovery(station.databaseFile, 'ordered by the crash test', Date.now());
      recoveries += 1;
    }
  };

  const kill = async (kiosk: Kiosk): Promise<void> => {
    disturb(kiosk);
    // The first kills of a kiosk go through its first start, from migration to first pull.
    const point = kiosk.firstPoints.shift() ?? (chance.below(10) < 6 ? rarest() : null);
    const after = chance.below(3) === 0 ? 'starts' : 'serves';
    const run = await runCore({
      program: bundle.program,
      station: kiosk.station,
      order: {
        seed,
        firstVisit: kiosk.nextVisit,
        visits: 1_000_000,
        kill: point === null ? null : { point, occurrence: occurrenceOf(point, chance) },
      },
      moment:
        point === null
          ? { after, milliseconds: chance.below(after === 'starts' ? 150 : 250) }
          : { after: 'serves', milliseconds: patience.service },
      atMost: patience.start + patience.service,
    });
    kiosk.promises.heard(run.told);
    kiosk.nextVisit = kiosk.promises.lastVisit() + 1;
    if (chance.below(8) === 0) await undisturbed(() => takeKey(kiosk));
    const last = run.told.at(-1);
    const served = run.told.some(({ told }) => told === 'serves');
    const name =
      last?.told === 'dies' ? last.point : `random moment ${served ? 'in service' : 'while starting'}`;
    killsByPoint.set(name, counted(name) + 1);
  };

  const lane = async (): Promise<void> => {
    while (planned < kills) {
      const kiosk = await install();
      const own = Math.min(killsOfKiosk, kills - planned);
      planned += own;
      for (let count = 0; count < own; count += 1) {
        await kill(kiosk);
        done += 1;
        progress?.(done);
        if (done % 25 === 0) healing = healing.then(harmPlatform);
      }
    }
  };

  const drain = async (kiosk: Kiosk): Promise<void> => {
    kiosk.station.line.randomly(null);
    const run = await runCore({
      program: bundle.program,
      station: kiosk.station,
      order: { seed, firstVisit: kiosk.nextVisit, visits: 0, kill: null },
      moment: null,
      atMost: drainPatience,
    });
    kiosk.promises.heard(run.told);
    if (run.end !== 'ended') throw new Error(`kiosk ${kiosk.station.number} did not drain`);
  };

  try {
    await Promise.all(Array.from({ length: lanes }, lane));
    await healing;
    for (const kiosk of kiosks) await drain(kiosk);
    await opened(platform);
    const compared = [];
    for (const { station, promises } of kiosks) {
      compared.push(await compareStation({ station, promises, platform, seed }));
    }
    return {
      kills: done,
      seed,
      milliseconds: performance.now() - startedAt,
      killsByPoint,
      platformKills,
      databaseKills,
      recoveries,
      counts: sumOf(compared.map(({ counts }) => counts)),
      findings: compared.flatMap(({ findings }) => findings),
    };
  } finally {
    for (const { station } of kiosks) await station.close();
    await platform.stop();
    bundle.remove();
    rmSync(folder, { recursive: true, force: true });
  }
};

/** What comes with every visit is met later, too; what comes now and then is taken when it comes. */
const oftenReached = /visit\.|application\.filed|batch-answered|submissions/;
const occurrenceOf = (point: string, chance: Chance): number =>
  oftenReached.test(point) ? 1 + chance.below(4) : 1;

/** Resolves when the platform's workers have opened what came. */
const opened = async (platform: PlatformProcess): Promise<void> => {
  for (;;) {
    const [row] = await platform.query(
      "SELECT count(*)::integer AS waiting FROM applications WHERE state = 'received'",
    );
    if (row?.waiting === 0) return;
    await new Promise((resolve) => {
      setTimeout(resolve, 100);
    });
  }
};

const sumOf = (all: readonly Readonly<Record<string, number>>[]): Record<string, number> => {
  const sum: Record<string, number> = {};
  for (const counts of all) {
    for (const [name, count] of Object.entries(counts)) sum[name] = (sum[name] ?? 0) + count;
  }
  return sum;
};

/** The result as a table for people. */
export const tableOf = (result: CrashRunResult): string => {
  const lines = (rows: Iterable<readonly [string, number]>): string[] =>
    [...rows].map(([name, count]) => `${String(count).padStart(8)}  ${name}`);
  const named = killPoints.map((point) => [point, result.killsByPoint.get(point) ?? 0] as const);
  const random = [...result.killsByPoint].filter(([point]) => point.startsWith('random'));
  const of = (kind: Finding['kind']): number =>
    result.findings.filter((finding) => finding.kind === kind).length;
  return [
    `${result.kills} kills in ${(result.milliseconds / 1000).toFixed(0)} s, seed ${result.seed}`,
    ...lines([...named, ...random]),
    ...lines([
      ['platform killed', result.platformKills],
      ['database of the platform killed', result.databaseKills],
      ['recoveries ordered', result.recoveries],
      ...Object.entries(result.counts),
      ['LOST', of('lost')],
      ['TWICE', of('twice')],
      ['DIFFERENT', of('differs')],
      ['AUDIT CHAIN BROKEN', of('audit')],
      ['PRINT WRONGLY RECORDED', of('print')],
    ]),
    ...result.findings.slice(0, 20).map(({ kind, kiosk, detail }) => `${kind} at kiosk ${kiosk}: ${detail}`),
  ].join('\n');
};
