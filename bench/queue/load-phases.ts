import { setTimeout as wait } from 'node:timers/promises';
import type { HttpConnection, RawAnswer } from './http-connection.ts';
import type { ReadyRequest } from './load-kiosks.ts';

/** A client with its connection and what it will send, in order. */
export interface LoadedClient {
  readonly connection: HttpConnection;
  readonly requests: readonly ReadyRequest[];
}

export interface PhaseFigures {
  /** Those that were taken. */
  readonly applications: number;
  /** Requests that were told to come later; they were not sent again, and their time counts as the others'. */
  readonly busy: number;
  readonly seconds: number;
  /** Milliseconds from when each request was to be sent to its answer. */
  readonly latencies: readonly number[];
}

type Answered = readonly [request: ReadyRequest, answer: RawAnswer];

/** Answers are looked at when the phase is over. */
const figuresOf = (
  answered: readonly Answered[],
  seconds: number,
  latencies: readonly number[],
): PhaseFigures => {
  let taken = 0;
  let busy = 0;
  for (const [request, answer] of answered) {
    if (request.check(answer) === 'taken') taken += request.applications;
    else busy += 1;
  }
  return {
    applications: taken,
    busy,
    seconds,
    latencies,
  };
};

/** All send at once, and each its next request as soon as it has its answer: as much as the other side takes. */
export const sendAtOnce = async (clients: readonly LoadedClient[]): Promise<PhaseFigures> => {
  const answered: Answered[] = [];
  const latencies: number[] = [];
  const start = performance.now();
  await Promise.all(
    clients.map(async ({ connection, requests }) => {
      for (const request of requests) {
        const sentAt = performance.now();
        answered.push([request, await connection.exchange(request.bytes)]);
        latencies.push(performance.now() - sentAt);
      }
    }),
  );
  return figuresOf(answered, (performance.now() - start) / 1_000, latencies);
};

/**
 * Requests arrive at random (exponential gaps) at so many applications a second, whatever the other side does. A request
 * whose client still waits for an answer waits too, and its time runs from when it was to be sent.
 */
export const sendPaced = async (
  clients: readonly LoadedClient[],
  applicationsPerSecond: number,
  random: () => number,
): Promise<PhaseFigures> => {
  const answered: Answered[] = [];
  const latencies: number[] = [];
  const start = performance.now();
  const busy = new Map<LoadedClient, Promise<void>>();
  const turns = Math.max(...clients.map(({ requests }) => requests.length));
  let due = start;
  for (let turn = 0; turn < turns; turn += 1) {
    for (const client of clients) {
      const request = client.requests[turn];
      if (request === undefined) continue;
      due += (-Math.log(1 - random()) * request.applications * 1_000) / applicationsPerSecond;
      if (due > performance.now() + 1) await wait(due - performance.now());
      const sendAt = due;
      const before = busy.get(client) ?? Promise.resolve();
      busy.set(
        client,
        before.then(async () => {
          answered.push([request, await client.connection.exchange(request.bytes)]);
          latencies.push(performance.now() - sendAt);
        }),
      );
    }
  }
  await Promise.all(busy.values());
  return figuresOf(answered, (performance.now() - start) / 1_000, latencies);
};
