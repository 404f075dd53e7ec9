import { json } from '../ask.ts';
import { Breach, demand } from '../breach.ts';
import type { Check } from '../check.ts';
import { rating } from '../messages.ts';
import { cutInHalf, headOf, trickle } from '../slow-wire.ts';
import { demandReceived, submitOne } from '../submit.ts';
import type { World } from '../world.ts';

const givenUp = 'a request that does not come to its end is given up';

/** Milliseconds between two bytes: fast enough that the line itself never seems idle. */
const pause = 200;

const head = (world: World): Buffer =>
  headOf({
    ...world.unsigned({
      method: 'POST',
      path: 'v1/submissions',
      body: json({ messages: ['x'.repeat(5_000)] }),
    }),
  });

const demandLetGo = async (world: World, first: Uint8Array, rest: Uint8Array): Promise<void> => {
  const { url, patience } = world.target;
  const end = await trickle(url, { first, rest, pause, patience });
  demand(end.outcome !== 'no-line', 'no line could be opened');
  demand(end.outcome === 'closed', `the line was still kept open after ${patience / 1000} s`);
};

export const slowLineChecks: readonly Check[] = [
  {
    name: 'A request whose head trickles in is given up',
    clause: givenUp,
    runs: 'beside',
    prove: (world) => demandLetGo(world, head(world).subarray(0, 20), Buffer.alloc(10_000, 'a')),
  },
  {
    name: 'A request whose body trickles in is given up',
    clause: givenUp,
    runs: 'beside',
    prove: (world) => demandLetGo(world, head(world), Buffer.alloc(5_000, ' ')),
  },
  {
    name: 'A request that was cut in half leaves nothing behind, and comes again whole',
    clause: 'submissions.ts, a batch is taken whole or not at all',
    async prove(world) {
      const message = rating(world);
      const request = world.signed({
        method: 'POST',
        path: 'v1/submissions',
        body: json({ messages: [message] }),
      });
      await cutInHalf(request).catch((error: Error) => {
        throw new Breach(error.message);
      });
      const other = { ...message, level: 'very-dissatisfied' };
      demandReceived(await submitOne(world, other));
    },
  },
];
