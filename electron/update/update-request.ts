import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { deviceRoles } from '../../drivers/device/device-status.ts';
import { writeDurably } from '../../db/backup/durable-files.ts';
import { versionSchema } from './version.ts';

/** Why a core says of its own version that it is not well. */
export const unhealthyReasons = ['not-in-service', 'page-not-shown', 'device-worse'] as const;
export type UnhealthyReason = (typeof unhealthyReasons)[number];

const trySchema = z.strictObject({
  kind: z.literal('try'),
  /** Of this request: the launcher does each once. */
  id: z.string().min(1).max(60),
  version: versionSchema,
  /** Devices that worked when it was asked for: they have to work afterwards. */
  working: z.array(z.enum(deviceRoles)).max(20),
});
const verdictSchema = z.strictObject({
  kind: z.literal('verdict'),
  id: z.string().min(1).max(60),
  version: versionSchema,
  /** Null: it is well. */
  unhealthy: z.enum(unhealthyReasons).nullable(),
});

/** Said again and again while a version is on trial and somebody is served: the launcher does not end it meanwhile. */
const servingSchema = z.strictObject({
  kind: z.literal('serving'),
  id: z.string().min(1).max(60),
  version: versionSchema,
});

/** What the core wants of the launcher: that it tries a version, or that it knows how the one on trial is. */
export const updateRequestSchema = z.discriminatedUnion('kind', [trySchema, verdictSchema, servingSchema]);
export type UpdateRequest = z.infer<typeof updateRequestSchema>;

/** The last request; null where there is none, or its file is none. */
export const readRequest = (file: string): UpdateRequest | null => {
  try {
    return updateRequestSchema.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data ?? null;
  } catch {
    return null;
  }
};

/**
 * Leaves a request, in place of the one before.
 * @throws the file system's error
 */
export const writeRequest = (file: string, request: UpdateRequest): void =>
  writeDurably(file, `${JSON.stringify(request)}\n`);
