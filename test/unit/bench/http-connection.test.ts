import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readAnswer, requestBytes } from '../../../bench/queue/http-connection.ts';

test('an answer is read once it is all there, and not before', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(), (body, cut) => {
      const whole = Buffer.concat([
        Buffer.from(`HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\nX-Other:  a: b \r\n\r\n`),
        body,
      ]);
      expect(readAnswer(whole.subarray(0, cut % whole.length))).toBeUndefined();
      expect(readAnswer(whole)).toEqual({
        status: 200,
        headers: { 'content-length': String(body.length), 'x-other': 'a: b' },
        body: Buffer.from(body),
      });
    }),
  );
});

test('an answer that does not say its length is a mistake', () => {
  expect(() => readAnswer(Buffer.from('HTTP/1.1 204 No Content\r\n\r\n'))).toThrow('204');
});

test('a request carries host, its fields and the length of its body', () => {
  const bytes = requestBytes(
    'POST',
    new URL('http://localhost:8787/v1/x?y=1'),
    { accept: '*/*' },
    Buffer.from('é'),
  );
  expect(bytes.toString()).toBe(
    'POST /v1/x?y=1 HTTP/1.1\r\nhost: localhost:8787\r\naccept: */*\r\ncontent-length: 2\r\n\r\né',
  );
});
