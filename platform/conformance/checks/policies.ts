import { signatureWindowSeconds } from '../../contract/http-signature/index.ts';
import {
  policiesDocumentSchema,
  type Policy,
  policyMatchReplySchema,
  type PolicyMatchQuery,
  policySchema,
} from '../../contract/policies.ts';
import { accessTrailReplySchema } from '../../contract/library.ts';
import { json } from '../ask.ts';
import { demand, demandAnswer, demandProblem } from '../breach.ts';
import type { Check } from '../check.ts';
import { holderOf, lacksHolder } from '../holder.ts';
import type { World } from '../world.ts';

const matches = 'policies.ts POST /v1/policies/matches';

const query = (world: World, changes: Partial<PolicyMatchQuery> = {}): PolicyMatchQuery => {
  const holder = holderOf(world);
  return { holder, assuranceLevel: 3, consentedAt: world.now(), ...changes };
};

const post = (world: World, content: PolicyMatchQuery) =>
  world.ask({ method: 'POST', path: 'v1/policies/matches', body: json(content) });

const published = async (world: World): Promise<readonly Policy[]> =>
  (await world.documents())
    .filter(({ collection, removed }) => collection === 'policies' && !removed)
    .flatMap(({ content }) => policiesDocumentSchema.parse(content).policies)
    .map((policy) => {
      const parsed = policySchema.safeParse(policy);
      demand(parsed.success, 'a published policy does not fit the contract');
      return parsed.data;
    });

const publishedCodes = async (world: World): Promise<readonly string[]> =>
  (await published(world)).map(({ code }) => code);

/** What was looked at on the holder's trail. */
const looksOnTrail = async (world: World): Promise<readonly string[]> => {
  const { entries } = demandAnswer(
    await world.ask({ method: 'POST', path: 'v1/library/access-trail', body: json(query(world)) }),
    accessTrailReplySchema,
  );
  return entries.map(({ purpose }) => purpose);
};

export const policyChecks: readonly Check[] = [
  {
    name: 'The published policies fit the contract one by one, and none has the code of another or of an item',
    clause: 'policies.ts Policy',
    async prove(world) {
      const { items, applications } = await world.catalogue();
      const codes = [...items, ...applications].map(({ code }) => code);
      codes.push(...(await publishedCodes(world)));
      const twice = codes.find((code, index) => codes.indexOf(code) !== index);
      demand(twice === undefined, `the code ${twice} is used again`);
    },
  },
  {
    name: 'A person is told which published policies fit, each with a reason',
    clause: matches,
    lacks: lacksHolder,
    async prove(world) {
      const reply = demandAnswer(await post(world, query(world)), policyMatchReplySchema);
      const difference = Math.abs(reply.lookedUpAt - world.now()) / 1_000;
      demand(difference < signatureWindowSeconds, `the answer is dated ${Math.round(difference)} s off`);
      const codes = await publishedCodes(world);
      for (const { policy, reasons } of reply.matches) {
        demand(codes.includes(policy), `${policy} is not published`);
        demand(reasons.length > 0, `${policy} fits for no reason`);
      }
    },
  },
  {
    name: 'A person is told policies of persons, and each enterprise that the person represents those of enterprises',
    clause: `${matches} enterprises`,
    lacks: lacksHolder,
    async prove(world) {
      const reply = demandAnswer(await post(world, query(world)), policyMatchReplySchema);
      const audiences = new Map((await published(world)).map(({ code, audience }) => [code, audience]));
      for (const { policy } of reply.matches) {
        demand(audiences.get(policy) !== 'enterprise', `${policy} is for enterprises, and fits a person`);
      }
      for (const { creditCode, matches: fitting } of reply.enterprises) {
        for (const { policy, reasons } of fitting) {
          demand(
            audiences.get(policy) === 'enterprise',
            `${policy} is not for enterprises, and fits ${creditCode}`,
          );
          demand(reasons.length > 0, `${policy} fits ${creditCode} for no reason`);
        }
      }
      const codes = reply.enterprises.map(({ creditCode }) => creditCode);
      demand(new Set(codes).size === codes.length, 'an enterprise is told twice');
    },
  },
  {
    name: 'The look for policies is on the access trail, and the look at enterprises where some are told',
    clause: `${matches} access trail`,
    lacks: lacksHolder,
    async prove(world) {
      const { enterprises } = demandAnswer(await post(world, query(world)), policyMatchReplySchema);
      const looks = (await looksOnTrail(world)).slice(0, 2);
      demand(looks.includes('policy-match'), 'the look for policies is not on the trail');
      demand(
        looks.includes('enterprise-match') === enterprises.length > 0,
        'the trail and the answer differ in whether enterprises were looked at',
      );
    },
  },
  {
    name: 'Nothing is told of a person who is not known, whose card differs, or who came with a QR code',
    clause: `${matches} unknown-person, person-data-differs, assurance-level-too-low`,
    lacks: lacksHolder,
    async prove(world) {
      const nobody = { name: '查无此人', sex: '未说明', idNumber: '990000190001010007' } as const;
      demandProblem(await post(world, query(world, { holder: nobody })), 'unknown-person');
      const { holder } = query(world);
      const other = { ...holder, name: `${holder.name}某` };
      demandProblem(await post(world, query(world, { holder: other })), 'person-data-differs');
      demandProblem(await post(world, query(world, { assuranceLevel: 1 })), 'assurance-level-too-low');
    },
  },
];
