import { useState } from 'react';
import { ActionButton } from '../../components/action-button.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { Sentences } from '../../components/sentences.tsx';
import { useWords } from '../../i18n/locale-context.tsx';
import { choicesAScreen } from '../choices-a-screen.ts';
import type { ScreenProps } from '../screen-props.ts';
import { ConsentFacts } from './consent-facts.tsx';
import { PurposeChoice } from './purpose-choice.tsx';

/**
 * Says what will be looked up for whom, asks what for, and goes on only when the resident agrees. In elder mode one
 * thing at a time: first the purpose, then the rest.
 */
export const ConsentScreen = ({ visit, snapshot }: ScreenProps<'consent'>) => {
  const { t, pick } = useWords();
  const [changing, setChanging] = useState(false);
  const { item, purposeCode } = visit;
  const { elderMode } = snapshot;
  const purposeMissing = item.purposes.length > 0 && purposeCode === null;
  const askPurpose = item.purposes.length > 0 && (!elderMode || purposeMissing || changing);
  const showRest = !elderMode || !askPurpose;
  return (
    <div className="screen consent">
      <ScreenHeading
        title={pick(item.everydayName)}
        lead={[pick(item.officialName), t('choose.issuedBy', { department: pick(item.department) })]}
      />
      <div className="screen-body consent-body">
        {showRest && (
          <ConsentFacts visit={visit} onChangePurpose={elderMode ? () => setChanging(true) : null} />
        )}
        {askPurpose && (
          <PurposeChoice
            purposes={item.purposes}
            chosen={purposeCode}
            atMost={elderMode ? choicesAScreen.elder : choicesAScreen.normal}
            onChoice={() => setChanging(false)}
          />
        )}
      </div>
      {showRest && (
        <div className="screen-actions">
          <p id="consent-next" className="hint">
            <Sentences text={t(purposeMissing ? 'consent.chooseFirst' : 'consent.next')} />
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
