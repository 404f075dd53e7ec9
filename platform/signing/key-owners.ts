const day = 86_400_000;

/** Signs the key set; pinned at every kiosk. */
export const rootOwner = 'root';
/** Signs the platform's answers and the documents of its feed. */
export const answerOwner = 'platform-answer';
/** Opens what kiosks seal. */
export const sealingOwner = 'platform-sealing';

/** Signs the identity codes of the city's app. Not a department: what it signs is no certificate. */
export const identityOwner = 'city-app';

/** How long an owner's key is good, and how its successor comes; milliseconds. */
export interface KeyLifetime {
  readonly lifetime: number;
  /** The successor is made, and published, this long before the end. */
  readonly lead: number;
  /** The successor is put to use this long after it was published, when kiosks that are on line have fetched it. */
  readonly announcement: number;
}

/** The root is replaced by enrolling every kiosk anew. */
const rootLifetime: KeyLifetime = { lifetime: 3650 * day, lead: 0, announcement: 0 };
const answerLifetime: KeyLifetime = { lifetime: 180 * day, lead: 30 * day, announcement: 7 * day };
/**
 * A kiosk files for as long as it has a key to seal to, and it may be without a line for long. So the next key is
 * published 360 days before the last one ends: whenever a kiosk fetched its key set, it can file for 360 days without
 * fetching another. A key lives 540 days, so that keys follow each other every 187 days; kiosks with a line always seal
 * to the newest, so that a private half that leaks opens half a year of what they file, as with shorter lives.
 *
 * The private half is never deleted: something sealed to it may still lie in a kiosk's queue, on a disk that comes
 * back years later, or among the platform's own sealed applications.
 */
const sealingLifetime: KeyLifetime = { lifetime: 540 * day, lead: 360 * day, announcement: 7 * day };
/** Codes live for a minute, but a kiosk without a line has to know the key of those that are shown to it. */
const identityLifetime: KeyLifetime = { lifetime: 180 * day, lead: 60 * day, announcement: 30 * day };
const departmentLifetime: KeyLifetime = { lifetime: 730 * day, lead: 30 * day, announcement: 7 * day };

export const lifetimeOf = (owner: string): KeyLifetime => {
  switch (owner) {
    case rootOwner:
      return rootLifetime;
    case answerOwner:
      return answerLifetime;
    case sealingOwner:
      return sealingLifetime;
    case identityOwner:
      return identityLifetime;
    default:
      return departmentLifetime;
  }
};
