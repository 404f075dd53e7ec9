import { z } from 'zod';

/** What the administration answers to a request for a code; see admin-api.ts. */
const replySchema = z.strictObject({ code: z.string(), expiresAt: z.number() });

/** How long the platform may take, milliseconds. */
const timeout = 10_000;

/**
 * Asks a running platform's administration for an enrolment code.
 * @param url base address of the platform
 * @returns the code
 * @throws Error with words for whoever asked: platform not reached, token or station refused
 */
export const requestEnrolmentCode = async ({
  url,
  token,
  stationCode,
}: {
  readonly url: string;
  readonly token: string;
  readonly stationCode: string;
}): Promise<z.infer<typeof replySchema>> => {
  const response = await fetch(new URL('/admin/v1/enrolment-codes', url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ stationCode }),
    signal: AbortSignal.timeout(timeout),
  }).catch((cause: unknown) => {
    throw new Error(`The platform at ${url} cannot be reached`, { cause });
  });
  if (!response.ok) {
    throw new Error(`The platform at ${url} refused: ${response.status} ${await response.text()}`);
  }
  return replySchema.parse(await response.json());
};
