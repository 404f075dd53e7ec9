import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createStation } from '../../scripts/station/station.ts';
import { type CoreProcess, startCore } from './core-process.ts';
import type { TimedSample } from './growth.ts';
import { playSession, putRight, type SessionEnd, type SoakWorld, untilInviting } from './play-session.ts';
import { planSession, populationSize, type SessionPlan } from './session-plan.ts';

export interface SoakOptions {
  readonly sessions: number;
  readonly seed: number;
  /** Ends the run after the session under way. */
  readonly signal?: AbortSignal;
  /** Hears how many sessions are over. */
  readonly progress?: (sessions: number) => void;
}

/** A session that did not end at the attract screen as it should. */
export interface SoakFinding {
  readonly session: number;
  readonly plan: Pick<SessionPlan, 'wish' | 'fault'>;
  readonly end: Extract<SessionEnd, { end: 'stuck' | 'died' }>;
}

export interface SoakResult {
  readonly sessions: number;
  readonly seed: number;
  readonly milliseconds: number;
  readonly samples: readonly TimedSample[];
  readonly findings: readonly SoakFinding[];
  /** How often each thing happened, by name. */
  readonly counts: Readonly<Record<string, number>>;
}

/** Long waits of the core pass so many times as fast: thirty seconds without a touch are over in 0.6 s. */
const speed = 50;
/** Longest wait for an answer of the platform, milliseconds: at that speed more than a second. */
const timeoutMilliseconds = 60_000;
/** Samples in a run, about; each costs two collections of garbage. */
const samplesWanted = 240;
/**
 * Cores are killed in the first part of a run only, so that one of them then lives long enough for its growth to be seen.
 */
const partWithKills = 0.2;

/** Residents who come one after the other to the real core of a kiosk, with real serial lines, IPP and HTTP beneath it. */
export const runSoak = async ({ sessions, seed, signal, progress }: SoakOptions): Promise<SoakResult> => {
  const startedAt = performance.now();
  const folder = mkdtempSync(join(tmpdir(), 'yizhan-soak-'));
  const station = await createStation({
    folder,
    printer: 'simulated',
    platformStore: 'memory',
    populationSize,
    readerTimings: { find: 5, select: 5, read: 30, other: 2 },
    printerConditions: { millisecondsPerPage: 5 },
  });
  const { settings } = station;
  writeFileSync(
    join(station.kioskFolder, 'settings.json'),
    JSON.stringify({ ...settings, platform: { ...settings.platform, timeoutMilliseconds } }),
  );
  const counts: Record<string, number> = {};
  const count = (name: string): void => {
    counts[name] = (counts[name] ?? 0) + 1;
  };
  const samples: TimedSample[] = [];
  const findings: SoakFinding[] = [];
  const timers = new Set<NodeJS.Timeout>();
  let played = 0;
  let life = -1;
  const start = (): CoreProcess => {
    life += 1;
    return startCore({ dataFolder: station.kioskFolder, speed });
  };
  let core = start();
  const world: SoakWorld = {
    station,
    get core() {
      return core;
    },
    later(milliseconds, callback) {
      const timer = setTimeout(() => {
        timers.delete(timer);
        callback();
      }, milliseconds);
      timers.add(timer);
    },
  };
  const everySessions = Math.max(1, Math.round(sessions / samplesWanted));

  const play = async (plan: SessionPlan): Promise<SessionEnd> =>
    (await untilInviting(world)) ?? (await playSession(world, plan));

  /** A core that hangs or has died gives way to another; what it did is a finding. */
  const record = async (plan: SessionPlan, end: SessionEnd): Promise<void> => {
    count(`wish: ${plan.wish}`);
    switch (end.end) {
      case 'attract':
        if (end.printed) count('took paper');
        if (end.filed) count('handed in an application');
        if (end.struck || plan.fault === 'code-instead-of-card') count(`fault: ${plan.fault}`);
        return;
      case 'killed':
        count('fault: core-killed');
        core = start();
        return;
      case 'stuck':
      case 'died':
        findings.push({ session: plan.number, plan: { wish: plan.wish, fault: plan.fault }, end });
        await core.kill();
        core = start();
    }
  };

  try {
    for (let number = 1; number <= sessions && !signal?.aborted; number += 1) {
      const plan = planSession(seed, number, Math.floor(sessions * partWithKills));
      await record(plan, await play(plan));
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
      await putRight(world);
      if (number % everySessions === 0 && (await untilInviting(world)) === null) {
        samples.push({ session: number, life, ...(await core.sample()) });
      }
      played = number;
      progress?.(number);
    }
    await core.stop();
  } finally {
    await core.kill();
    for (const timer of timers) clearTimeout(timer);
    await station.close();
    rmSync(folder, { recursive: true, force: true });
  }
  return { sessions: played, seed, milliseconds: performance.now() - startedAt, samples, findings, counts };
};
