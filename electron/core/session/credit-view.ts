import type { VisitView } from '../../contract/visit-view.ts';
import { residentView } from './certificate-view.ts';
import { creditRuleOf } from './credit-rules.ts';
import { applicationView } from './filing-view.ts';
import { present, type VisitContext } from './visit-context.ts';

/** Before the credit register is asked: about whom, for what. */
export const creditConsentScreen = (context: VisitContext, asking: boolean): VisitView => {
  const { item, rule } = present(creditRuleOf(context), 'rule');
  return {
    screen: 'creditConsent',
    item: applicationView(item),
    resident: residentView(present(context.person, 'person')),
    rule,
    asking,
  };
};

/** Who is on the list: by whom and why, what it means here, and the way out. */
export const creditListedScreen = (context: VisitContext): VisitView => {
  const { credit } = context;
  if (credit?.standing !== 'listed') throw new Error('nobody is on the list');
  const { listing, rule } = credit;
  return {
    screen: 'creditListed',
    item: applicationView(present(creditRuleOf(context), 'rule').item),
    rule,
    listing,
  };
};
