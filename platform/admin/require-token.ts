import type { FastifyInstance, FastifyReply } from 'fastify';
import { carriesToken } from './admin-token.ts';

/** A plain problem document (RFC 9457 §4.2.1): the kiosks' reasons have none for administrators. */
const sendUnauthorized = (reply: FastifyReply): FastifyReply =>
  reply
    .code(401)
    .header('www-authenticate', 'Bearer realm="administration"')
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify({ type: 'about:blank', title: 'Unauthorized', status: 401 }));

/** From here on the routes of this scope are for whoever has the bearer token (RFC 6750). */
export const requireToken = (scope: FastifyInstance, token: string): void => {
  scope.addHook(
    'onRequest',
    async (request, reply): Promise<FastifyReply | undefined> =>
      carriesToken(request.headers.authorization, token) ? undefined : sendUnauthorized(reply),
  );
};
