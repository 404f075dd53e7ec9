import { residentRefusal } from '../applications/resident-check.ts';
import type { ProblemReason } from '../contract/api.ts';
import type { HolderQuery } from '../contract/library.ts';
import type { PlatformDatabase, PlatformTransaction } from '../store/open-store.ts';

export type HolderRefusal = Extract<
  ProblemReason,
  'unknown-person' | 'person-data-differs' | 'assurance-level-too-low'
>;

/** A QR code (1) does not open what a person holds. */
const lowestAssuranceLevel = 2;

/** Why what is known of the holder is not told; undefined when it is: the card has to agree with the register. */
export const holderRefusal = async (
  database: PlatformDatabase | PlatformTransaction,
  { holder, assuranceLevel }: Pick<HolderQuery, 'holder' | 'assuranceLevel'>,
): Promise<HolderRefusal | undefined> =>
  assuranceLevel < lowestAssuranceLevel ? 'assurance-level-too-low' : residentRefusal(database, holder);
