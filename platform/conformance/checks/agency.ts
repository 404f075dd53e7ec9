import { type Agency, type AgencyQuery, agencyReplySchema } from '../../contract/agency.ts';
import { signatureWindowSeconds } from '../../contract/http-signature/index.ts';
import { json } from '../ask.ts';
import { demand, demandAnswer, demandProblem } from '../breach.ts';
import type { Check } from '../check.ts';
import { holderOf, lacksHolder } from '../holder.ts';
import type { World } from '../world.ts';

const principals = 'agency.ts POST /v1/agency/principals';

const query = (world: World, changes: Partial<AgencyQuery> = {}): AgencyQuery => {
  const holder = holderOf(world);
  return { agent: holder, assuranceLevel: 3, consentedAt: world.now(), ...changes };
};

const post = (world: World, content: AgencyQuery) =>
  world.ask({ method: 'POST', path: 'v1/agency/principals', body: json(content) });

export const agencyChecks: readonly Check[] = [
  {
    name: 'An agent is told whom the register lets be helped, and of others a masked name and no more',
    clause: principals,
    lacks: lacksHolder,
    async prove(world) {
      const { lookedUpAt, principals: found } = demandAnswer(
        await post(world, query(world)),
        agencyReplySchema,
      );
      const difference = Math.abs(lookedUpAt - world.now()) / 1_000;
      demand(difference < signatureWindowSeconds, `the answer is dated ${Math.round(difference)} s off`);
      for (const { principal, standing, way, authorisation } of found) {
        demand((principal !== null) === (standing === 'good'), 'somebody who is not to be helped is named');
        demand((authorisation !== null) === (way === 'authorisation'), 'an authorisation has no number');
      }
    },
  },
  {
    name: 'Nobody is told for whom to act who is not known, whose card differs, or who came with a QR code',
    clause: `${principals} unknown-person, person-data-differs, assurance-level-too-low`,
    lacks: lacksHolder,
    async prove(world) {
      const nobody = { name: '查无此人', sex: '未说明', idNumber: '990000190001010007' } as const;
      demandProblem(await post(world, query(world, { agent: nobody })), 'unknown-person');
      const { agent } = query(world);
      const other = { ...agent, name: `${agent.name}某` };
      demandProblem(await post(world, query(world, { agent: other })), 'person-data-differs');
      demandProblem(await post(world, query(world, { assuranceLevel: 1 })), 'assurance-level-too-low');
    },
  },
  {
    name: 'Nobody is the agent of oneself, nor acts by an authorisation that nobody has registered',
    clause: 'agency.ts agent-is-principal, not-authorised',
    lacks: lacksHolder,
    async prove(world) {
      const { agent: holder } = query(world);
      const now = world.now();
      const asked = { holder, assuranceLevel: 3 } as const;
      const bodies = [
        ['v1/applications/query', { ...asked, askedAt: now, receiptNumbers: [] }],
        ['v1/appointments/query', { ...asked, askedAt: now }],
        ['v1/library/query', { ...asked, consentedAt: now, purpose: 'view', item: null }],
        ['v1/issued-proofs/query', { ...asked, consentedAt: now }],
      ] as const;
      const own = { agent: holder, way: 'authorisation', authorisation: 'WT-0000-0000' } as const;
      const nobody = { name: '查无此人', sex: '未说明', idNumber: '990000190001010007' } as const;
      for (const [path, body] of bodies) {
        const ask = (agency: Agency) => world.ask({ method: 'POST', path, body: json({ ...body, agency }) });
        demandProblem(await ask(own), 'agent-is-principal');
        demandProblem(await ask({ ...own, agent: nobody }), 'not-authorised');
      }
    },
  },
];
