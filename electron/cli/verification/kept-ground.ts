import type { PublicJwk } from '../../../platform/contract/api.ts';
import { revocationsSchema } from '../../../platform/contract/feed.ts';
import { verifyDocument } from '../../../platform/contract/signed-document.ts';
import { verifyKeySet } from '../../../platform/contract/signed-key-set.ts';
import { lookAtDatabase } from '../queue/kiosk-database.ts';
import { platformTimeOf, readLastContact } from '../queue/read-queue.ts';
import type { Surroundings } from '../surroundings.ts';
import type { GroundOutcome } from './verification-ground.ts';

/**
 * Keys and revocations as the kiosk keeps them, which may be running: no line is needed. Everything is verified again; a
 * disk is an outside, too.
 */
export const readKeptGround = async (
  dataFolder: string,
  rootKey: PublicJwk,
  clock: Surroundings['clock'],
): Promise<GroundOutcome> => {
  const looked = lookAtDatabase(dataFolder, (unit) => ({
    jws: unit.keptDocuments.find('signed-key-set')?.body ?? '',
    lists: unit.feedDocuments.ofCollection('revocations'),
    now: platformTimeOf(unit, clock).now(),
    lastContactAt: readLastContact(unit),
  }));
  if (!looked.ok) return looked;
  const { jws, lists, now, lastContactAt } = looked.value;
  const verified = await verifyKeySet(jws, rootKey);
  if (verified.outcome !== 'genuine') return { ok: false, reason: 'no-keys', detail: verified.outcome };
  const { keySet } = verified;
  const revoked = new Set<string>();
  for (const { id, version, jws: list } of lists) {
    const opened = await verifyDocument(list, (keyId) =>
      keySet.answerKeys.find((key) => key.keyId === keyId),
    );
    const document = opened.outcome === 'genuine' ? opened.document : undefined;
    const isItself =
      document?.collection === 'revocations' && document.id === id && document.version === version;
    const content = isItself ? revocationsSchema.safeParse(document.content) : undefined;
    if (!content?.success) return { ok: false, reason: 'revocations-damaged', detail: `revocations/${id}` };
    for (const certificateNumber of content.data.certificateNumbers) revoked.add(certificateNumber);
  }
  return {
    ok: true,
    ground: {
      keySet,
      rootKey,
      now,
      source: 'kept',
      lastContactAt,
      revocationOf: (certificateNumber) => (revoked.has(certificateNumber) ? { revokedAt: null } : null),
    },
  };
};
