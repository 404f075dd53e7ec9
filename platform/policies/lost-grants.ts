import { type RawBuilder, sql } from 'kysely';

/**
 * Whether the application of a grant came to nothing: what was granted to it is free again. Nothing comes back from these
 * states, so that whoever finds a grant lost may take its place. A grant whose application is not there stands.
 */
export const isLost = (grants: 'policy_grants' | 'enterprise_policy_grants'): RawBuilder<boolean> =>
  sql<boolean>`EXISTS (
    SELECT FROM applications a
    WHERE a.receipt_number = ${sql.ref(`${grants}.receipt_number`)} AND (
      a.state IN ('not-accepted', 'withdrawn', 'timed-out', 'unreadable')
      OR EXISTS (
        SELECT FROM application_steps s WHERE s.receipt_number = a.receipt_number AND s.step = 'decided'
          AND s.detail ->> 'decision' = 'refused')))`;
