import { z } from 'zod';
import type { SyncStateName } from '../../db/stores/sync-state.ts';
import type { UnitOfWork } from '../../db/unit-of-work.ts';
import type { Clock } from '../../drivers/device/clock.ts';
import { type HealthReport, maximumMissingDocuments } from '../../platform/contract/kiosks.ts';
import type { CommandOutcome } from '../../platform/contract/remote-commands.ts';
import type { LineMonitor, LineState } from './line-monitor.ts';
import type { PlatformClient } from './platform-client.ts';
import { fullJitter } from './pump/back-off.ts';
import { createOutboxPump } from './pump/outbox-pump.ts';
import type { PumpView } from './pump/pump-view.ts';
import { deleteSettled } from './pump/retention.ts';
import { createRecurring } from './recurring.ts';
import type { SyncLog } from './sync-log.ts';
import type { KioskIdentity } from './trust/kiosk-identity.ts';
import { type KeptPlatformTime, keptPlatformTimeSchema, type PlatformTime } from './trust/platform-time.ts';
import { rotateKey } from './trust/rotate-key.ts';
import type { FeedProblem, TrustedDocuments } from './trusted-documents.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** How often documents are asked for while the line is there; a tenth more or less, so that kiosks do not come in step. */
export const refreshMilliseconds = 10 * minute;
/** After an attempt that failed: until the first one succeeds nobody can be served, so not long. */
const refreshAgainMilliseconds = 5_000;
/** Retention is looked after once a day. */
export const retentionMilliseconds = day;
/** Between two blocks of what is deleted: others come to their turn. */
const retentionStepMilliseconds = 100;
/** A kiosk's key signs for a year; then the next one takes its place. */
export const keyLifeMilliseconds = 365 * day;
/** How often the age of the key is looked at, and a change that failed is tried again. */
const keyCheckMilliseconds = hour;
/** What became of a command is told so soon, jittered: whoever gave it waits. */
const commandOutcomeMilliseconds = 2_000;
/** What is known of the platform's clock is kept this often: so much may be lost by a power cut. */
const keepTimeMilliseconds = 10 * minute;

/** Counts and times for staff and technician; nothing of any resident. Times are by the platform's clock. */
export interface SyncView extends Omit<PumpView, 'lastContactAt'> {
  readonly line: LineState;
  /** The last genuine answer of the platform to anything; kept over restarts. */
  readonly lastContactAt: number | null;
  readonly lastHealthReportAt: number | null;
  /** Platform's clock less this machine's, milliseconds; null until an answer has told. */
  readonly clockOffset: number | null;
  readonly keySince: number;
  readonly documents: FeedProblem | null;
}

export interface Synchronisation {
  /** Call when the documents have been restored; after `stop` it does nothing. */
  start(): void;
  /**
   * Nothing new goes out; resolves when what is under way is written down. Where that must not take as long as a slow line
   * does, the link is closed before this is awaited.
   */
  stop(): Promise<void>;
  /** Something was filed or rated, or a dead letter was sent again. */
  wake(): void;
  view(): SyncView;
  /** Tells of changes, four times a second at most. */
  onChange(listener: () => void): void;
}

/** What the centre is told of the feed: codes and names of documents, as many as the contract takes. */
const feedHealthOf = (documents: TrustedDocuments): NonNullable<HealthReport['feed']> => ({
  problem: documents.problem()?.reason ?? null,
  missing: documents.missing().slice(0, maximumMissingDocuments),
});

const lastContactSchema = z.number().int().nonnegative();

const stateOf = <Schema extends z.ZodType>(
  store: Pick<UnitOfWork, 'read'>,
  name: SyncStateName,
  schema: Schema,
): z.infer<Schema> | null => {
  const found = store.read(({ syncState }) => syncState.find(name)?.value ?? null);
  if (!found.ok || found.value === null) return null;
  try {
    return schema.parse(JSON.parse(found.value));
  } catch {
    return null;
  }
};

/** What was known of the platform's clock when the kiosk last ran; for `createPlatformTime`. */
export const readKeptPlatformTime = (store: Pick<UnitOfWork, 'read'>): KeptPlatformTime | null =>
  stateOf(store, 'platform-time', keptPlatformTimeSchema);

