import {
  type FaceModelRole,
  type FacePackManifest,
  facePackManifestName,
  facePackManifestSchema,
} from '../../../electron/contract/face/face-pack.ts';

/** Reads a file of a pack's folder; null where there is none. */
export type PackReader = (name: string) => Promise<Uint8Array<ArrayBuffer> | null>;

export type OpenPackOutcome =
  | {
      readonly outcome: 'opened';
      readonly manifest: FacePackManifest;
      readonly files: ReadonlyMap<FaceModelRole, Uint8Array<ArrayBuffer>>;
    }
  | {
      readonly outcome: 'pack-missing' | 'manifest-invalid' | 'file-missing' | 'file-altered';
      readonly detail: string;
    };

/** Roles without which a pipeline cannot run; the others make it tell more. */
const neededRoles: Readonly<Record<FacePackManifest['pipeline'], readonly FaceModelRole[]>> = {
  'yunet-sface': ['detector', 'embedder'],
  faceplugin: ['detector', 'landmarks', 'embedder'],
};

const manifestIn = (bytes: Uint8Array): FacePackManifest | string => {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return 'not JSON';
  }
  const parsed = facePackManifestSchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return issue ? `${issue.path.join('.')}: ${issue.message}` : 'not a manifest';
  }
  const roles = parsed.data.files.map(({ role }) => role);
  const missing = neededRoles[parsed.data.pipeline].find((role) => !roles.includes(role));
  if (missing !== undefined) return `no ${missing}`;
  if (new Set(roles).size !== roles.length) return 'two files for one role';
  return parsed.data;
};

const sha256Of = async (bytes: Uint8Array<ArrayBuffer>): Promise<string> =>
  Array.from(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');

/** Reads a pack and checks each of its files against the manifest before anything is made of it. */
export const openPack = async (name: string, read: PackReader): Promise<OpenPackOutcome> => {
  const manifestBytes = await read(facePackManifestName);
  if (!manifestBytes) return { outcome: 'pack-missing', detail: `${name} is not installed` };
  const manifest = manifestIn(manifestBytes);
  if (typeof manifest === 'string') return { outcome: 'manifest-invalid', detail: manifest };
  if (manifest.name !== name) {
    return { outcome: 'manifest-invalid', detail: `the manifest is that of ${manifest.name}` };
  }
  const files = new Map<FaceModelRole, Uint8Array<ArrayBuffer>>();
  for (const file of manifest.files) {
    const bytes = await read(file.name);
    if (!bytes) return { outcome: 'file-missing', detail: file.name };
    if (bytes.length !== file.bytes || (await sha256Of(bytes)) !== file.sha256) {
      return { outcome: 'file-altered', detail: file.name };
    }
    files.set(file.role, bytes);
  }
  return { outcome: 'opened', manifest, files };
};
