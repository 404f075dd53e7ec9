import { existsSync } from 'node:fs';
import type { AuditActor } from '../../../db/audit-log.ts';
import type { Clock } from '../../../drivers/device/clock.ts';
import type { DeviceRole } from '../../../drivers/device/device-status.ts';
import {
  type UpdateProblem,
  updateProblems,
  type UpdateView,
} from '../../contract/diagnostics/update-view.ts';
import { createRecurring } from '../../sync/recurring.ts';
import type { ReleaseFolders } from '../../update/folders.ts';
import type { ReleaseTaker } from '../../update/judge-release.ts';
import type { LauncherWord } from '../../update/launcher-word.ts';
import { readLauncherState } from '../../update/launcher-state.ts';
import { lookForRelease, type Offer } from '../../update/look-for-release.ts';
import { contentBytes, type Release } from '../../update/release.ts';
import type { ReleaseSource } from '../../update/receive/release-source.ts';
import type { ReceiverOrder, SourceAddress } from '../../update/receive/receiver-messages.ts';
import type { RunningReceiver } from '../../update/receive/run-receiver.ts';
import type { ReleaseRing } from '../../update/rollout.ts';
import { writeRequest } from '../../update/update-request.ts';
import type { Log } from '../log/core-log.ts';
import { slotsThere, tidySlots } from './tidy-slots.ts';
import type { UpdateRecord } from './update-record.ts';

/** A kiosk that has just come up has other things to do. */
export const firstLookMilliseconds = 60_000;
export const lookEveryMilliseconds = 3_600_000;
/** After a line that broke off: what is there stays, and the rest is asked for soon. */
export const lookAgainMilliseconds = 600_000;
/** So long nobody may have been served before the kiosk ends for an update: a resident may be on the way. */
export const restMilliseconds = 60_000;
export const restLookMilliseconds = 5_000;

/** What every kiosk meets in the ordinary course, and the audit log need not tell, unless somebody has asked. */
const inOrder: readonly UpdateProblem[] = [
  'other-machine',
  'other-ring',
  'not-newer',
  'known-bad',
  'not-its-turn',
  'nothing-there',
  'no-answer',
  'stopped',
];

const problemOf = (reason: string): UpdateProblem =>
  updateProblems.find((known) => known === reason) ?? 'not-written';

/** The problem as it is told of where the release was looked for. */
const problemAt = (source: SourceAddress, problem: UpdateProblem): UpdateProblem =>
  source.kind === 'folder' && problem === 'no-answer' ? 'stick-gone' : problem;

/** The problem of a release that was there when it was looked for. */
const problemWhileFetching = (source: SourceAddress, problem: UpdateProblem): UpdateProblem =>
  source.kind === 'folder' && problem === 'nothing-there' && !existsSync(source.folder)
    ? 'stick-gone'
    : problemAt(source, problem);

export interface UpdateService {
  view(): UpdateView;
  /** Looks now; what is under way goes on. */
  lookNow(): void;
  /** A technician brings a release on a stick. What comes of it is told by `view`. */
  installFromStick(folder: string, actor: AuditActor): void;
  start(): void;
  stop(): Promise<void>;
}

