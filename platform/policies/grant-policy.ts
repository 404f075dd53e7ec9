import type { Policy } from '../contract/policies.ts';
import type { SealedApplication } from '../contract/sealed-application.ts';
import { represents } from '../enterprises/represented-enterprises.ts';
import type { PlatformDatabase } from '../store/open-store.ts';
import { evaluateCondition } from './evaluate-condition.ts';
import { factsOf } from './facts-of.ts';
import { factsOfEnterprise } from './facts-of-enterprise.ts';
import { isLost } from './lost-grants.ts';
import { isOpenAt, periodOf } from './match-policies.ts';
import { publishedPolicy } from './published-policies.ts';

/**
 * Why what was confirmed is not granted: no fact says that it fits; it was granted before, to another application; the applicant
 * does not represent the enterprise by the register, or somebody else stood there.
 */
export type GrantRefusal = 'policy-not-fitting' | 'policy-granted-before' | 'not-representative';

type Confirmed = NonNullable<SealedApplication['grant']>;

/** Whether what was confirmed is what the policy is about, open, and of the period in which it was handed in. */
const isConfirmedAsPublished = (policy: Policy, { item, grant, filedAt }: SealedApplication): boolean =>
  policy.grant !== null &&
  grant?.policy === item &&
  grant.period === periodOf(policy.grant.period, filedAt) &&
  (grant.enterprise !== undefined) === (policy.audience === 'enterprise') &&
  isOpenAt(policy, filedAt);

const grantPerson = async (
  database: PlatformDatabase,
  { applicant, filedAt, receiptNumber }: SealedApplication,
  { policy, period }: Confirmed,
): Promise<boolean> => {
  // Of several who find it lost one takes its place: a row that another has put there meanwhile is not lost.
  await database
    .deleteFrom('policy_grants')
    .where('holder_id_number', '=', applicant.idNumber)
    .where('policy', '=', policy)
    .where('period', '=', period)
    .where(isLost('policy_grants'))
    .execute();
  await database
    .insertInto('policy_grants')
    .values({
      holder_id_number: applicant.idNumber,
      policy,
      period,
      receipt_number: receiptNumber,
      granted_at: new Date(filedAt),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const standing = await database
    .selectFrom('policy_grants')
    .select('receipt_number')
    .where('holder_id_number', '=', applicant.idNumber)
    .where('policy', '=', policy)
    .where('period', '=', period)
    .executeTakeFirst();
  return standing?.receipt_number === receiptNumber;
};

const grantEnterprise = async (
  database: PlatformDatabase,
  { applicant, filedAt, receiptNumber }: SealedApplication,
  { policy, period }: Confirmed,
  creditCode: string,
): Promise<boolean> => {
  await database
    .deleteFrom('enterprise_policy_grants')
    .where('credit_code', '=', creditCode)
    .where('policy', '=', policy)
    .where('period', '=', period)
    .where(isLost('enterprise_policy_grants'))
    .execute();
  await database
    .insertInto('enterprise_policy_grants')
    .values({
      credit_code: creditCode,
      policy,
      period,
      confirmed_by_id_number: applicant.idNumber,
      receipt_number: receiptNumber,
      granted_at: new Date(filedAt),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const standing = await database
    .selectFrom('enterprise_policy_grants')
    .select('receipt_number')
    .where('credit_code', '=', creditCode)
    .where('policy', '=', policy)
    .where('period', '=', period)
    .executeTakeFirst();
  return standing?.receipt_number === receiptNumber;
};

/**
 * Grants what was confirmed, once for each policy, period and person or enterprise, as of when it was handed in; the same
 * application again is granted again, and what was granted to one that came to nothing is granted to the next. Null where it
 * is, otherwise why not.
 */
export const grantPolicy = async (
  database: PlatformDatabase,
  application: SealedApplication,
): Promise<GrantRefusal | null> => {
  const { applicant, agency, item, grant, filedAt } = application;
  const policy = await publishedPolicy(database, item);
  if (policy === undefined) return grant === undefined ? null : 'policy-not-fitting';
  if (!isConfirmedAsPublished(policy, application) || grant === undefined || policy.condition === null) {
    return 'policy-not-fitting';
  }
  const { enterprise } = grant;
  if (enterprise !== undefined) {
    const isRepresentative =
      agency === undefined && (await represents(database, applicant.idNumber, enterprise, filedAt));
    if (!isRepresentative) return 'not-representative';
  }
  const facts =
    enterprise === undefined
      ? await factsOf(database, applicant.idNumber, filedAt)
      : await factsOfEnterprise(database, enterprise, filedAt);
  if (evaluateCondition(policy.condition, facts).verdict !== 'met') return 'policy-not-fitting';
  const isGranted =
    enterprise === undefined
      ? await grantPerson(database, application, grant)
      : await grantEnterprise(database, application, grant, enterprise);
  return isGranted ? null : 'policy-granted-before';
};
