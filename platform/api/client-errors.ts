import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { AnswerSigning } from './answer-signing.ts';
import { problemContentType, problemOf } from './problem.ts';

/** Status of what Node's parser gives up on (http.Server, event `clientError`). */
const statusOf = (code: string | undefined): number => {
  switch (code) {
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return 408;
    case 'HPE_HEADER_OVERFLOW':
      return 431;
    default:
      return 400;
  }
};

/**
 * Answers what is no HTTP request, or came too slowly: a signed problem document, and the end of the connection.
 * Nothing of the request could be read, so the answer is bound to none.
 */
export const answerClientError = async (
  signing: AnswerSigning,
  error: Error & { readonly code?: string },
  socket: Socket,
): Promise<void> => {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = statusOf(error.code);
  const body = JSON.stringify(problemOf('malformed-request', { status }));
  const signed = await signing.headersFor(
    { status, contentType: problemContentType, body: Buffer.from(body) },
    undefined,
    true,
  );
  const fields = {
    ...signed,
    'content-type': problemContentType,
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  };
  const head = Object.entries(fields).map(([name, value]) => `${name}: ${value}`);
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${head.join('\r\n')}\r\n\r\n${body}`, () =>
    socket.destroy(),
  );
};
