import { agencyRefusal } from '../agency/check-agency.ts';
import type { AgencyRefusal } from '../contract/agency.ts';
import type { SealedApplication } from '../contract/sealed-application.ts';
import { type GrantRefusal, grantPolicy } from '../policies/grant-policy.ts';
import type { PlatformDatabase } from '../store/open-store.ts';

/** Why an application is not accepted, in words for the applicant. */
const words: Readonly<Record<AgencyRefusal | GrantRefusal, string>> = {
  'agency-not-admitted': '这件事须由本人办理，不能这样代办。',
  'agent-is-principal': '代办人和委托人是同一个人。',
  'not-authorised': '没有查到有效的授权委托。',
  'authorisation-expired': '提交时授权委托不在有效期内。',
  'authorisation-out-of-scope': '授权委托不包括这件事。',
  'principal-deceased': '登记显示委托人已经去世。',
  'principal-under-guardianship': '登记显示委托人由监护人代理。',
  'policy-not-fitting': '没有查到符合这项政策的条件。',
  'policy-granted-before': '这一期已经确认过，不用再办。',
  'not-representative': '登记显示申请人不是这家企业的法定代表人或经营者，或者企业已不在经营。',
};

/** Why the agent might not act when it was handed in; null where nothing stands against it, or nobody acted. */
const againstAgency = async (
  database: PlatformDatabase,
  { agency, applicant, item, filedAt }: SealedApplication,
): Promise<AgencyRefusal | null> => {
  if (agency === undefined) return null;
  const form = await database
    .selectFrom('accepted_forms')
    .select('agency')
    .where('item', '=', item)
    .executeTakeFirst();
  const refusal = await agencyRefusal(database, {
    agency,
    principalIdNumber: applicant.idNumber,
    item: { code: item, agency: form?.agency },
    at: filedAt,
  });
  return refusal ?? null;
};

/**
 * Looks at what an opened application rests on beside its answers: whether its agent might act for the applicant when it
 * was handed in, and whether a policy that it confirms fits. Null where nothing stands against it.
 */
export const whyNotAccepted = async (
  database: PlatformDatabase,
  content: SealedApplication,
): Promise<string | null> => {
  const refusal = (await againstAgency(database, content)) ?? (await grantPolicy(database, content));
  return refusal === null ? null : words[refusal];
};
