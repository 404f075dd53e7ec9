import { randomBytes, randomUUID } from 'node:crypto';
import type { CodeRedemptionRequest } from '../../contract/identity-code/redemption.ts';
import { json } from '../ask.ts';
import { demand, demandProblem } from '../breach.ts';
import type { Check } from '../check.ts';
import type { World } from '../world.ts';

const redemptions = 'identity-code/redemption.ts POST /v1/identity-codes/redemptions';

const post = (world: World, content: unknown) =>
  world.ask({ method: 'POST', path: 'v1/identity-codes/redemptions', body: json(content) });

/** A redemption of a code that nobody can have given out. */
const redemption = (): CodeRedemptionRequest => ({
  redemptionId: randomUUID(),
  codeId: randomBytes(16).toString('base64url'),
  keyId: 'no-such-key',
});

/** As far as it can be seen without the city's app: a suite is given no codes. */
export const identityCodeChecks: readonly Check[] = [
  {
    name: 'The keys of identity codes are others than those of departments and of the platform',
    clause: 'api.ts KeySet.identityKeys',
    async prove(world) {
      const { keys, answerKeys, sealingKeys, identityKeys } = await world.keySet();
      const others = new Set([...keys, ...answerKeys, ...sealingKeys].map(({ jwk }) => jwk.x));
      const shared = identityKeys.find(({ jwk }) => others.has(jwk.x));
      demand(shared === undefined, `${shared?.keyId} is a key for something else, too`);
    },
  },
  {
    name: 'An identity code that nobody gave out cannot be redeemed, however often one asks',
    clause: `${redemptions} code-unknown`,
    async prove(world) {
      const asked = redemption();
      demandProblem(await post(world, asked), 'code-unknown');
      demandProblem(await post(world, asked), 'code-unknown');
    },
  },
  {
    name: 'A redemption that names a holder, or no code, is refused',
    clause: `${redemptions} CodeRedemptionRequest`,
    async prove(world) {
      demandProblem(await post(world, { ...redemption(), holder: '某人' }), 'malformed-request');
      demandProblem(await post(world, { ...redemption(), codeId: 'short' }), 'malformed-request');
    },
  },
];
