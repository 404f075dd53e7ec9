import type { FastifyInstance } from 'fastify';
import { approvalsOf } from '../../approvals/approval-rows.ts';
import { type ApprovalReply, approvalQuerySchema } from '../../contract/certificate-approvals.ts';
import { findResident } from '../../departments/find-resident.ts';
import type { ApiContext } from '../context.ts';
import { sendProblem } from '../problem.ts';
import { readBody } from '../read-body.ts';

/** A query names one person. */
const maximumRequestBytes = 2 * 1024;

/** A QR code (1) does not open what a person has asked for. */
const lowestAssuranceLevel = 2;

/** POST /v1/certificate-approvals/query (platform/contract/certificate-approvals.ts). */
export const addCertificateApprovalRoutes = (
  server: FastifyInstance,
  { database, clock }: Pick<ApiContext, 'database' | 'clock'>,
): void => {
  server.post(
    '/v1/certificate-approvals/query',
    { bodyLimit: maximumRequestBytes, config: { access: 'kiosk' } },
    async (request, reply) => {
      const asked = readBody(approvalQuerySchema, request.body, reply);
      if (asked === undefined) {
        return reply;
      }
      if (asked.assuranceLevel < lowestAssuranceLevel) {
        return sendProblem(reply, 'assurance-level-too-low');
      }
      const resident = await findResident(database, asked.holder);
      if (typeof resident === 'string') {
        return sendProblem(reply, resident);
      }
      const answer: ApprovalReply = {
        approvals: await approvalsOf(database, resident.idNumber, clock.now()),
      };
      return reply.header('cache-control', 'no-store').send(answer);
    },
  );
};
