import { createHash, type KeyObject } from 'node:crypto';
import { openSealed } from '../contract/sealing/index.ts';
import { type SealedApplication, sealedApplicationSchema } from '../contract/sealed-application.ts';
import type { PackageMembership, SubmittedMaterial } from '../contract/submissions.ts';

/** Why a sealed application cannot be handed to a department. */
export type UnreadableReason =
  | 'malformed'
  | 'unknown-key'
  | 'not-genuine'
  | 'content-malformed'
  | 'halves-differ'
  | 'material-differs';

/** An application as it waits, with what stands outside of its sealed part. */
export interface WaitingApplication {
  readonly receiptNumber: string;
  readonly kioskId: string;
  readonly key: string;
  readonly item: string;
  readonly formVersion: number;
  readonly assuranceLevel: number;
  readonly filedAt: number;
  /** Compact JWE. */
  readonly sealed: string;
  readonly materials: readonly SubmittedMaterial[];
  /** Undefined where it was handed in by itself. */
  readonly package: PackageMembership | undefined;
}

export type OpenedApplication =
  | { readonly outcome: 'opened'; readonly content: SealedApplication }
  | { readonly outcome: 'unreadable'; readonly reason: UnreadableReason };

/** What opening needs. */
export interface OpeningTools {
  /** Private half of a sealing key. */
  readonly findKey: (keyId: string) => KeyObject | undefined;
  /** A sealed chunk of a material of this kiosk; undefined when it is not there. */
  readonly readChunk: (kioskId: string, materialId: string, index: number) => Promise<string | undefined>;
}

const unreadable = (reason: UnreadableReason): OpenedApplication => ({ outcome: 'unreadable', reason });

const contentOf = (plaintext: Uint8Array): SealedApplication | undefined => {
  try {
    return sealedApplicationSchema.parse(JSON.parse(Buffer.from(plaintext).toString('utf8')));
  } catch {
    return undefined;
  }
};

const membershipText = (membership: PackageMembership | undefined): string =>
  membership === undefined
    ? ''
    : [membership.code, membership.number, ...new Set(membership.dependsOn)].join(' ');

/** Whether the sealed half says what the open half says. */
const halvesAgree = (application: WaitingApplication, content: SealedApplication): boolean =>
  content.key.toLowerCase() === application.key.toLowerCase() &&
  content.receiptNumber === application.receiptNumber &&
  content.item === application.item &&
  content.formVersion === application.formVersion &&
  content.filedAt === application.filedAt &&
  content.identity.assuranceLevel === application.assuranceLevel &&
  membershipText(content.package) === membershipText(application.package) &&
  content.materials.length === application.materials.length &&
  content.materials.every(({ materialId }, index) => materialId === application.materials[index]?.materialId);

/** Of the message to which a material belongs. */
type Bearer = Pick<WaitingApplication, 'kioskId' | 'key'>;

/** Opens the chunks of a material one after the other, never two at a time in memory, and compares with its digest. */
export const materialFits = async (
  { findKey, readChunk }: OpeningTools,
  { kioskId, key }: Bearer,
  { materialId, chunkDigests }: SubmittedMaterial,
  said: SealedApplication['materials'][number],
): Promise<boolean> => {
  const digest = createHash('sha256');
  let bytes = 0;
  for (const index of chunkDigests.keys()) {
    const sealed = await readChunk(kioskId, materialId, index);
    const opened = sealed === undefined ? undefined : await openSealed(sealed, findKey);
    if (opened?.outcome !== 'opened') {
      return false;
    }
    const { context, plaintext } = opened;
    const isItsPlace =
      context.key.toLowerCase() === key.toLowerCase() &&
      context.materialId === materialId &&
      context.index === index &&
      context.count === chunkDigests.length;
    if (!isItsPlace) {
      return false;
    }
    digest.update(plaintext);
    bytes += plaintext.length;
  }
  return bytes === said.bytes && digest.digest('base64url') === said.digest;
};

/**
 * Opens a sealed application and holds it against what stands outside: both halves have to agree, and each material has
 * to be what the resident handed in.
 *
 * @throws only what `findKey` and `readChunk` throw
 */
export const openApplication = async (
  tools: OpeningTools,
  application: WaitingApplication,
): Promise<OpenedApplication> => {
  const opened = await openSealed(application.sealed, tools.findKey);
  if (opened.outcome === 'refused') {
    return unreadable(opened.reason);
  }
  const content = contentOf(opened.plaintext);
  if (content === undefined) {
    return unreadable('content-malformed');
  }
  const isItsOwn = opened.context.key.toLowerCase() === application.key.toLowerCase();
  if (!isItsOwn || opened.context.materialId !== undefined || !halvesAgree(application, content)) {
    return unreadable('halves-differ');
  }
  for (const [index, material] of application.materials.entries()) {
    const said = content.materials[index];
    if (said === undefined || !(await materialFits(tools, application, material, said))) {
      return unreadable('material-differs');
    }
  }
  return { outcome: 'opened', content };
};
