import type { z } from 'zod';

/** A running platform and the token of its administration. */
export interface AdministrationAddress {
  /** Base address of the platform. */
  readonly url: string;
  readonly token: string;
}

/** How long the platform may take, milliseconds. */
const timeout = 10_000;

/**
 * Posts to a route of a running platform's administration (admin-api.ts).
 * @throws Error with words for whoever asked: platform not reached, token or what was asked refused
 */
export const askAdministration = async <Schema extends z.ZodType>(
  { url, token }: AdministrationAddress,
  route: string,
  body: unknown,
  replySchema: Schema,
): Promise<z.infer<Schema>> => {
  const response = await fetch(new URL(`/admin/v1/${route}`, url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(timeout),
  }).catch((cause: unknown) => {
    throw new Error(`The platform at ${url} cannot be reached`, { cause });
  });
  if (!response.ok) {
    throw new Error(`The platform at ${url} refused: ${response.status} ${await response.text()}`);
  }
  return replySchema.parse(await response.json());
};
