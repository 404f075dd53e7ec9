import { expect, test } from 'vitest';
import type { RawAnswer } from '../../../bench/queue/http-connection.ts';
import { type LoadedClient, sendAtOnce, sendPaced } from '../../../bench/queue/load-phases.ts';

const answer: RawAnswer = { status: 200, headers: {}, body: Buffer.alloc(0) };

/** Clients whose requests hold 2 applications each and are answered at once; what was sent is kept in order. */
const createClients = (clients: number, requests: number) => {
  const sent: string[] = [];
  let underWay = 0;
  const loaded = Array.from({ length: clients }, (_, client): LoadedClient => {
    let busy = false;
    return {
      connection: {
        exchange: async (bytes) => {
          if (busy) throw new Error('two requests on one connection');
          busy = true;
          underWay += 1;
          await Promise.resolve();
          busy = false;
          underWay -= 1;
          sent.push(bytes.toString());
          return answer;
        },
        close: () => undefined,
      },
      requests: Array.from({ length: requests }, (_unused, request) => ({
        applications: 2,
        bytes: Buffer.from(`${client}.${request}`),
        check: () => 'taken' as const,
      })),
    };
  });
  return { loaded, sent, underWay: () => underWay };
};

test('at once, each client sends its requests one after the other and all are counted', async () => {
  const { loaded, sent, underWay } = createClients(3, 4);
  const figures = await sendAtOnce(loaded);
  expect(figures).toMatchObject({ applications: 24 });
  expect(figures.latencies).toHaveLength(12);
  expect(sent.filter((name) => name.startsWith('1.'))).toEqual(['1.0', '1.1', '1.2', '1.3']);
  expect(underWay()).toBe(0);
});

test('paced, requests that are due together never share a connection, and all are counted', async () => {
  const { loaded, sent } = createClients(2, 5);
  // Gaps of no length: everything is due at once.
  const figures = await sendPaced(loaded, 1_000, () => 0);
  expect(figures).toMatchObject({ applications: 20 });
  expect(sent).toHaveLength(10);
});

test('what was told to come later is counted, and not as taken', async () => {
  const { loaded } = createClients(1, 3);
  const [client] = loaded;
  if (client === undefined) throw new Error('no client');
  const requests = client.requests.map((request, index) => ({
    ...request,
    check: () => (index === 1 ? ('busy' as const) : ('taken' as const)),
  }));
  const figures = await sendAtOnce([{ ...client, requests }]);
  expect(figures).toMatchObject({ applications: 4, busy: 1 });
  expect(figures.latencies).toHaveLength(3);
});

test('an answer that did not take everything fails the phase', async () => {
  const { loaded } = createClients(1, 1);
  const [client] = loaded;
  const requests = [
    {
      applications: 2,
      bytes: Buffer.alloc(0),
      check: () => {
        throw new Error('1 of 2');
      },
    },
  ];
  if (client === undefined) throw new Error('no client');
  await expect(sendAtOnce([{ ...client, requests }])).rejects.toThrow('1 of 2');
});
