import { creditReplySchema } from '../../contract/credit.ts';
import { demand, demandAnswer } from '../breach.ts';
import type { Check } from '../check.ts';
import { lacksHolder } from '../holder.ts';
import { demandNothingTold, looksOnTrail, post, whoAsks } from '../looks.ts';

const clause = 'credit.ts POST /v1/credit-checks';

export const creditChecks: readonly Check[] = [
  {
    name: 'How a person stands is told for an item with a rule, and that it was looked is on the access trail',
    clause,
    lacks: lacksHolder,
    async prove(world) {
      const item = (await world.catalogue()).applications.find(({ credit }) => credit !== undefined);
      if (item === undefined) return;
      const before = await looksOnTrail(world, 'credit-check');
      const ask = post(world, 'v1/credit-checks', { ...whoAsks(world), item: item.code });
      const reply = demandAnswer(await ask, creditReplySchema);
      demand(
        reply.standing !== 'listed' || reply.rule === item.credit,
        'another rule was told than the catalogue has',
      );
      demand(
        (await looksOnTrail(world, 'credit-check')) === before + 1,
        'the look is not on the trail, once',
      );
    },
  },
  {
    name: 'Nothing is told of how a person stands where it changes nothing, nor of who is not known, whose card differs, or who came with a QR code',
    clause: `${clause} not-found, unknown-person, person-data-differs, assurance-level-too-low`,
    lacks: lacksHolder,
    async prove(world) {
      const { applications } = await world.catalogue();
      const without = applications.find(({ credit }) => credit === undefined)?.code ?? 'no-such-item';
      await demandNothingTold(world, 'v1/credit-checks', { item: without });
    },
  },
];
