import type { PolicyBeneficiariesView } from '../../../electron/contract/policy-view.ts';

/** The words for whose policies are to be seen: who came for an enterprise and represents none is told so. */
export const beneficiariesWords = ({
  asked,
  enterprises,
}: Pick<PolicyBeneficiariesView, 'asked' | 'enterprises'>) =>
  asked !== null && enterprises.length === 0 ? 'beneficiaries.none' : 'beneficiaries';
