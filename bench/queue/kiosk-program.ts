/**
 * A kiosk that drains its queue: opens the database that it is told of, lets the pump send until nothing waits, and says
 * how long that took and what memory it had. Run by the bench as a process of its own; its orders are JSON in the first
 * argument.
 */
import { createPrivateKey, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { systemClock } from '../../drivers/device/clock.ts';
import { createOutboxPump } from '../../electron/sync/pump/outbox-pump.ts';
import { createPlatformLink } from '../../electron/sync/trust/platform-link.ts';
import { createPlatformTime } from '../../electron/sync/trust/platform-time.ts';
import { publicJwkSchema } from '../../platform/contract/api.ts';
import { mustOpen } from './kiosk-store.ts';
import { watchMemory } from './memory-watch.ts';

const ordersSchema = z.strictObject({
  file: z.string(),
  url: z.string(),
  rootKey: publicJwkSchema,
  keyId: z.string(),
  /** PKCS #8, PEM. */
  privateKey: z.string(),
});

const orders = ordersSchema.parse(JSON.parse(process.argv[2] ?? '{}'));
const database = mustOpen(orders.file);
const platformTime = createPlatformTime({ clock: systemClock, kept: null });
const signingKey = { keyId: orders.keyId, privateKey: createPrivateKey(orders.privateKey) };
const link = createPlatformLink({
  platform: { url: orders.url, rootKey: orders.rootKey, timeoutMilliseconds: 10_000 },
  signer: { signingKeys: () => [signingKey], accepted: () => undefined, revoked: () => undefined },
  platformTime,
  clock: systemClock,
  randomBytes,
});
let warnings = 0;
const warn = (event: string, fields?: object): void => {
  warnings += 1;
  process.stderr.write(`${event} ${JSON.stringify(fields ?? {})}\n`);
};
/** The pump's last word on a message; the view tells of it up to 250 ms later. */
let lastWriteAt = 0;
const pump = createOutboxPump({
  store: {
    read: database.read,
    transaction: (work) => {
      const outcome = database.transaction(work);
      lastWriteAt = performance.now();
      return outcome;
    },
  },
  line: link.client,
  clock: systemClock,
  now: platformTime.now,
  random: Math.random,
  log: { info: () => undefined, warn, error: warn },
  lineSeemsOnline: () => true,
});
const counts = () => {
  const read = database.read(({ outbox }) => outbox.counts());
  if (!read.ok) throw new Error(read.reason);
  return read.value;
};

const before = counts().pending;
const memory = watchMemory(() => before - counts().pending);
const start = performance.now();
await new Promise<void>((resolve) => {
  pump.onChange(() => {
    if (pump.view().pending === 0) resolve();
  });
  pump.start();
});
const seconds = (lastWriteAt - start) / 1_000;
await pump.stop();
const after = counts();
link.close();
database.close();
process.stdout.write(
  `${JSON.stringify({ sent: before - after.pending, refused: after.refused, warnings, seconds, ...memory.stop() })}\n`,
);
