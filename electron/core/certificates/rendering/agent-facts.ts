import type {
  CertificateAgent,
  CertificateClaims,
} from '../../../../platform/contract/certificate/claims.ts';

/** By what the agent came, as printed: in Chinese after the name, in English beneath it. */
const wayTexts: Readonly<Record<CertificateAgent['way'], readonly [string, string]>> = {
  'principal-card': ['出示持证人身份证代领', 'An agent with the ID card of the holder'],
  authorisation: ['凭登记的授权委托代领', 'An agent by a registered authorisation'],
  child: ['未成年人的父母，凭户籍登记代领', 'A parent, by the household register'],
};

/**
 * The line 代领人, last of the facts: every template has it without naming it, so that no template can leave it out. None
 * where the holder came in person.
 */
export const agentFacts = ({ agent }: CertificateClaims, inEnglish: boolean) => {
  if (agent === undefined) return [];
  const [chinese, english] = wayTexts[agent.way];
  return [
    {
      label: '代领人',
      englishLabel: inEnglish ? 'Collected by' : '',
      value: `${agent.maskedName}（${chinese}）`,
      englishValue: inEnglish ? english : '',
      width: 'full' as const,
      emphasis: false,
    },
  ];
};
