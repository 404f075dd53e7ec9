import type { FastifyInstance } from 'fastify';
import { type IssueCertificateReply, issueCertificateRequestSchema } from '../../contract/api.ts';
import { issueCertificate } from '../../departments/issue-certificate.ts';
import { type ApiContext, kioskOf } from '../context.ts';
import { sendProblem } from '../problem.ts';
import { readBody } from '../read-body.ts';

/** A request names one person and one certificate; ten times its size is enough for anybody. */
const maximumRequestBytes = 16 * 1024;

/** Adds the issuing of certificates, for the station in which the kiosk stands. */
export const addCertificateRoutes = (server: FastifyInstance, context: ApiContext): void => {
  server.post('/v1/certificates', { bodyLimit: maximumRequestBytes }, async (request, reply) => {
    const asked = readBody(issueCertificateRequestSchema, request.body, reply);
    if (asked === undefined) {
      return reply;
    }
    if (asked.station.code !== kioskOf(request).stationCode) {
      return sendProblem(reply, 'station-mismatch');
    }
    const result = await issueCertificate(context, asked);
    if (result.outcome === 'refused') {
      return sendProblem(reply, result.reason);
    }
    const answer: IssueCertificateReply = {
      certificate: Buffer.from(result.certificate).toString('base64url'),
    };
    return reply.send(answer);
  });
};