/** Puts together what goes on between an enrolled kiosk and its platform: queue, feed, health, keys, clock. */
export const createSynchronisation = (options: {
  readonly store: Pick<UnitOfWork, 'transaction' | 'read'>;
  readonly client: Pick<
    PlatformClient,
    'submit' | 'putChunk' | 'materialStatus' | 'reportHealth' | 'rotateKey'
  >;
  readonly documents: TrustedDocuments;
  readonly identity: KioskIdentity;
  readonly platformTime: PlatformTime;
  readonly line: LineMonitor;
  readonly clock: Clock;
  /** At least 0 and less than 1. */
  readonly random: () => number;
  readonly log: SyncLog;
  /** How the kiosk is, without what is known here. */
  readonly health: () => Omit<HealthReport, 'reportedAt' | 'queue' | 'feed' | 'commands'>;
  /** What the centre has the kiosk do (core/remote-commands). */
  readonly commands: {
    /** Resolves with whether any of them was new. */
    take(commands: readonly string[]): Promise<boolean>;
    outcomes(): readonly CommandOutcome[];
    heard(outcomes: readonly CommandOutcome[]): void;
  };
}): Synchronisation => {
  const { store, client, documents, identity, platformTime, line, clock, random, log, commands } = options;
  let lastContactAt = stateOf(store, 'last-contact', lastContactSchema);
  let lastHealthReportAt: number | null = null;
  let failedRefreshes = 0;
  /** Why the last health report failed; null when it was taken, or none was sent yet. */
  let unreported: string | null = null;
  let stopped = false;

  const pump = createOutboxPump({
    store,
    line: client,
    clock,
    now: platformTime.now,
    random,
    log,
    lineSeemsOnline: () => line.state() === 'online',
  });
  /**
   * Something other than the queue had an answer. The queue hears of it only when that is a change, here or by the line
   * monitor: whoever reports every minute that all is well would take its back-off from it.
   */
  const inContact = (had: 'failed-before' | 'worked-before'): void => {
    lastContactAt = platformTime.now();
    line.observed(true);
    if (had === 'failed-before') pump.online();
  };
  /** A tenth more or less, so that kiosks do not come in step. */
  const jittered = (milliseconds: number): number => milliseconds * (0.9 + random() * 0.2);

  /** From now on nothing up to this entry can be changed unseen, and what is older may go when its time has run out. */
  const headReported = (head: HealthReport['auditHead']): void => {
    if (head.sequence === 0) return;
    const marked = store.transaction(({ audit }) => audit.markReported(head));
    if (!marked.ok) log.error('audit-head-not-marked', { reason: marked.reason });
  };

  const refresh = createRecurring(clock, async () => {
    const outcome = await documents.refresh();
    // A refused document will not be better in a minute; feed/pull-round.ts knows in which rounds it is looked at again.
    if (outcome.ok || outcome.reason === 'document-refused') {
      inContact(failedRefreshes > 0 ? 'failed-before' : 'worked-before');
      failedRefreshes = 0;
      return jittered(refreshMilliseconds);
    }
    failedRefreshes += 1;
    return refreshAgainMilliseconds + fullJitter(failedRefreshes, random());
  });

  const report = createRecurring(clock, async () => {
    const interval = documents.policy().healthReportSeconds * 1_000;
    const { pending, refused, oldestPendingAt } = pump.view();
    const reportedAt = platformTime.now();
    const health = options.health();
    const told = commands.outcomes();
    const outcome = await client.reportHealth({
      ...health,
      reportedAt,
      queue: { pending, refused, oldestPendingAt },
      feed: feedHealthOf(documents),
      commands: [...told],
    });
    let hasNewCommands = false;
    if (outcome.ok) {
      lastHealthReportAt = reportedAt;
      headReported(health.auditHead);
      commands.heard(told);
      hasNewCommands = await commands.take(outcome.value.commands);
      if (unreported !== null) log.info('health-reported-again');
      inContact(unreported === null ? 'worked-before' : 'failed-before');
      unreported = null;
    } else {
      const { reason, detail } = outcome;
      if (reason !== unreported) log.warn('health-not-reported', { reason, detail });
      unreported = reason;
    }
    return jittered(hasNewCommands ? commandOutcomeMilliseconds : interval);
  });

  const changeKey = createRecurring(clock, async () => {
    const isOld = platformTime.now() - identity.presentKey().since >= keyLifeMilliseconds;
    // A key whose certificates were lost with an answer signs no documents: the next one brings its own.
    const due = isOld || identity.documentSigner() === null;
    if (identity.isRevoked() || !(due || identity.isKeyChangeUnderWay())) return keyCheckMilliseconds;
    const outcome = await rotateKey({ identity, client, platformTime });
    switch (outcome.outcome) {
      case 'changed':
        log.info('kiosk-key-changed', { keyId: outcome.keyId });
        break;
      case 'not-changed':
        log.warn('kiosk-key-not-changed', { reason: outcome.failure.reason });
        break;
      case 'storage':
        log.error('kiosk-key-not-changed', { reason: outcome.reason });
    }
    return keyCheckMilliseconds;
  });

  const retention = createRecurring(clock, () => {
    const deleted = deleteSettled(store, {
      now: platformTime.reached(),
      retentionDays: documents.policy().acknowledgedRetentionDays,
    });
    if (!deleted.ok) log.error('retention-failed', { reason: deleted.reason });
    return deleted.ok && deleted.more ? retentionStepMilliseconds : retentionMilliseconds;
  });

  const contactAt = (): number | null => {
    const { lastContactAt: pumpContact } = pump.view();
    return pumpContact === null ? lastContactAt : Math.max(pumpContact, lastContactAt ?? 0);
  };
  const remember = (): void => {
    const time = platformTime.kept();
    const contact = contactAt();
    const kept = store.transaction(({ syncState }) => {
      if (time) syncState.keep({ name: 'platform-time', value: JSON.stringify(time) });
      if (contact !== null) syncState.keep({ name: 'last-contact', value: JSON.stringify(contact) });
      return { ok: true };
    });
    if (!kept.ok) log.error('sync-state-not-kept', { reason: kept.reason });
  };
  const memory = createRecurring(clock, () => {
    remember();
    return keepTimeMilliseconds;
  });
  const recurring = [refresh, report, changeKey, retention, memory];

  line.onChange((state) => {
    if (state !== 'online') return;
    pump.online();
    if (failedRefreshes > 0) refresh.now();
    if (unreported !== null) report.now();
  });

  return {
    start: () => {
      if (stopped) return;
      pump.start();
      for (const work of recurring) work.now();
      line.start();
    },
    stop: async () => {
      stopped = true;
      line.stop();
      await Promise.all([pump.stop(), ...recurring.map((work) => work.stop())]);
      remember();
    },
    wake: pump.wake,
    view: () => ({
      ...pump.view(),
      line: line.state(),
      lastContactAt: contactAt(),
      lastHealthReportAt,
      clockOffset: platformTime.offset(),
      keySince: identity.presentKey().since,
      documents: documents.problem(),
    }),
    onChange: pump.onChange,
  };
};
