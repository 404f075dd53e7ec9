import { accessTrailReplySchema } from '../contract/library.ts';
import { json } from './ask.ts';
import { demandAnswer, demandProblem } from './breach.ts';
import { holderOf } from './holder.ts';
import type { World } from './world.ts';

/** What checks of a look at somebody's data share: who asks, the access trail, and whom nothing is told of. */

/** The holder, with a card and a face, who has agreed a moment ago. */
export const whoAsks = (world: World) => {
  const holder = holderOf(world);
  return { holder, assuranceLevel: 3 as const, consentedAt: world.now() };
};

export const post = (world: World, path: string, content: unknown) =>
  world.ask({ method: 'POST', path, body: json(content) });

/** How many looks of this purpose stand on the holder's access trail. */
export const looksOnTrail = async (
  world: World,
  purpose: 'credit-check' | 'known-answers',
): Promise<number> => {
  const { entries } = demandAnswer(
    await post(world, 'v1/library/access-trail', whoAsks(world)),
    accessTrailReplySchema,
  );
  return entries.filter((entry) => entry.purpose === purpose).length;
};

/** Demands that nothing is told of this query, nor of the same for a person who is not known, differs or came with a code. */
export const demandNothingTold = async (
  world: World,
  path: string,
  query: Readonly<Record<string, unknown>>,
): Promise<void> => {
  const who = whoAsks(world);
  const ask = (changes: object) => post(world, path, { ...who, ...query, ...changes });
  demandProblem(await ask({}), 'not-found');
  const nobody = { name: '查无此人', sex: '未说明', idNumber: '990000190001010007' };
  demandProblem(await ask({ holder: nobody }), 'unknown-person');
  demandProblem(
    await ask({ holder: { ...who.holder, name: `${who.holder.name}某` } }),
    'person-data-differs',
  );
  demandProblem(await ask({ assuranceLevel: 1 }), 'assurance-level-too-low');
};
