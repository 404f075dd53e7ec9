import { type Connection, prepareWrite } from '../statements.ts';

/** A policy that somebody confirms for a period. */
export interface PolicyConfirmation {
  readonly holderPseudonym: string;
  readonly policy: string;
  readonly period: string;
  /** Idempotency key of the application by which it is handed in. */
  readonly key: string;
  /** In which the platform has said that it is open. */
  readonly visitId: string;
}

export interface PolicyConfirmationStore {
  /**
   * Takes the one place that a policy and period have for a person; in the transaction that files the application. It may be
   * taken again only where the platform refused what was handed in first, or had that before this visit began: then it knows of
   * it, and says in this visit that the policy is open all the same. What still waited then bars as before.
   */
  take(
    confirmation: PolicyConfirmation,
  ): { readonly ok: true } | { readonly ok: false; readonly reason: 'policy-confirmed' };
}

/** Policies that were confirmed at this kiosk. */
export const createPolicyConfirmationStore = (connection: Connection): PolicyConfirmationStore => {
  const insert = prepareWrite(
    connection,
    `INSERT INTO policy_confirmation (holder_pseudonym, policy, period, key)
     VALUES (@holderPseudonym, @policy, @period, @key)
     ON CONFLICT (holder_pseudonym, policy, period) DO UPDATE SET key = excluded.key
     WHERE EXISTS (SELECT 1 FROM application
       WHERE application.key = policy_confirmation.key AND (application.state IN ('refused', 'settled')
         OR application.state = 'received'
           AND application.settled_at < (SELECT started_at FROM visit WHERE id = @visitId)))`,
  );
  return {
    take: (confirmation) =>
      insert({ ...confirmation }) === 0 ? { ok: false, reason: 'policy-confirmed' } : { ok: true },
  };
};
