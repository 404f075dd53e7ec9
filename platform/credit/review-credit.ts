import type { ApplicationFinding } from '../contract/application-form/application-findings.ts';
import type { SealedApplication } from '../contract/sealed-application.ts';
import type { PlatformDatabase } from '../store/open-store.ts';
import { creditRuleOf } from './check-credit.ts';
import { standingOf } from './credit-standing.ts';

/** What credit has to say of an opened application. */
export interface CreditReview {
  /** In words for the applicant; null where nothing stands against it. */
  readonly notAccepted: string | null;
  readonly findings: readonly ApplicationFinding[];
}

/** Holds what the kiosk wrote down against how the applicant stood then; what was checked after the filing was not checked. */
const differingVerifications = async (
  database: PlatformDatabase,
  { applicant, filedAt, verifications = [] }: SealedApplication,
): Promise<readonly ApplicationFinding[]> => {
  for (const { result, checkedAt } of verifications) {
    const { standing } = await standingOf(database, applicant.idNumber, checkedAt);
    if (standing !== result || checkedAt > filedAt) return [{ rule: 'verification-differs', name: 'credit' }];
  }
  return [];
};

/**
 * Looks at an application whose item has a rule, by how the applicant stood when it was handed in: a kiosk without a line could
 * not ask. What is locked is not accepted, with the way out; a promise that was not open to the applicant is found, for
 * the clerk to ask for the material. What the kiosk was told and wrote down is looked up again, as of when it was told.
 */
export const reviewCredit = async (
  database: PlatformDatabase,
  content: SealedApplication,
): Promise<CreditReview> => {
  const { item, applicant, filedAt, promises } = content;
  const differing = await differingVerifications(database, content);
  const rule = await creditRuleOf(database, item);
  const untouched = { notAccepted: null, findings: differing };
  if (rule === null || (rule === 'limits-promises' && promises.length === 0)) return untouched;
  const found = await standingOf(database, applicant.idNumber, filedAt);
  if (found.standing !== 'listed') return untouched;
  const { authority, caseNumber, telephone, wayOut } = found.listing;
  const notOpen = promises.map(({ code }) => ({ rule: 'promise-not-open', name: code }) as const);
  const why = `${authority['zh-CN']}（${caseNumber}）将您列入失信被执行人名单，这件事不能在自助终端办理。${wayOut['zh-CN']} 电话 ${telephone}`;
  return { notAccepted: rule === 'locks-filing' ? why : null, findings: [...differing, ...notOpen] };
};
