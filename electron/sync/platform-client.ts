import type { z } from 'zod';
import {
  type Health,
  healthSchema,
  type IssueCertificateReply,
  type IssueCertificateRequest,
  issueCertificateReplySchema,
  type ProblemReason,
  problemSchema,
  signedKeySetSchema,
} from '../../platform/contract/api.ts';
import { type Catalogue, catalogueSchema } from '../../platform/contract/catalogue.ts';

/** Largest answer that is read, bytes; a certificate is a few hundred, a catalogue some hundred thousand. */
export const maximumReplyBytes = 8 * 1024 * 1024;

export type PlatformOutcome<Value> =
  | { readonly ok: true; readonly value: Value }
  /** No answer: the line, the server, or a time-out. Worth trying again. */
  | { readonly ok: false; readonly reason: 'unreachable'; readonly detail: string }
  /** An answer that says no, and why. */
  | {
      readonly ok: false;
      readonly reason: 'refused';
      readonly problem: ProblemReason;
      readonly detail: string;
    }
  /** An answer that is not one of this contract. */
  | { readonly ok: false; readonly reason: 'malformed-reply'; readonly detail: string };

/** The central platform as the kiosk calls it (platform/contract/api.ts). */
export interface PlatformClient {
  health(): Promise<PlatformOutcome<Health>>;
  /** Compact JWS over the department keys; the caller verifies it. */
  keySet(): Promise<PlatformOutcome<{ jws: string }>>;
  catalogue(): Promise<PlatformOutcome<Catalogue>>;
  issueCertificate(request: IssueCertificateRequest): Promise<PlatformOutcome<IssueCertificateReply>>;
}

/** Name of the failure of a request, without addresses or data. */
const failureName = (error: unknown): string => {
  if (!(error instanceof Error)) return 'unknown';
  const { cause } = error;
  if (cause instanceof Error && 'code' in cause) return String(cause.code);
  return error.name;
};

/** Reads a body up to the cap; null when it is larger. */
const readCapped = async (response: Response): Promise<string | null> => {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > maximumReplyBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
};

/** Creates the client of the platform at `url`; each call is given up after `timeoutMilliseconds`. */
export const createPlatformClient = (options: {
  readonly url: string;
  readonly timeoutMilliseconds: number;
}): PlatformClient => {
  // Without the slash the last part of a path would be replaced instead of followed.
  const base = options.url.endsWith('/') ? options.url : `${options.url}/`;
  const call = async <Schema extends z.ZodType>(
    schema: Schema,
    path: string,
    body?: unknown,
  ): Promise<PlatformOutcome<z.infer<Schema>>> => {
    let status: number;
    let text: string | null;
    try {
      const response = await fetch(new URL(path, base), {
        method: body === undefined ? 'GET' : 'POST',
        headers: {
          accept: 'application/json',
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        redirect: 'error',
        signal: AbortSignal.timeout(options.timeoutMilliseconds),
      });
      status = response.status;
      text = await readCapped(response);
    } catch (error) {
      return { ok: false, reason: 'unreachable', detail: failureName(error) };
    }
    if (text === null) return { ok: false, reason: 'malformed-reply', detail: 'too large' };
    let json: unknown;
    try {
      json = JSON.parse(text);
    } catch {
      return { ok: false, reason: 'malformed-reply', detail: `status ${status}, not JSON` };
    }
    if (status === 200 || status === 201) {
      const parsed = schema.safeParse(json);
      if (parsed.success) return { ok: true, value: parsed.data };
      return {
        ok: false,
        reason: 'malformed-reply',
        detail: `field ${parsed.error.issues[0]?.path.join('.') ?? ''}`,
      };
    }
    const problem = problemSchema.safeParse(json);
    if (!problem.success) return { ok: false, reason: 'malformed-reply', detail: `status ${status}` };
    return { ok: false, reason: 'refused', problem: problem.data.reason, detail: `status ${status}` };
  };

  return {
    health: () => call(healthSchema, 'v1/health'),
    keySet: () => call(signedKeySetSchema, 'v1/keys'),
    catalogue: () => call(catalogueSchema, 'v1/catalogue'),
    issueCertificate: (request) => call(issueCertificateReplySchema, 'v1/certificates', request),
  };
};
