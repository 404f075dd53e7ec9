import type { FastifyInstance } from 'fastify';
import {
  codeRedemptionRequestSchema,
  type CodeRedemptionReply,
} from '../../contract/identity-code/redemption.ts';
import { redeemCode } from '../../identity-codes/code-register.ts';
import { type ApiContext, kioskOf } from '../context.ts';
import { sendProblem } from '../problem.ts';
import { readBody } from '../read-body.ts';

/** A request names two ids and a key. */
const maximumRequestBytes = 1024;

/** POST /v1/identity-codes/redemptions (platform/contract/identity-code/redemption.ts). */
export const addIdentityCodeRoutes = (
  server: FastifyInstance,
  { database, clock }: Pick<ApiContext, 'database' | 'clock'>,
): void => {
  server.post(
    '/v1/identity-codes/redemptions',
    { bodyLimit: maximumRequestBytes, config: { access: 'kiosk' } },
    async (request, reply) => {
      const asked = readBody(codeRedemptionRequestSchema, request.body, reply);
      if (asked === undefined) {
        return reply;
      }
      const redemption = await redeemCode(database, clock.now(), kioskOf(request).kioskId, asked);
      if (redemption.outcome === 'refused') {
        return sendProblem(reply, redemption.reason);
      }
      const answer: CodeRedemptionReply = { redeemedAt: redemption.redeemedAt };
      return reply.header('cache-control', 'no-store').send(answer);
    },
  );
};
