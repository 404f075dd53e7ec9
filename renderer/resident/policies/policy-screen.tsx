import { Sparkles } from 'lucide-react';
import { ActionButton } from '../../components/action-button.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { useWords } from '../../i18n/locale-context.tsx';
import type { ScreenProps } from '../screen-props.ts';

/** A policy: who gets it, what one gets, how much, until when, and how. */
export const PolicyScreen = ({ visit }: ScreenProps<'policy'>) => {
  const { t, pick } = useWords();
  const { policy, canMatch } = visit;
  const facts = [
    ['policy.who', pick(policy.whoGets)],
    ['policy.what', pick(policy.whatOneGets)],
    ['policy.amount', pick(policy.amount)],
    ['policy.until', policy.until ?? t('policy.forGood')],
    ['policy.department', pick(policy.department)],
  ] as const;
  const forEnterprises = policy.audience === 'enterprise';
  const how = forEnterprises
    ? policy.isGrantedHere
      ? 'policy.how.enterprise.here'
      : 'policy.how.enterprise'
    : policy.isGrantedHere
      ? 'policy.how.here'
      : 'policy.how.elsewhere';
  return (
    <div className="screen policy">
      <ScreenHeading title={pick(policy.everydayName)} lead={[pick(policy.officialName)]} />
      <div className="screen-body policy-body">
        <dl className="card facts policy-facts">
          {facts.map(([label, value]) => (
            <div key={label}>
              <dt>{t(label)}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </div>
      <div className="screen-actions">
        <p className="hint">{t(how)}</p>
        {canMatch && (
          <ActionButton intent={{ name: 'matchPolicies' }} kind="primary" icon={Sparkles}>
            {t(forEnterprises ? 'policy.match.enterprise' : 'policy.match')}
          </ActionButton>
        )}
      </div>
    </div>
  );
};
