/**
 * Plays a thousand kiosks: enrols them, makes their batches, sends one of each that does not count, then the others as
 * fast as they are taken, then as many at half that speed, and says how it went. Run by the bench as a process of its own; its orders are JSON in the first argument.
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
/** Of what was taken at most. */
const pace = 0.5;

const clientsOf = (): Promise<LoadClient[]> =>
  orders.target === 'platform'
    ? enrolKiosks(orders.platforms, orders)
    : pouchDbClients(orders.url, orders.kiosks, orders.bytes);

/**
 * Makes the next batches of all, signed now (their signatures are good for minutes), and only then connects: who connects
 * and says nothing is hung up on.
 */
const load = async (clients: readonly LoadClient[], batches: number): Promise<LoadedClient[]> => {
  const prepared: (readonly [URL, readonly ReadyRequest[]])[] = [];
  const prepare = async (client: LoadClient): Promise<readonly [URL, readonly ReadyRequest[]]> => {
    const requests: ReadyRequest[] = [];
    for (let batch = 0; batch < batches; batch += 1) requests.push(await client.prepare());
    return [client.url, requests];
  };
  for (let next = 0; next < clients.length; next += madeAtOnce) {
    prepared.push(...(await Promise.all(clients.slice(next, next + madeAtOnce).map(prepare))));
  }
  return Promise.all(
    prepared.map(async ([url, requests]) => ({ connection: await openConnection(url), requests })),
  );
};

const clients = await clientsOf();
/** Has the code of both sides compiled and the pools connected. */
const warmUpBatches = 1;
const first = await load(clients, warmUpBatches + orders.batches);
const part = (from: number, to?: number): LoadedClient[] =>
  first.map(({ connection, requests }) => ({ connection, requests: requests.slice(from, to) }));
await sendAtOnce(part(0, warmUpBatches));
const atOnce = await sendAtOnce(part(warmUpBatches));
for (const { connection } of first) connection.close();
const second = await load(clients, orders.batches);
const paced = await sendPaced(second, (atOnce.applications / atOnce.seconds) * pace, Math.random);
for (const { connection } of second) connection.close();
process.stdout.write(`${JSON.stringify({ atOnce, paced })}\n`, () => process.exit(0));
