import type { FastifyInstance } from 'fastify';
import { certificateNumberSchema } from '../../contract/certificate/claims.ts';
import type { HandoverReply } from '../../contract/issued-proofs.ts';
import { holderQuerySchema } from '../../contract/library.ts';
import { handOverProof, listProofs, type ProofContext } from '../../proofs/issued-proofs.ts';
import { kioskOf } from '../context.ts';
import { sendProblem } from '../problem.ts';
import { readBody } from '../read-body.ts';

/** POST /v1/issued-proofs/… (platform/contract/issued-proofs.ts). */
export const addIssuedProofRoutes = (server: FastifyInstance, context: ProofContext): void => {
  const options = { config: { access: 'kiosk' } } as const;
  server.post('/v1/issued-proofs/query', options, async (request, reply) => {
    const query = readBody(holderQuerySchema, request.body, reply);
    if (query === undefined) {
      return reply;
    }
    const result = await listProofs(context, kioskOf(request), query);
    return result.outcome === 'answered'
      ? reply.header('cache-control', 'no-store').send(result.reply)
      : sendProblem(reply, result.reason);
  });
  server.post<{ Params: { number: string } }>(
    '/v1/issued-proofs/:number/handover',
    options,
    async (request, reply) => {
      const query = readBody(holderQuerySchema, request.body, reply);
      if (query === undefined) {
        return reply;
      }
      const number = certificateNumberSchema.safeParse(request.params.number);
      if (!number.success) {
        return sendProblem(reply, 'not-found');
      }
      const result = await handOverProof(context, kioskOf(request), query, number.data);
      if (result.outcome === 'refused') {
        return sendProblem(reply, result.reason);
      }
      const answer: HandoverReply = { certificate: Buffer.from(result.certificate).toString('base64url') };
      return reply.header('cache-control', 'no-store').send(answer);
    },
  );
};
