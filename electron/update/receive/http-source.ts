import type { Clock } from '../../../drivers/device/clock.ts';
import { failureName, type ReleaseSource, type SourceFailure } from './release-source.ts';

/** So long nothing may come before a line counts as dead. */
export const silentForMilliseconds = 60_000;

const statusProblem = (status: number): SourceFailure => ({
  ok: false,
  reason: status === 404 || status === 410 ? 'nothing-there' : 'no-answer',
  detail: `status ${status}`,
});

/** Where a 206 begins (RFC 9110 §14.4); null where it does not say so in bytes. */
const beginOf = (header: string | null): number | null => {
  const match = /^bytes (\d{1,15})-\d{1,15}\/(?:\d{1,15}|\*)$/.exec(header ?? '');
  return match ? Number(match[1]) : null;
};

/**
 * A folder on a web server that gives out plain files, over http or https: what comes is believed for its signature, not for
 * its line. Redirects are not followed. A line without a byte for a minute is given up.
 */
export const createHttpSource = (address: string, clock: Pick<Clock, 'after'>): ReleaseSource => {
  const base = address.endsWith('/') ? address : `${address}/`;

  const request = async (
    name: string,
    headers: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<{ readonly response: Response; readonly bytes: AsyncIterable<Uint8Array> } | SourceFailure> => {
    const controller = new AbortController();
    const abort = (): void => controller.abort();
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    let cancel = clock.after(silentForMilliseconds, abort);
    const over = (): void => {
      cancel();
      signal.removeEventListener('abort', abort);
    };
    const progress = (): void => {
      cancel();
      cancel = clock.after(silentForMilliseconds, abort);
    };
    const read = async function* (body: ReadableStream<Uint8Array> | null): AsyncGenerator<Uint8Array> {
      try {
        for await (const chunk of body ?? []) {
          progress();
          yield chunk;
        }
      } finally {
        over();
        controller.abort();
      }
    };
    try {
      const response = await fetch(new URL(name, base), {
        headers: { ...headers, 'accept-encoding': 'identity' },
        redirect: 'error',
        signal: controller.signal,
      });
      progress();
      return { response, bytes: read(response.body) };
    } catch (error) {
      over();
      return { ok: false, reason: 'no-answer', detail: failureName(error) };
    }
  };

  /** Lets the rest of an answer go that nobody reads. */
  const drop = async (bytes: AsyncIterable<Uint8Array>): Promise<void> => {
    for await (const _chunk of bytes) break;
  };

  return {
    readText: async (name, maximumBytes, signal) => {
      const answered = await request(name, {}, signal);
      if ('ok' in answered) return answered;
      const { response, bytes } = answered;
      if (response.status !== 200) {
        await drop(bytes);
        return statusProblem(response.status);
      }
      const chunks: Uint8Array[] = [];
      let size = 0;
      try {
        for await (const chunk of bytes) {
          size += chunk.length;
          if (size > maximumBytes) return { ok: false, reason: 'too-large', detail: name };
          chunks.push(chunk);
        }
      } catch (error) {
        return { ok: false, reason: 'no-answer', detail: failureName(error) };
      }
      return { ok: true, text: Buffer.concat(chunks).toString('utf8') };
    },
    open: async (name, from, signal) => {
      const answered = await request(name, from === 0 ? {} : { range: `bytes=${from}-` }, signal);
      if ('ok' in answered) return answered;
      const { response, bytes } = answered;
      if (response.status === 200) return { ok: true, from: 0, bytes };
      if (response.status === 206 && beginOf(response.headers.get('content-range')) === from)
        return { ok: true, from, bytes };
      await drop(bytes);
      return statusProblem(response.status);
    },
  };
};
