import type { SealedApplication } from '../contract/sealed-application.ts';
import type { PlatformDatabase } from '../store/open-store.ts';
import { evaluateCondition } from './evaluate-condition.ts';
import { factsOf } from './facts-of.ts';
import { isOpenAt, periodOf } from './match-policies.ts';
import { publishedPolicy } from './published-policies.ts';

const notFitting = '没有查到符合这项政策的条件。';
const grantedBefore = '这一期已经确认过，不用再办。';

/**
 * Grants what was confirmed, once for each policy, period and person, as of when it was handed in; the same application
 * again is granted again. Null where it is, otherwise why not, in words for the applicant.
 */
export const grantPolicy = async (
  database: PlatformDatabase,
  { applicant, item, grant, filedAt, receiptNumber }: SealedApplication,
): Promise<string | null> => {
  const policy = await publishedPolicy(database, item);
  if (policy === undefined) return grant === undefined ? null : notFitting;
  const { condition } = policy;
  const fits =
    policy.grant !== null &&
    grant?.policy === item &&
    grant.period === periodOf(policy.grant.period, filedAt) &&
    isOpenAt(policy, filedAt) &&
    condition !== null &&
    evaluateCondition(condition, await factsOf(database, applicant.idNumber, filedAt)).verdict === 'met';
  if (!fits) return notFitting;
  await database
    .insertInto('policy_grants')
    .values({
      holder_id_number: applicant.idNumber,
      policy: grant.policy,
      period: grant.period,
      receipt_number: receiptNumber,
      granted_at: new Date(filedAt),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const standing = await database
    .selectFrom('policy_grants')
    .select('receipt_number')
    .where('holder_id_number', '=', applicant.idNumber)
    .where('policy', '=', grant.policy)
    .where('period', '=', grant.period)
    .executeTakeFirst();
  return standing?.receipt_number === receiptNumber ? null : grantedBefore;
};
