import { recordAccess } from '../library/certificate-library.ts';
import type { PlatformDatabase, PlatformTransaction } from '../store/open-store.ts';
import { type AskedFor, recordAgent } from './admit-agent.ts';

/**
 * An agent looks at what the holder has filed or booked: that stands on the holder's access trail, and both persons are on
 * record. A holder who looks is not written down for it.
 *
 * @param kiosk who signed the query
 */
export const noteAgentLook = async (
  database: PlatformDatabase | PlatformTransaction,
  kiosk: { readonly kioskId: string; readonly stationCode: string },
  asked: AskedFor,
  { purpose, at }: { readonly purpose: 'progress' | 'appointments'; readonly at: number },
): Promise<void> => {
  if (asked.agency === undefined) return;
  await recordAccess(database, {
    holderIdNumber: asked.holder.idNumber,
    actor: `kiosk:${kiosk.kioskId}@${kiosk.stationCode}`,
    agency: asked.agency,
    purpose,
    item: null,
    consentedAt: at,
    accessedAt: at,
    kinds: [],
  });
  await recordAgent(database, asked, { act: purpose, actedAt: at });
};
