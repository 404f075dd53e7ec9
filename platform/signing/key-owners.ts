const day = 86_400_000;

/** Signs the key set; pinned at every kiosk. */
export const rootOwner = 'root';
/** Signs the platform's answers and the documents of its feed. */
export const answerOwner = 'platform-answer';
/** Opens what kiosks seal. */
export const sealingOwner = 'platform-sealing';

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
const sealingLifetime: KeyLifetime = { lifetime: 180 * day, lead: 30 * day, announcement: 7 * day };
const departmentLifetime: KeyLifetime = { lifetime: 730 * day, lead: 30 * day, announcement: 7 * day };

export const lifetimeOf = (owner: string): KeyLifetime => {
  switch (owner) {
    case rootOwner:
      return rootLifetime;
    case answerOwner:
      return answerLifetime;
    case sealingOwner:
      return sealingLifetime;
    default:
      return departmentLifetime;
  }
};
