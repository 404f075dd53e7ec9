import { type ApprovalQuery, approvalReplySchema } from '../../contract/certificate-approvals.ts';
import { json } from '../ask.ts';
import { demand, demandAnswer, demandProblem } from '../breach.ts';
import type { Check } from '../check.ts';
import { holderOf, lacksHolder } from '../holder.ts';
import type { World } from '../world.ts';
import { certificateRequest } from './certificates.ts';

const approvals = 'certificate-approvals.ts POST /v1/certificate-approvals/query';

const query = (world: World, changes: Partial<ApprovalQuery> = {}): ApprovalQuery => {
  const holder = holderOf(world);
  return { holder, assuranceLevel: 3, ...changes };
};

const post = (world: World, content: ApprovalQuery) =>
  world.ask({ method: 'POST', path: 'v1/certificate-approvals/query', body: json(content) });

const lacksClerk = async (world: World): Promise<boolean> =>
  !(await world.catalogue()).items.some(({ approval }) => approval !== undefined);

export const certificateApprovalChecks: readonly Check[] = [
  {
    name: 'A resident is told what waits for a clerk, of each kind and purpose once',
    clause: approvals,
    lacks: lacksHolder,
    async prove(world) {
      const { approvals: told } = demandAnswer(await post(world, query(world)), approvalReplySchema);
      const waiting = told
        .filter(({ state }) => state === 'pending')
        .map(({ kind, purpose }) => `${kind} ${purpose}`);
      demand(new Set(waiting).size === waiting.length, 'the same waits twice');
    },
  },
  {
    name: 'What a clerk has to look at is left for one, once, and not issued',
    clause: `certificate-approvals.ts POST /v1/certificates approval-pending, ${approvals}`,
    lacks: lacksHolder,
    async prove(world) {
      if (await lacksClerk(world)) {
        return;
      }
      const item = (await world.catalogue()).items.find(({ approval }) => approval !== undefined);
      const kind = item?.code ?? '';
      const purpose = item?.purposes[0]?.code ?? '';
      const ask = async () =>
        world.ask({
          method: 'POST',
          path: 'v1/certificates',
          body: json(await certificateRequest(world, { kind, purpose })),
        });
      demandProblem(await ask(), 'approval-pending');
      demandProblem(await ask(), 'approval-pending');
      const { approvals: told } = demandAnswer(await post(world, query(world)), approvalReplySchema);
      const same = told.filter((approval) => approval.kind === kind && approval.purpose === purpose);
      demand(same.filter(({ state }) => state === 'pending').length === 1, 'it does not wait exactly once');
    },
  },
  {
    name: 'Requests of a person who is not known, whose card differs, or who came with a QR code are not told',
    clause: `${approvals} unknown-person, person-data-differs, assurance-level-too-low`,
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
