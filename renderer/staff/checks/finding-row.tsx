import { CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react';
import type { Finding } from '../../../electron/contract/diagnostics/finding.ts';
import {
  checkWords,
  findingWords,
  verdictWords,
} from '../../../electron/contract/diagnostics/finding-words.ts';
import { Icon } from '../../components/icon.tsx';
import { useWords } from '../../i18n/locale-context.tsx';

const icons = { good: CircleCheck, warning: TriangleAlert, bad: CircleAlert } as const;

/** What one check found, and what to do. */
export const FindingRow = ({ finding: { check, verdict, code, detail } }: { readonly finding: Finding }) => {
  const { pick } = useWords();
  return (
    <li className="finding" data-verdict={verdict} data-testid={`finding-${code}`}>
      <Icon of={icons[verdict]} small />
      <strong>{pick(checkWords[check])}</strong>
      <span>
        <span className="visually-hidden">{pick(verdictWords[verdict])}: </span>
        {pick(findingWords[code])} <span className="staff-note">{detail}</span>
      </span>
    </li>
  );
};
