import { ActionButton } from '../../components/action-button.tsx';
import { AsWritten } from '../../components/as-written.tsx';
import { dayInWords } from '../../components/day-in-words.ts';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { Sentences } from '../../components/sentences.tsx';
import { useWords } from '../../i18n/locale-context.tsx';
import type { ScreenProps } from '../screen-props.ts';

/** Somebody is on the list: what that means here, who put the name there, and how it comes off. */
export const CreditListedScreen = ({ visit, snapshot }: ScreenProps<'creditListed'>) => {
  const { t, pick, locale } = useWords();
  const { rule, listing } = visit;
  return (
    <div className="screen">
      <ScreenHeading
        title={t(`creditListed.${rule}.title`)}
        lead={[t(snapshot.actingFor ? `theirs.credit.${rule}` : `creditListed.${rule}.body`)]}
      />
      <div className="screen-body">
        <dl className="card facts close-facts">
          <div>
            <dt>{t('creditListed.authority')}</dt>
            <dd>{pick(listing.authority)}</dd>
          </div>
          <div>
            <dt>{t('creditListed.case')}</dt>
            <dd>
              <AsWritten text={listing.caseNumber} />{' '}
              <span className="credit-day">{dayInWords(listing.listedOn, locale)}</span>
            </dd>
          </div>
          <div>
            <dt>{t('creditListed.wayOut')}</dt>
            <dd>
              <Sentences text={pick(listing.wayOut)} />
            </dd>
          </div>
          <div>
            <dt>{t('creditListed.telephone')}</dt>
            <dd data-testid="credit-telephone">{listing.telephone}</dd>
          </div>
        </dl>
      </div>
      <div className="screen-actions">
        {rule === 'limits-promises' ? (
          <ActionButton intent={{ name: 'consent' }} kind="primary">
            {t('creditListed.goOn')}
          </ActionButton>
        ) : (
          <ActionButton intent={{ name: 'home' }} kind="primary">
            {t('creditListed.other')}
          </ActionButton>
        )}
      </div>
    </div>
  );
};
