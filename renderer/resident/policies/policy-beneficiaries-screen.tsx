import { Building2, ChevronRight, type LucideIcon, UserRound } from 'lucide-react';
import type { ReactNode } from 'react';
import type { PolicyBeneficiariesView } from '../../../electron/contract/policy-view.ts';
import { AsWritten } from '../../components/as-written.tsx';
import { ChoiceTile } from '../../components/choice-tile.tsx';
import { Icon } from '../../components/icon.tsx';
import { Pager } from '../../components/pager.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { useFittingPages } from '../../components/use-fitting-pages.ts';
import { useWords } from '../../i18n/locale-context.tsx';
import { choicesFor } from '../choices-a-screen.ts';
import type { ScreenProps } from '../screen-props.ts';
import { beneficiariesWords } from './beneficiaries-words.ts';

/** Somebody whose policies can be seen, and how many there are. */
const BeneficiaryTile = ({
  place,
  icon,
  of: { fitting, open },
  children,
}: {
  readonly place: number | null;
  readonly icon: LucideIcon;
  readonly of: Pick<PolicyBeneficiariesView['own'], 'fitting' | 'open'>;
  readonly children: ReactNode;
}) => {
  const { t } = useWords();
  return (
    <ChoiceTile
      intent={{ name: 'choosePoliciesOf', enterprise: place }}
      testId={place === null ? 'policies-of-own' : `policies-of-${place}`}
      className="hall-tile beneficiary-tile"
    >
      <span className="item-icon">
        <Icon of={icon} />
      </span>
      <span className="item-words">
        <span className="item-name">{children}</span>
        <span className="item-official">
          {fitting === 0
            ? t('beneficiaries.nothing')
            : `${t('beneficiaries.fitting', { count: fitting })}${open === 0 ? '' : t('beneficiaries.open', { count: open })}`}
        </span>
      </span>
      <Icon of={ChevronRight} small />
    </ChoiceTile>
  );
};

/** How those can ask who may, and whom to ask else; for who came for an enterprise and represents none. */
const HowToAsk = ({ department }: { readonly department: string }) => {
  const { t } = useWords();
  const facts = [
    ['beneficiaries.none.how', t('beneficiaries.none.how.body')],
    ['beneficiaries.none.ask', department],
  ] as const;
  return (
    <dl className="card facts beneficiaries-none">
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt>{t(label)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
};

/** Whose policies are to be seen: one's own, or those of an enterprise that one represents. */
export const PolicyBeneficiariesScreen = ({ visit, snapshot }: ScreenProps<'policyBeneficiaries'>) => {
  const { t, pick, locale } = useWords();
  const { own, enterprises, asked } = visit;
  const entries = [
    { place: null, name: null, of: own },
    ...enterprises.map(({ name, ...counts }, place) => ({ place, name, of: counts })),
  ];
  const { room, shown, ...pages } = useFittingPages(
    entries,
    choicesFor(snapshot) - 1,
    `${locale} ${snapshot.elderMode}`,
  );
  const words = beneficiariesWords(visit);
  return (
    <div className="screen policy-beneficiaries" ref={room}>
      <ScreenHeading title={t(`${words}.title`)} lead={[t(`${words}.lead`)]} />
      <div className="screen-body shelf-body">
        {asked !== null && enterprises.length === 0 && <HowToAsk department={pick(asked.department)} />}
        <ul className="hall-list">
          {shown.map(({ place, name, of }) => (
            <li key={place}>
              <BeneficiaryTile place={place} icon={name === null ? UserRound : Building2} of={of}>
                {name === null ? t('beneficiaries.own', { name: own.maskedName }) : <AsWritten text={name} />}
              </BeneficiaryTile>
            </li>
          ))}
        </ul>
        <Pager {...pages} />
      </div>
    </div>
  );
};
