import type { FastifyInstance } from 'fastify';
import { certificateNumberSchema } from '../../contract/certificate/claims.ts';
import type { CertificateStatus, Health, KeySet } from '../../contract/api.ts';
import type { RootCertificate } from '../../contract/pdf-signature/index.ts';
import { openApiDocument } from '../../contract/openapi/open-api-document.ts';
import { signKeySet } from '../../contract/signed-key-set.ts';
import { certificateStatus } from '../../departments/certificate-status.ts';
import type { ApiContext } from '../context.ts';
import { sendProblem } from '../problem.ts';

const open = { config: { access: 'open' } } as const;

/** Adds what anybody may ask: health, key set, the status of a certificate, the contract itself. */
export const addOpenInformationRoutes = (server: FastifyInstance, context: ApiContext): void => {
  server.get(
    '/v1/health',
    open,
    async (): Promise<Health> => ({
      status: (await context.isStoreReachable()) ? 'ok' : 'degraded',
      time: context.clock.now(),
      name: context.platformName,
    }),
  );

  /** The set that was signed last; the ring gives the same one until it changes. */
  let signed: { readonly keySet: KeySet; readonly jws: Promise<string> } | undefined;
  server.get('/v1/keys', open, async (): Promise<{ jws: string }> => {
    const keySet = await context.keyRing.publicKeySet();
    if (signed?.keySet !== keySet) {
      signed = { keySet, jws: signKeySet(keySet, context.keyRing.rootPrivateKey) };
    }
    return { jws: await signed.jws };
  });

  server.get<{ Params: { number: string } }>('/v1/certificates/:number', open, async (request, reply) => {
    const number = certificateNumberSchema.safeParse(request.params.number);
    const status: CertificateStatus | undefined = number.success
      ? await certificateStatus(context.database, number.data, context.clock.now())
      : undefined;
    return status ?? sendProblem(reply, 'not-found');
  });

  const rootCertificate: RootCertificate = {
    certificate: Buffer.from(context.documentSigning.authority.rootCertificate).toString('base64url'),
  };
  server.get('/v1/root-certificate', open, async () => rootCertificate);

  const contract = JSON.stringify(openApiDocument());
  server.get('/v1/openapi.json', open, (_request, reply) =>
    reply.type('application/json; charset=utf-8').send(contract),
  );
};
