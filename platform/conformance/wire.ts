import { type ClientRequest, type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { HttpAnswerParts, HttpRequestParts } from '../contract/http-signature/index.ts';
import { LineLost } from './breach.ts';

/** An answer as it came. */
export type Reply = HttpAnswerParts;

/** A request without an answer after this many milliseconds has none. */
const answerTimeout = 30_000;
/** Largest answer that is read, bytes. */
const maximumAnswerBytes = 64 * 1024 * 1024;

const joined = (response: IncomingMessage): Record<string, string> =>
  Object.fromEntries(
    Object.entries(response.headersDistinct).map(([name, values]) => [name, (values ?? []).join(', ')]),
  );

const open = ({ method, url, headers, body }: HttpRequestParts): ClientRequest => {
  const length: Record<string, string> = method === 'GET' ? {} : { 'content-length': `${body?.length ?? 0}` };
  // A connection of its own for each request: what one check leaves behind does not reach the next.
  const options = { method, headers: { ...headers, ...length, connection: 'close' }, agent: false as const };
  return url.protocol === 'https:' ? requestHttps(url, options) : requestHttp(url, options);
};

/**
 * Sends a request as it is and reads the whole answer; one that comes before the request is through counts too.
 * @throws LineLost when there is no whole answer
 */
export const exchange = (request: HttpRequestParts): Promise<Reply> =>
  new Promise((resolve, reject) => {
    const outgoing = open(request);
    let answered = false;
    const fail = (why: string): void => {
      outgoing.destroy();
      reject(new LineLost(`${request.method} ${request.url.pathname}: ${why}`));
    };
    outgoing.setTimeout(answerTimeout, () => fail(`no answer within ${answerTimeout / 1000} s`));
    outgoing.on('error', (error) => {
      if (!answered) {
        fail(error.message);
      }
    });
    outgoing.on('response', (response) => {
      answered = true;
      const chunks: Uint8Array[] = [];
      let bytes = 0;
      response.on('data', (chunk: Uint8Array) => {
        chunks.push(chunk);
        bytes += chunk.length;
        if (bytes > maximumAnswerBytes) {
          fail('the answer does not end');
        }
      });
      response.on('error', (error) => fail(error.message));
      response.on('close', () => {
        if (response.complete) {
          resolve({
            status: response.statusCode ?? 0,
            headers: joined(response),
            body: Buffer.concat(chunks),
          });
        } else {
          fail('the answer was cut off');
        }
      });
    });
    outgoing.end(request.body ?? undefined);
  });
