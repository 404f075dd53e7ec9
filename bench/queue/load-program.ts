/**
 * Plays a thousand kiosks: enrols them, makes their batches, sends them as fast as they are taken, then as many at
 * half that speed, and says how it went. Run by the bench as a process of its own; its orders are JSON in the first argument.
 */
import { z } from 'zod';
import { publicJwkSchema, sealingKeySchema } from '../../platform/contract/api.ts';
import { openConnection } from './http-connection.ts';
import { enrolKiosks, type LoadClient, pouchDbClients, type ReadyRequest } from './load-kiosks.ts';
import { type LoadedClient, sendAtOnce, sendPaced } from './load-phases.ts';

const common = { kiosks: z.number(), batches: z.number() };
const ordersSchema = z.discriminatedUnion('target', [
  z.strictObject({
    ...common,
    target: z.literal('platform'),
    platforms: z.array(z.strictObject({ url: z.string(), rootKey: publicJwkSchema })),
    token: z.string(),
    sealingKey: sealingKeySchema,
  }),
  z.strictObject({ ...common, target: z.literal('pouchdb'), url: z.string(), bytes: z.number() }),
]);

const orders = ordersSchema.parse(JSON.parse(process.argv[2] ?? '{}'));
/** Batches made at a time. */
const madeAtOnce = 50;
const warmUpBatches = 1;
/** Connections opened at a time: more than a server lets wait would be tried again by the system, seconds later. */
const connectedAtOnce = 100;
/** Of what was taken at most. */
const pace = 0.5;

const clientsOf = (): Promise<LoadClient[]> =>
  orders.target === 'platform'
    ? enrolKiosks(orders.platforms, orders)
    : pouchDbClients(orders.url, orders.kiosks, orders.bytes);

/**
 * Makes the next batches of all, signed now (their signatures are good for minutes), and only then connects: who connects
 * and says nothing is hung up on. So each sends a batch that does not count right away, which also warms both sides up.
 */
const load = async (clients: readonly LoadClient[]): Promise<LoadedClient[]> => {
  const prepared: (readonly [URL, readonly ReadyRequest[]])[] = [];
  const prepare = async (client: LoadClient): Promise<readonly [URL, readonly ReadyRequest[]]> => {
    const requests: ReadyRequest[] = [];
    for (let batch = 0; batch < warmUpBatches + orders.batches; batch += 1)
      requests.push(await client.prepare());
    return [client.url, requests];
  };
  for (let next = 0; next < clients.length; next += madeAtOnce) {
    prepared.push(...(await Promise.all(clients.slice(next, next + madeAtOnce).map(prepare))));
  }
  const loaded: LoadedClient[] = [];
  for (let next = 0; next < prepared.length; next += connectedAtOnce) {
    const some = prepared.slice(next, next + connectedAtOnce).map(async ([url, requests]) => {
      const connection = await openConnection(url);
      const warmUp = { connection, requests: requests.slice(0, warmUpBatches) };
      await sendAtOnce([warmUp]);
      return { connection, requests: requests.slice(warmUpBatches) };
    });
    loaded.push(...(await Promise.all(some)));
  }
  return loaded;
};

const clients = await clientsOf();
const first = await load(clients);
const atOnce = await sendAtOnce(first);
for (const { connection } of first) connection.close();
const second = await load(clients);
const paced = await sendPaced(second, (atOnce.applications / atOnce.seconds) * pace, Math.random);
for (const { connection } of second) connection.close();
process.stdout.write(`${JSON.stringify({ atOnce, paced })}\n`, () => process.exit(0));
