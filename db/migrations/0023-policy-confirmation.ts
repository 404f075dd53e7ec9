import type { Migration } from './migration.ts';

/**
 * Policies 免申即享 that were confirmed at this kiosk: once for each policy and period by one person, who stands here as a
 * pseudonym. `key` is that of the application by which it was handed in.
 */
export const policyConfirmation: Migration = {
  name: '0023-policy-confirmation',
  sql: `
    CREATE TABLE policy_confirmation (
      holder_pseudonym  TEXT NOT NULL
                        CHECK (length(holder_pseudonym) = 64 AND holder_pseudonym NOT GLOB '*[^0-9a-f]*'),
      policy            TEXT NOT NULL CHECK (length(policy) BETWEEN 1 AND 41 AND policy NOT GLOB '*[^a-z0-9-]*'),
      period            TEXT NOT NULL CHECK (length(period) BETWEEN 4 AND 7 AND period NOT GLOB '*[^a-z0-9-]*'),
      key               TEXT NOT NULL CHECK (length(key) = 36 AND key NOT GLOB '*[^0-9a-f-]*'),
      PRIMARY KEY (holder_pseudonym, policy, period)
    ) STRICT, WITHOUT ROWID;
  `,
};
