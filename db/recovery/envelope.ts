/** What a message tells of itself in its text, outside of what is sealed. */
export interface Envelope {
  readonly key: string;
  readonly kind: string;
  /** When it came into being, milliseconds since the Unix epoch. */
  readonly createdAt: number;
  readonly materials: readonly { readonly materialId: string; readonly digests: readonly string[] }[];
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const texts = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/**
 * Reads the envelope of a message (the JSON that waits in `outbox_body`): key, kind, `filedAt` or `ratedAt`, and which
 * chunks belong to it. Undefined for a text that is no message any more.
 */
export const readEnvelope = (body: string): Envelope | undefined => {
  const message = parseJson(body);
  if (!isObject(message) || typeof message.key !== 'string' || typeof message.kind !== 'string')
    return undefined;
  const time = message.filedAt ?? message.ratedAt;
  const materials = Array.isArray(message.materials) ? message.materials.filter(isObject) : [];
  return {
    key: message.key,
    kind: message.kind,
    createdAt: Number.isSafeInteger(time) ? Number(time) : 0,
    materials: materials.flatMap(({ materialId, chunkDigests }) =>
      typeof materialId === 'string' ? [{ materialId, digests: texts(chunkDigests) }] : [],
    ),
  };
};
