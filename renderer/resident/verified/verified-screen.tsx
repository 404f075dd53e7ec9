import {
  Check,
  FileText,
  type LucideIcon,
  ScanLine,
  Search,
  ShieldAlert,
  TriangleAlert,
  X,
} from 'lucide-react';
import type { VerifiedClaims } from '../../../electron/contract/verification-view.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { AsWritten } from '../../components/as-written.tsx';
import { Icon } from '../../components/icon.tsx';
import { Pager } from '../../components/pager.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { Sentences } from '../../components/sentences.tsx';
import { usePages } from '../../components/use-pages.ts';
import { useWords } from '../../i18n/locale-context.tsx';
import type { ScreenProps } from '../screen-props.ts';
import { type Light, verdictOf } from './verdict.ts';
import { verifiedRows } from './verified-rows.ts';

/** Each colour has a shape and a sign of its own. */
const signs: Readonly<Record<Light, LucideIcon>> = { green: Check, amber: TriangleAlert, red: X };

/** Lines of the certificate on one page; two less where a caution stands above them. */
const rowsAPage = { normal: 6, elder: 4 } as const;

const ClaimsCard = ({
  claims,
  elderMode,
  cautioned,
}: {
  readonly claims: VerifiedClaims;
  readonly elderMode: boolean;
  readonly cautioned: boolean;
}) => {
  const words = useWords();
  const rows = verifiedRows(claims, words);
  const size = rowsAPage[elderMode ? 'elder' : 'normal'] - (cautioned ? 2 : 0);
  const { shown, ...pages } = usePages(rows, size);
  return (
    <>
      <div className="verified-compare">
        <h2>{words.t('verified.compare.title')}</h2>
        <p className="hint">
          <Sentences text={words.t('verified.compare.body')} />
        </p>
      </div>
      <dl className="card facts verified-facts">
        {shown.map(({ key, label, value, labelAsWritten, valueAsWritten }) => (
          <div key={key} data-row={key}>
            <dt>{labelAsWritten ? <AsWritten text={label} /> : label}</dt>
            <dd>{valueAsWritten ? <AsWritten text={value} /> : value}</dd>
          </div>
        ))}
      </dl>
      <Pager {...pages} />
    </>
  );
};

/** Nothing that a department has signed: what to do about it. */
const NothingSigned = ({ light }: { readonly light: Light }) => {
  const { t } = useWords();
  return (
    <div className="card problem-card">
      {light === 'red' && (
        <>
          <Icon of={ShieldAlert} />
          <p className="problem-todo">{t('verified.doNotRely')}</p>
        </>
      )}
      <Icon of={ScanLine} />
      <p>{t('verified.another')}</p>
    </div>
  );
};

/** What verifying a certificate came to: who issued what, when, for what purpose, and whether it still stands. */
export const VerifiedScreen = ({ visit, snapshot }: ScreenProps<'verified'>) => {
  const { t } = useWords();
  const { result } = visit;
  if (result === null) {
    return (
      <div className="screen" key="working">
        <ScreenHeading title={t('verified.working')} />
        <div className="screen-body screen-picture">
          <span className="verified-mark">
            <Icon of={Search} />
          </span>
        </div>
      </div>
    );
  }
  const { outcome, claims, revocations, staffCode } = result;
  const { light, title, lead } = verdictOf(result);
  const cautioned = claims !== null && revocations === 'kept' && outcome !== 'revoked';
  return (
    <div className="screen verified" key="result" data-outcome={outcome} data-cautioned={cautioned}>
      <div className="verified-head">
        <span className="verified-mark" data-light={light}>
          <Icon of={signs[light]} />
        </span>
        <ScreenHeading title={t(title)} lead={[t(lead)]} />
      </div>
      <div className="screen-body verified-body">
        {cautioned && (
          <p className="caution">
            <Icon of={TriangleAlert} small />
            {t('verified.kept')}
          </p>
        )}
        {claims ? (
          <ClaimsCard claims={claims} elderMode={snapshot.elderMode} cautioned={cautioned} />
        ) : (
          <NothingSigned light={light} />
        )}
      </div>
      <div className="screen-actions">
        {claims === null && <p className="staff-code">{t('verified.staffCode', { code: staffCode })}</p>}
        {claims?.facts === null && (
          <>
            <p id="verified-facts-hint" className="hint">
              {t('verified.showFactsHint')}
            </p>
            <ActionButton
              intent={{ name: 'showFacts' }}
              kind="secondary"
              icon={FileText}
              describedBy="verified-facts-hint"
            >
              {t('verified.showFacts')}
            </ActionButton>
          </>
        )}
        <ActionButton intent={{ name: 'endVisit' }} kind="primary" testId="verified-done">
          {t('verified.done')}
        </ActionButton>
      </div>
    </div>
  );
};
