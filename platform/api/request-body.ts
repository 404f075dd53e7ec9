import type { FastifyInstance, FastifyRequest } from 'fastify';

/**
 * Bodies are kept as they came (`request.rawBody`): their digest is signed. They are parsed after the signature was
 * verified, by `parseBody`.
 *
 * - `application/json`: any value; `__proto__` and `constructor.prototype` are refused
 * - `application/jose` (RFC 7515 §9.2.1): the text
 */
export const addBodyParsers = (server: FastifyInstance): void => {
  server.decorateRequest('rawBody', null);
  server.removeAllContentTypeParsers();
  server.addContentTypeParser(
    ['application/json', 'application/jose'],
    { parseAs: 'buffer' },
    (request: FastifyRequest, body: Buffer, done) => {
      request.rawBody = body;
      done(null, body);
    },
  );
};

const isJson = (request: FastifyRequest): boolean =>
  /^application\/json\b/i.test(request.headers['content-type'] ?? '');

/** Puts the parsed body in place of its bytes. Rejects with an error of status 400 for what is no JSON. */
export const parseBody = async (server: FastifyInstance, request: FastifyRequest): Promise<void> => {
  const { rawBody } = request;
  if (rawBody === null) {
    return;
  }
  const text = rawBody.toString('utf8');
  if (!isJson(request)) {
    request.body = text;
    return;
  }
  const parseJson = server.getDefaultJsonParser('error', 'error');
  request.body = await new Promise((resolve, reject) => {
    void parseJson(request, text, (error, value) => (error === null ? resolve(value) : reject(error)));
  });
};
