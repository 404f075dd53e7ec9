import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import { sendProblem } from './problem.ts';
import { type ApiContext, addRoutes } from './routes.ts';

/** A request names one person and one certificate; ten times its size is enough for anybody. */
const maximumBodyBytes = 16 * 1024;

/** A client that has not sent its request by then is given up, milliseconds. */
const requestTimeout = 15_000;

/**
 * The platform's HTTP interface, not yet listening. Everything that goes wrong is answered with a problem document.
 * The log never holds bodies, values or a database's messages about them.
 */
export const createApi = (context: ApiContext, logger: FastifyBaseLogger): FastifyInstance => {
  const server = fastify({
    bodyLimit: maximumBodyBytes,
    requestTimeout,
    logController: new LogController({ disableRequestLogging: true }),
    loggerInstance: logger,
    frameworkErrors: (error, _request, reply) =>
      sendProblem(reply, 'malformed-request', { status: error.statusCode ?? 400, detail: error.code }),
    // Certificate numbers have 40 characters at most.
    routerOptions: { maxParamLength: 40 },
  });

  server.setNotFoundHandler((_request, reply) => sendProblem(reply, 'not-found'));

  server.setErrorHandler((error: Error & { code?: string; statusCode?: number }, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 400 && status < 500) {
      return sendProblem(reply, 'malformed-request', { status, ...(error.code && { detail: error.code }) });
    }
    request.log.error(
      { route: request.routeOptions.url, error: error.name, code: error.code, stack: error.stack },
      'request failed',
    );
    return sendProblem(reply, 'internal-error');
  });

  addRoutes(server, context);
  return server;
};
