import { createPublicKey, randomBytes } from 'node:crypto';
import { createOutboxPump, type OutboxPump } from '../../../electron/sync/pump/outbox-pump.ts';
import { generateKioskKey } from '../../../electron/sync/trust/kiosk-key.ts';
import { createPlatformLink, type PlatformLink } from '../../../electron/sync/trust/platform-link.ts';
import { createPlatformTime } from '../../../electron/sync/trust/platform-time.ts';
import { systemClock } from '../../../drivers/device/clock.ts';
import { beginIdentifiedVisit, idOf, openTestDatabase, type TestDatabase } from '../../helpers/database.ts';
import { createFakeClock, type FakeClock } from '../../helpers/fake-clock.ts';
import { type FaultLine, openFaultLine } from '../../helpers/fault-line.ts';
import { createRandom } from '../../helpers/fuzz-effort.ts';
import { keyOf, messageOf, silentLog } from '../../property/sync/pump-world.ts';
import { type HttpPlatform, startHttpPlatform } from './http-platform.ts';

/** Real SQLite, real HTTP and real signatures between a pump and a platform; only waiting is not real. */
export interface SyncWorld {
  readonly database: TestDatabase;
  readonly platform: HttpPlatform;
  readonly line: FaultLine;
  readonly clock: FakeClock;
  /** How far the platform's clock is ahead of the kiosk's, milliseconds. */
  platformAhead: number;
  pump(): OutboxPump;
  /** Files an application as the core does; `chunks` are the sealed chunks of its one material. */
  file(
    number: number,
    options?: Parameters<typeof messageOf>[1] & { readonly sealed?: readonly string[] },
  ): string;
  /** The core dies and starts again on the same file. */
  restart(): void;
  /** Lets back-off times pass until something has happened; gives up after some seconds. */
  until(reached: () => boolean): Promise<void>;
  /** Starts the pump if it does not run, and lets back-off times pass until nothing waits any more. */
  drained(): Promise<void>;
  state(key: string): string | undefined;
  dispose(): Promise<void>;
}

/** Time-out of a call in these tests: long for loopback, short for what never comes. */
const timeoutMilliseconds = 400;
/** Longest that a test waits for its queue; a run that takes it has failed. */
const patienceMilliseconds = 20_000;

export const createSyncWorld = async (): Promise<SyncWorld> => {
  const database = openTestDatabase();
  database.commit((unit) => beginIdentifiedVisit(unit));
  const kioskKey = generateKioskKey();
  let world: SyncWorld | null = null;
  const platform = await startHttpPlatform({
    now: () => Date.now() + (world?.platformAhead ?? 0),
    kioskKey: createPublicKey({ key: { ...kioskKey.publicJwk }, format: 'jwk' }),
  });
  const line = await openFaultLine(platform.url, systemClock);
  const clock = createFakeClock();
  const random = createRandom();

  const start = (): { readonly link: PlatformLink; readonly pump: OutboxPump } => {
    const link = createPlatformLink({
      platform: { url: line.url, rootKey: platform.rootKey, timeoutMilliseconds },
      signer: {
        signingKeys: () => [{ keyId: kioskKey.keyId, privateKey: kioskKey.privateKey }],
        accepted: () => undefined,
        revoked: () => undefined,
      },
      platformTime: createPlatformTime({ clock: systemClock, kept: null }),
      clock: systemClock,
      randomBytes,
    });
    const pump = createOutboxPump({
      store: database.current(),
      line: link.client,
      clock,
      now: clock.now,
      random: () => random() / 2 ** 24,
      log: silentLog,
      lineSeemsOnline: () => false,
    });
    return { link, pump };
  };
  let running = start();

  const until = async (reached: () => boolean): Promise<void> => {
    const giveUpAt = performance.now() + patienceMilliseconds;
    while (!reached()) {
      if (performance.now() > giveUpAt)
        throw new Error(`waited in vain: ${JSON.stringify(running.pump.view())}`);
      await clock.advance(200);
    }
  };

  const stop = async (): Promise<void> => {
    const stopped = running.pump.stop();
    running.link.close();
    await stopped;
  };

  world = {
    platformAhead: 0,
    database,
    platform,
    line,
    clock,
    pump: () => running.pump,
    file: (number, { sealed, ...options } = {}) => {
      const message = messageOf(number, sealed ? { ...options, sealed } : options);
      const filed = database.write(({ applications }) =>
        applications.file({
          key: message.key,
          receiptNumber: `SL-QX-0001-20261120-${String(number).padStart(10, '0')}`,
          visitId: idOf(1),
          item: 'elder-card',
          formVersion: 1,
          holderPseudonym: 'a'.repeat(64),
          filedAt: 1,
          body: message.body,
          materials: message.chunks?.length
            ? [{ materialId: keyOf(1_000_000 + number), chunks: message.chunks }]
            : [],
        }),
      );
      if (!filed.ok) throw new Error(filed.reason);
      return message.key;
    },
    restart: () => {
      void stop();
      database.reopen();
      running = start();
      running.pump.start();
    },
    until,
    drained: () => {
      running.pump.start();
      return until(() => running.pump.view().pending === 0);
    },
    state: (key) => database.read(({ outbox }) => outbox.find(key)?.state),
    dispose: async () => {
      await stop();
      await line.close();
      await platform.close();
      database.dispose();
    },
  };
  return world;
};
