import type { z } from 'zod';
import { type Health, healthSchema, signedKeySetSchema } from '../../../platform/contract/api.ts';
import { type PlatformOutcome, replyOf } from '../platform-outcome.ts';
import type { HttpTransport } from './http-transport.ts';
import { platformAddress } from './signed-exchange.ts';

/**
 * What anybody may ask of the platform, without a signature. Nothing here is to be believed by itself: health is a hint, the
 * key set carries the signature of the root.
 */
export interface OpenExchange {
  health(): Promise<PlatformOutcome<Health>>;
  /** Compact JWS over the key set; the caller verifies it (trusted-key-set.ts). */
  keySet(): Promise<PlatformOutcome<{ readonly jws: string }>>;
}

export const createOpenExchange = (options: {
  /** The platform's base address. */
  readonly url: string;
  readonly transport: HttpTransport;
}): OpenExchange => {
  const { transport } = options;
  const ask = async <Schema extends z.ZodType>(
    schema: Schema,
    path: string,
  ): Promise<PlatformOutcome<z.infer<Schema>>> => {
    const url = platformAddress(options.url, path);
    const request = {
      method: 'GET',
      url,
      headers: { host: url.host, accept: 'application/json' },
      body: null,
    };
    const first = await transport.send(request);
    const outcome =
      first.outcome === 'failed' && first.staleConnection ? await transport.send(request) : first;
    if (outcome.outcome === 'answered') return replyOf(schema, outcome.answer);
    const { reason, detail } = outcome;
    if (reason === 'too-large') return { ok: false, reason: 'malformed-reply', detail };
    return {
      ok: false,
      reason: 'unreachable',
      detail: reason === 'redirect' ? `redirect, ${detail}` : detail,
    };
  };
  return {
    health: () => ask(healthSchema, 'v1/health'),
    keySet: () => ask(signedKeySetSchema, 'v1/keys'),
  };
};
