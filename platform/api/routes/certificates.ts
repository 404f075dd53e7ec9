import type { FastifyInstance } from 'fastify';
import { type IssueCertificateReply, issueCertificateRequestSchema } from '../../contract/api.ts';
import { certificateNumberSchema } from '../../contract/certificate/claims.ts';
import { type SignDocumentReply, signDocumentRequestSchema } from '../../contract/pdf-signature/index.ts';
import { issueCertificate } from '../../departments/issue-certificate.ts';
import { type ApiContext, kioskOf } from '../context.ts';
import { sendProblem } from '../problem.ts';
import { readBody } from '../read-body.ts';

/** A request names one person and one certificate; ten times its size is enough for anybody. */
const maximumRequestBytes = 16 * 1024;

/** A digest and the name of an algorithm. */
const maximumSigningBytes = 512;

const addSigning = (server: FastifyInstance, { documentSigning }: ApiContext): void => {
  server.post<{ Params: { number: string } }>(
    '/v1/certificates/:number/signature',
    { bodyLimit: maximumSigningBytes },
    async (request, reply) => {
      const asked = readBody(signDocumentRequestSchema, request.body, reply);
      if (asked === undefined) {
        return reply;
      }
      const number = certificateNumberSchema.safeParse(request.params.number);
      if (!number.success) {
        return sendProblem(reply, 'not-found');
      }
      const result = await documentSigning.sign({
        certificateNumber: number.data,
        algorithm: asked.algorithm,
        digest: new Uint8Array(Buffer.from(asked.digest, 'base64url')),
        kioskId: kioskOf(request).kioskId,
      });
      if (result.outcome === 'refused') {
        return result.reason === 'digest-malformed'
          ? sendProblem(reply, 'malformed-request', { detail: 'digest' })
          : sendProblem(reply, result.reason);
      }
      const answer: SignDocumentReply = { signature: Buffer.from(result.signature).toString('base64url') };
      return reply.send(answer);
    },
  );
};

/** Adds the issuing of certificates, for the station in which the kiosk stands, and the signing of their documents. */
export const addCertificateRoutes = (server: FastifyInstance, context: ApiContext): void => {
  addSigning(server, context);
  server.post('/v1/certificates', { bodyLimit: maximumRequestBytes }, async (request, reply) => {
    const asked = readBody(issueCertificateRequestSchema, request.body, reply);
    if (asked === undefined) {
      return reply;
    }
    if (asked.station.code !== kioskOf(request).stationCode) {
      return sendProblem(reply, 'station-mismatch');
    }
    const result = await issueCertificate(context, asked, kioskOf(request).kioskId);
    if (result.outcome === 'refused') {
      return sendProblem(reply, result.reason);
    }
    const answer: IssueCertificateReply = {
      certificate: Buffer.from(result.certificate).toString('base64url'),
    };
    return reply.send(answer);
  });
};
