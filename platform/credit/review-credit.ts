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

const nothing: CreditReview = { notAccepted: null, findings: [] };

/**
 * Looks at an application whose item has a rule, by how the applicant stood when it was handed in: a kiosk without a line could
 * not ask. What is locked is not accepted, with the way out; a promise that was not open to the applicant is found, for
 * the clerk to ask for the material.
 */
export const reviewCredit = async (
  database: PlatformDatabase,
  { item, applicant, filedAt, promises }: SealedApplication,
): Promise<CreditReview> => {
  const rule = await creditRuleOf(database, item);
  if (rule === null || (rule === 'limits-promises' && promises.length === 0)) return nothing;
  const found = await standingOf(database, applicant.idNumber, filedAt);
  if (found.standing !== 'listed') return nothing;
  const { authority, caseNumber, telephone, wayOut } = found.listing;
  const findings = promises.map(({ code }) => ({ rule: 'promise-not-open', name: code }) as const);
  const why = `${authority['zh-CN']}（${caseNumber}）将您列入失信被执行人名单，这件事不能在自助终端办理。${wayOut['zh-CN']} 电话 ${telephone}`;
  return { notAccepted: rule === 'locks-filing' ? why : null, findings };
};
