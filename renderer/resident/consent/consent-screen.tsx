import { useState } from 'react';
import { ActionButton } from '../../components/action-button.tsx';
import { Pressable } from '../../components/pressable.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { Sentences } from '../../components/sentences.tsx';
import { useWords } from '../../i18n/locale-context.tsx';
import { choicesFor } from '../choices-a-screen.ts';
import type { ScreenProps } from '../screen-props.ts';
import { commonPurposes } from './common-purposes.ts';
import { ConsentFacts } from './consent-facts.tsx';
import { PurposeChoice } from './purpose-choice.tsx';

/** Certificates of which a screen can say what is looked up. */
const ordersAPage = { normal: 4, elder: 1 } as const;

type Order = ScreenProps<'consent'>['visit']['orders'][number];

/** The purpose that all orders have; null where one has none yet or they differ. */
const sharedPurpose = (orders: readonly Order[]): string | null => {
  const [first] = orders;
  return orders.every(({ purposeCode }) => purposeCode === first?.purposeCode)
    ? (first?.purposeCode ?? null)
    : null;
};

/**
 * Says what will be looked up for whom, asks what for, and goes on only when the resident agrees. Several certificates are
 * for the same thing where their departments allow it, or each for its own. With several, and in elder mode, one thing at a
 * time: first the purpose, then the rest.
 */
export const ConsentScreen = ({ visit, snapshot }: ScreenProps<'consent'>) => {
  const { t, pick } = useWords();
  const { orders } = visit;
  const { elderMode } = snapshot;
  const several = orders.length > 1;
  const common = commonPurposes(orders.map(({ item }) => item));
  const [wantsSeparately, setSeparately] = useState(false);
  const [changing, setChanging] = useState<string | null>(null);
  const separately = several && (wantsSeparately || common.length === 0);
  const purposeMissing = orders.some(({ purposeCode }) => purposeCode === null);
  const asked = separately
    ? (orders.find(({ item }) => item.code === changing) ??
      orders.find(({ purposeCode }) => purposeCode === null) ??
      null)
    : null;
  // In the lower half of the screen there is room for one thing.
  const oneAtATime = elderMode || snapshot.seated || several;
  const askPurpose = separately ? asked !== null : !oneAtATime || purposeMissing || changing !== null;
  const showRest = !oneAtATime || !askPurpose;
  const [first] = orders;
  return (
    <div className="screen consent" data-several={several}>
      {several || !first ? (
        <ScreenHeading title={t('consent.several.title', { count: orders.length })} />
      ) : (
        <ScreenHeading
          title={pick(first.item.everydayName)}
          lead={[
            pick(first.item.officialName),
            [
              t('choose.issuedBy', { department: pick(first.item.department) }),
              ...(first.item.printsLeft < first.item.printsADay
                ? [t('consent.printsLeft', { left: first.item.printsLeft })]
                : []),
            ].join(' · '),
          ]}
        />
      )}
      <div className="screen-body consent-body">
        {showRest && (
          <ConsentFacts
            visit={visit}
            separately={separately}
            ordersAPage={elderMode ? ordersAPage.elder : ordersAPage.normal}
            onChangePurpose={oneAtATime ? setChanging : null}
          />
        )}
        {askPurpose && (
          <PurposeChoice
            key={asked?.item.code ?? 'all'}
            {...(asked ? { item: asked.item } : {})}
            purposes={asked ? asked.item.purposes : common}
            chosen={asked ? asked.purposeCode : sharedPurpose(orders)}
            atMost={choicesFor(snapshot)}
            onChoice={() => setChanging(null)}
          >
            {several && common.length > 0 ? (
              <Pressable
                className="button button-quiet purpose-way"
                data-testid="purpose-way"
                onPress={() => {
                  setSeparately(!separately);
                  setChanging(separately ? null : (first?.item.code ?? null));
                }}
              >
                {t(separately ? 'consent.oneForAll' : 'consent.separately')}
              </Pressable>
            ) : null}
          </PurposeChoice>
        )}
      </div>
      {showRest && (
        <div className="screen-actions">
          <p id="consent-next" className="hint">
            <Sentences
              text={
                purposeMissing
                  ? t('consent.chooseFirst')
                  : several
                    ? t('consent.several.next', { seconds: 10 * orders.length })
                    : t('consent.next')
              }
            />
          </p>
          <ActionButton
            intent={{ name: 'consent' }}
            kind="primary"
            unavailable={purposeMissing}
            describedBy="consent-next"
          >
            {t('consent.agree')}
          </ActionButton>
        </div>
      )}
    </div>
  );
};