export interface UpdateServiceOptions {
  /** Null: no launcher has started this kiosk. */
  readonly word: LauncherWord | null;
  /** Where releases are looked for; null where the settings name no place. */
  readonly source: { readonly address: string; readonly ring: ReleaseRing } | null;
  readonly taker: Omit<ReleaseTaker, 'ring' | 'version' | 'bad' | 'now' | 'platform' | 'architecture'> &
    Pick<Release, 'platform' | 'architecture'>;
  readonly appVersion: string;
  readonly folders: ReleaseFolders;
  readonly dataFolder: string;
  readonly record: UpdateRecord;
  readonly openSource: (address: SourceAddress) => ReleaseSource;
  readonly receive: (order: ReceiverOrder, onProgress: (bytes: number) => void) => RunningReceiver;
  /** Milliseconds since the Unix epoch, by the platform's clock. */
  readonly now: () => number;
  /** Nobody is served, nothing is printed, nobody has signed in. */
  readonly isAtRest: () => boolean;
  /** Devices that work at this moment. */
  readonly working: () => readonly DeviceRole[];
  /** The kiosk as a whole ends, and is started anew. */
  readonly endKiosk: () => void;
  readonly newId: () => string;
  readonly changed: () => void;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Looks for releases, has them fetched beside a kiosk that serves, and, when nobody has been served for a minute, asks the
 * launcher to try the one that is whole. Everything that has to outlive a death lies in files (folders.ts); this holds only
 * what is under way.
 */
export const createUpdateService = (options: UpdateServiceOptions): UpdateService => {
  const { word, folders, record, clock, log } = options;
  const keys = word?.keys ?? [];
  const off = word === null ? 'not-launched' : keys.length === 0 ? 'no-release-key' : null;
  const version = word?.version ?? options.appVersion;
  let phase: 'waiting' | 'looking' | 'fetching' | 'ready' = 'waiting';
  let offered: string | null = null;
  let percent: number | null = null;
  let problem: UpdateProblem | null = null;
  let lookedAt: number | null = null;
  let receiver: RunningReceiver | null = null;
  let byHand: { readonly folder: string; readonly actor: AuditActor } | null = null;
  let restSince: number | null = null;
  let cancelFirst = (): void => undefined;
  let stopped = false;
  const ending = new AbortController();

  const launcherState = () => readLauncherState(folders.launcherFile);
  const set = (next: typeof phase, changes: { readonly problem?: UpdateProblem | null } = {}): void => {
    phase = next;
    if (changes.problem !== undefined) ({ problem } = changes);
    options.changed();
  };

  /** Removes what is not needed; what cannot be removed is in nobody's way but the disk's. */
  const tidy = (fetching: string | null): void => {
    const { confirmed, trial } = launcherState();
    const kept = [...confirmed, version, ...(trial ? [trial.version] : []), ...(offered ? [offered] : [])];
    try {
      tidySlots(folders, kept, fetching);
    } catch (error) {
      log.warn('releases-not-tidied', { error: String(error) });
    }
  };

  const recordRefused = (
    refused: string | null,
    reason: UpdateProblem,
    actor: AuditActor | undefined,
  ): void => {
    if (actor !== undefined || !inOrder.includes(reason)) record.step('refused', refused, reason, actor);
  };

  const fetchRelease = async (
    offer: Extract<Offer, { kind: 'offered' }>,
    source: SourceAddress,
    actor: AuditActor | undefined,
  ): Promise<boolean> => {
    const { release, text } = offer;
    const bytes = Math.max(1, contentBytes(release));
    percent = 0;
    set('fetching', { problem: null });
    receiver = options.receive(
      {
        text,
        keys: [...keys],
        source,
        dataFolder: options.dataFolder,
        runningProgram: word?.program ?? null,
      },
      (there) => {
        const now = Math.min(100, Math.floor((100 * there) / bytes));
        if (now === percent) return;
        percent = now;
        options.changed();
      },
    );
    const outcome = await receiver.ended;
    receiver = null;
    percent = null;
    if (outcome.kind === 'received') {
      record.step('downloaded', release.version, null, actor);
      return true;
    }
    const failure = outcome.kind === 'failed' ? problemOf(outcome.reason) : 'not-written';
    const reason = problemWhileFetching(source, failure);
    log.warn('release-not-fetched', {
      version: release.version,
      reason,
      detail: outcome.kind === 'failed' ? outcome.detail : '',
    });
    recordRefused(release.version, reason, actor);
    offered = null;
    // Of a stick nothing goes on by itself: what came of it would only take room.
    if (source.kind === 'folder' && !stopped) tidy(null);
    set('waiting', { problem: reason });
    return false;
  };

  const look = async (
    source: SourceAddress,
    ring: ReleaseRing,
    hand: { readonly actor: AuditActor } | null,
  ): Promise<number> => {
    set('looking');
    const state = launcherState();
    const taker = { ...options.taker, ring, version, bad: state.bad, now: options.now() };
    const offer = await lookForRelease({
      source: options.openSource(source),
      keys,
      taker,
      byHand: hand !== null,
      signal: ending.signal,
    });
    if (stopped) return lookEveryMilliseconds;
    lookedAt = Math.round(options.now());
    if (offer.kind === 'none') {
      offered = null;
      const reason = problemAt(source, offer.reason);
      log.info('no-release-taken', { reason, version: offer.version });
      recordRefused(offer.version, reason, hand?.actor);
      set('waiting', { problem: reason });
      // A line that is down, or a web server's error page, takes back nothing: only what was signed does.
      if (offer.version !== null) tidy(null);
      return reason === 'no-answer' ? lookAgainMilliseconds : lookEveryMilliseconds;
    }
    offered = offer.release.version;
    record.step('offered', offered, null, hand?.actor);
    tidy(offered);
    const isThere = slotsThere(folders, state).includes(offered);
    if (!isThere && !(await fetchRelease(offer, source, hand?.actor))) return lookAgainMilliseconds;
    restSince = null;
    set('ready', { problem: null });
    return lookEveryMilliseconds;
  };

  const run = async (): Promise<number> => {
    const state = launcherState();
    record.launcherEvents(state.events);
    if (off !== null || stopped) return lookEveryMilliseconds;
    // One at a time: what is on trial is what comes next, or it is not.
    if (state.trial !== null) return firstLookMilliseconds;
    if (byHand !== null) {
      const { folder, actor } = byHand;
      byHand = null;
      return look({ kind: 'folder', folder }, options.source?.ring ?? 'general', { actor });
    }
    // What a technician has brought is not given up for what lies in the usual place.
    if (phase === 'ready') return lookEveryMilliseconds;
    if (options.source === null) {
      tidy(null);
      return lookEveryMilliseconds;
    }
    const { address, ring } = options.source;
    return look({ kind: 'http', address }, ring, null);
  };
  const looking = createRecurring(clock, run);

  const apply = (target: string): void => {
    try {
      record.step('applied', target, null);
      writeRequest(folders.requestFile, {
        kind: 'try',
        id: options.newId(),
        version: target,
        working: [...options.working()],
      });
    } catch (error) {
      log.error('update-not-asked-for', { error: String(error) });
      offered = null;
      set('waiting', { problem: 'not-written' });
      return;
    }
    log.info('kiosk-ends-for-update', { version: target });
    stopped = true;
    options.endKiosk();
  };

  const resting = createRecurring(clock, () => {
    if (phase !== 'ready' || offered === null || stopped || !options.isAtRest()) {
      restSince = null;
      return restLookMilliseconds;
    }
    restSince ??= clock.monotonic();
    if (clock.monotonic() - restSince >= restMilliseconds) apply(offered);
    return restLookMilliseconds;
  });

  return {
    view: () => {
      const { trial, bad, events } = launcherState();
      const noSource = options.source === null ? 'no-source' : null;
      const present = trial === null ? phase : 'on-trial';
      return {
        state: off !== null || (noSource !== null && present === 'waiting') ? 'off' : present,
        off: off ?? noSource,
        version,
        ring: options.source?.ring ?? null,
        offered: trial?.version ?? offered,
        percent,
        problem,
        lookedAt,
        bad: [...bad],
        events: events
          .slice(-10)
          .reverse()
          .map(({ at, kind, version: of, reason }) => ({ at, kind, version: of, reason })),
      };
    },
    lookNow: looking.now,
    installFromStick: (folder, actor) => {
      if (off !== null) return;
      byHand = { folder, actor };
      looking.now();
    },
    start: () => {
      record.launcherEvents(launcherState().events);
      cancelFirst = clock.after(firstLookMilliseconds, looking.now);
      resting.now();
    },
    stop: async () => {
      stopped = true;
      ending.abort();
      cancelFirst();
      receiver?.stop();
      await Promise.all([looking.stop(), resting.stop()]);
    },
  };
};
