import type { FastifyInstance, FastifyReply } from 'fastify';
import { sendProblem } from './problem.ts';

/** Bytes of large bodies that may be under way at once. Parsed, they take some three times as much memory. */
export const largeBodiesAtOnce = 128 * 1024 * 1024;

/** Smaller bodies are not counted: reports and requests for certificates come through however many batches do. */
const smallBody = 64 * 1024;

/**
 * Adds the hook that takes no more large bodies than there is memory for: whoever comes then is told to come later,
 * before a byte of the body is read. Without it 4,096 kiosks with 4 MB each would be 16 GB.
 *
 * @param budget bytes; `largeBodiesAtOnce` unless told
 */
export const addBodyBudget = (server: FastifyInstance, budget = largeBodiesAtOnce): void => {
  let reserved = 0;
  server.addHook('onRequest', async (request, reply): Promise<FastifyReply | undefined> => {
    const { headers } = request;
    const announced = Number(headers['content-length'] ?? Number.NaN);
    // Without a length it may be as large as the route allows.
    const mayBe = headers['transfer-encoding'] === undefined ? 0 : (request.routeOptions.bodyLimit ?? 0);
    const bytes = Number.isNaN(announced) ? mayBe : announced;
    if (bytes <= smallBody) {
      return undefined;
    }
    if (reserved + bytes > budget) {
      return sendProblem(reply, 'busy');
    }
    reserved += bytes;
    reply.raw.once('close', () => {
      reserved -= bytes;
    });
    return undefined;
  });
};
