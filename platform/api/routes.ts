import type { FastifyInstance } from 'fastify';
import {
  type CertificateStatus,
  type Health,
  type IssueCertificateReply,
  issueCertificateRequestSchema,
} from '../contract/api.ts';
import type { Catalogue } from '../contract/catalogue.ts';
import { certificateNumberSchema } from '../contract/certificate/claims.ts';
import { signKeySet } from '../contract/signed-key-set.ts';
import { certificateStatus } from '../departments/certificate-status.ts';
import { type IssuingContext, issueCertificate } from '../departments/issue-certificate.ts';
import { sendProblem } from './problem.ts';

/** What the routes serve. */
export interface ApiContext extends IssuingContext {
  readonly platformName: string;
}

/** Adds the routes of `platform/contract/api.ts`. */
export const addRoutes = (server: FastifyInstance, context: ApiContext): void => {
  server.get(
    '/v1/health',
    (): Health => ({
      status: 'ok',
      time: context.clock.now(),
      name: context.platformName,
    }),
  );

  server.get('/v1/keys', async (): Promise<{ jws: string }> => {
    const keySet = await context.keyRing.publicKeySet();
    return { jws: await signKeySet(keySet, context.keyRing.rootPrivateKey) };
  });

  server.get('/v1/catalogue', (): Catalogue => context.catalogue);

  server.post('/v1/certificates', async (request, reply) => {
    const parsed = issueCertificateRequestSchema.safeParse(request.body);
    if (!parsed.success) {
      const fields = parsed.error.issues.map((issue) => issue.path.join('.') || '(body)');
      return sendProblem(reply, 'malformed-request', { detail: [...new Set(fields)].join(', ') });
    }
    const result = await issueCertificate(context, parsed.data);
    if (result.outcome === 'refused') {
      return sendProblem(reply, result.reason);
    }
    const answer: IssueCertificateReply = {
      certificate: Buffer.from(result.certificate).toString('base64url'),
    };
    return reply.header('cache-control', 'no-store').send(answer);
  });

  server.get<{ Params: { number: string } }>('/v1/certificates/:number', async (request, reply) => {
    const number = certificateNumberSchema.safeParse(request.params.number);
    const status: CertificateStatus | undefined = number.success
      ? await certificateStatus(context.database, number.data, context.clock.now())
      : undefined;
    return status ?? sendProblem(reply, 'not-found');
  });
};
