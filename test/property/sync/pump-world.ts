import { createOutboxPump, type OutboxPump } from '../../../electron/sync/pump/outbox-pump.ts';
import type { PumpLine } from '../../../electron/sync/pump/ports.ts';
import { createFakeClock, type FakeClock } from '../../helpers/fake-clock.ts';
import { createRandom } from '../../helpers/fuzz-effort.ts';
import { createContractPlatform, type ContractPlatform, digestOf } from './contract-platform.ts';
import { createMemoryOutbox, type MemoryOutbox, type NewMemoryMessage } from './memory-outbox.ts';

export const silentLog = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** A UUIDv7 that says only "the n-th". */
export const keyOf = (number: number): string =>
  `019a9c00-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;

/** A message for the outbox whose body the contract platform understands. */
export const messageOf = (
  number: number,
  options: {
    readonly group?: string;
    readonly priority?: number;
    readonly kind?: 'application' | 'rating';
    readonly chunks?: number;
    /** The sealed chunks themselves, where their size matters. */
    readonly sealed?: readonly string[];
    readonly fate?: string;
  } = {},
): NewMemoryMessage => {
  const key = keyOf(number);
  const groupId = options.group ?? key;
  const materialId = keyOf(1_000_000 + number);
  const texts =
    options.sealed ??
    Array.from({ length: options.chunks ?? 0 }, (_, index) => `sealed chunk ${index} of ${key}`);
  const chunks = texts.map((sealed, index) => ({ materialId, index, sealed, digest: digestOf(sealed) }));
  return {
    key,
    kind: options.kind ?? 'application',
    groupId,
    priority: options.priority ?? 0,
    body: JSON.stringify({
      key,
      group: groupId,
      fate: options.fate ?? 'taken',
      materials: chunks.length > 0 ? [{ materialId, chunkDigests: chunks.map(({ digest }) => digest) }] : [],
    }),
    chunks,
  };
};

export interface PumpWorld {
  readonly clock: FakeClock;
  readonly outbox: MemoryOutbox;
  readonly platform: ContractPlatform;
  /** The pump that runs now; the first use starts it. */
  pump(): OutboxPump;
  /** What the line does; the platform itself unless a test puts something between. */
  line: PumpLine;
  /** Whether the line monitor finds the line in order. */
  seemsOnline: boolean;
  /** The process dies: what was on its way never comes back to it. A new pump starts on the same store. */
  crash(): void;
  /** Starts the pump if it does not run, and lets time pass. */
  advance(milliseconds: number): Promise<void>;
  states(): readonly string[];
}

/** A pump on an outbox in memory and a platform that keeps the contract. */
export const createPumpWorld = (messages: readonly NewMemoryMessage[] = [], seed = 1): PumpWorld => {
  const clock = createFakeClock();
  const outbox = createMemoryOutbox();
  for (const message of messages) outbox.add(message);
  const platform = createContractPlatform();
  const random = createRandom(seed);
  let generation = 0;

  const start = (): OutboxPump => {
    const mine = generation;
    const untilDeath = async <Value>(call: Promise<Value>): Promise<Value> => {
      const value = await call;
      return mine === generation ? value : new Promise<never>(() => undefined);
    };
    const pump = createOutboxPump({
      store: outbox,
      line: {
        submit: (bodies) => untilDeath(world.line.submit(bodies)),
        putChunk: (...chunk) => untilDeath(world.line.putChunk(...chunk)),
        materialStatus: (materialId) => untilDeath(world.line.materialStatus(materialId)),
      },
      clock,
      now: clock.now,
      random: () => random() / 2 ** 24,
      log: silentLog,
      lineSeemsOnline: () => world.seemsOnline,
    });
    pump.start();
    return pump;
  };

  let running: OutboxPump | null = null;
  const pump = (): OutboxPump => {
    running ??= start();
    return running;
  };
  const world: PumpWorld = {
    clock,
    outbox,
    platform,
    line: platform,
    seemsOnline: false,
    pump,
    crash: () => {
      generation += 1;
      void running?.stop();
      running = start();
    },
    advance: async (milliseconds) => {
      pump();
      await clock.advance(milliseconds);
      // Until nothing moves any more without time: an answer may start the next exchange.
      for (let commits = -1; commits !== outbox.commits(); await clock.advance(0)) commits = outbox.commits();
    },
    states: () => outbox.entries.map(({ state }) => state),
  };
  return world;
};
