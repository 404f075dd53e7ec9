import { creditReplySchema } from '../../contract/credit.ts';
import { accessTrailReplySchema } from '../../contract/library.ts';
import { json } from '../ask.ts';
import { demand, demandAnswer, demandProblem } from '../breach.ts';
import type { Check } from '../check.ts';
import type { World } from '../world.ts';

const clause = 'credit.ts POST /v1/credit-checks';

const lacks = ({ target }: World): string | undefined =>
  target.holder === null ? 'needs --holder, a person whom the platform knows' : undefined;

const whoAsks = (world: World) => {
  const { holder } = world.target;
  demand(holder !== null, 'nobody to ask for');
  return { holder, assuranceLevel: 3 as const, consentedAt: world.now() };
};

const post = (world: World, path: string, content: unknown) =>
  world.ask({ method: 'POST', path, body: json(content) });

const checksOnTrail = async (world: World): Promise<number> => {
  const { entries } = demandAnswer(
    await post(world, 'v1/library/access-trail', whoAsks(world)),
    accessTrailReplySchema,
  );
  return entries.filter(({ purpose }) => purpose === 'credit-check').length;
};

export const creditChecks: readonly Check[] = [
  {
    name: 'How a person stands is told for an item with a rule, and that it was looked is on the access trail',
    clause,
    lacks,
    async prove(world) {
      const item = (await world.catalogue()).applications.find(({ credit }) => credit !== undefined);
      if (item === undefined) return;
      const before = await checksOnTrail(world);
      const ask = post(world, 'v1/credit-checks', { ...whoAsks(world), item: item.code });
      const reply = demandAnswer(await ask, creditReplySchema);
      demand(
        reply.standing !== 'listed' || reply.rule === item.credit,
        'another rule was told than the catalogue has',
      );
      demand((await checksOnTrail(world)) === before + 1, 'the look is not on the trail, once');
    },
  },
  {
    name: 'Nothing is told of how a person stands where it changes nothing, nor of who is not known, whose card differs, or who came with a QR code',
    clause: `${clause} not-found, unknown-person, person-data-differs, assurance-level-too-low`,
    lacks,
    async prove(world) {
      const { applications } = await world.catalogue();
      const without = applications.find(({ credit }) => credit === undefined)?.code ?? 'no-such-item';
      const who = whoAsks(world);
      const ask = (changes: object) => post(world, 'v1/credit-checks', { ...who, item: without, ...changes });
      demandProblem(await ask({}), 'not-found');
      const nobody = { name: '查无此人', sex: '未说明', idNumber: '990000190001010007' };
      demandProblem(await ask({ holder: nobody }), 'unknown-person');
      demandProblem(
        await ask({ holder: { ...who.holder, name: `${who.holder.name}某` } }),
        'person-data-differs',
      );
      demandProblem(await ask({ assuranceLevel: 1 }), 'assurance-level-too-low');
    },
  },
];
