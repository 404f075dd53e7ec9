import { useState } from 'react';
import {
  type ClosingReason,
  closingReasons,
  type Reopening,
  reopenings,
} from '../../../electron/contract/staff/staff-words.ts';
import { useNow } from '../../bridge/use-now.ts';
import { Pressable } from '../../components/pressable.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { timeInWords } from '../../components/time-words.ts';
import { useWords } from '../../i18n/locale-context.tsx';
import { StaffButton } from '../staff-button.tsx';
import type { StaffPageProps } from '../staff-props.ts';

/** One of several, by finger. */
const Choice = <Code extends string>({
  legend,
  codes,
  chosen,
  labelOf,
  onChoose,
}: {
  readonly legend: string;
  readonly codes: readonly Code[];
  readonly chosen: Code | null;
  readonly labelOf: (code: Code) => string;
  readonly onChoose: (code: Code) => void;
}) => (
  <fieldset className="staff-choice">
    <legend>{legend}</legend>
    {codes.map((code) => (
      <Pressable
        key={code}
        className="button button-secondary"
        data-testid={`choose-${code}`}
        aria-pressed={code === chosen}
        onPress={() => onChoose(code)}
      >
        {labelOf(code)}
      </Pressable>
    ))}
  </fieldset>
);

const Close = () => {
  const { t } = useWords();
  const [reason, setReason] = useState<ClosingReason | null>(null);
  const [reopening, setReopening] = useState<Reopening>('not-known');
  return (
    <>
      <Choice
        legend={t('opening.why')}
        codes={closingReasons}
        chosen={reason}
        labelOf={(code) => t(`opening.reason.${code}`)}
        onChoose={setReason}
      />
      <Choice
        legend={t('opening.when')}
        codes={reopenings}
        chosen={reopening}
        labelOf={(code) => t(`opening.when.${code}`)}
        onChoose={setReopening}
      />
      <StaffButton
        intent={{ name: 'closeKiosk', reason: reason ?? 'other', reopening }}
        kind="primary"
        unavailable={reason === null}
      >
        {t(reason === null ? 'opening.chooseFirst' : 'opening.close')}
      </StaffButton>
    </>
  );
};

/** Closes the kiosk for residents, and opens it again. */
export const OpeningPage = ({ page: { closing } }: StaffPageProps<'opening'>) => {
  const { t, pick, locale } = useWords();
  const now = useNow();
  if (closing === null) {
    return (
      <>
        <ScreenHeading title={t('opening.open')} lead={[t('opening.openLead')]} />
        <Close />
      </>
    );
  }
  const since = timeInWords(closing.since, now, locale);
  const reason = closing.by === 'staff' ? t(`closed.${closing.reason}`) : pick(closing.words);
  return (
    <>
      <ScreenHeading
        title={t(closing.by === 'staff' ? 'opening.closed' : 'opening.closedByCentre')}
        lead={[t('opening.closedSince', { time: since, reason })]}
      />
      {closing.reopensAt !== null && (
        <p className="staff-subject">
          {t('closed.reopens', { time: timeInWords(closing.reopensAt, now, locale) })}
        </p>
      )}
      {closing.by === 'centre' && !closing.staffMayOpen ? (
        <p className="staff-subject">{t('opening.onlyCentre')}</p>
      ) : (
        <StaffButton intent={{ name: 'openKiosk' }} kind="primary">
          {t('opening.reopen')}
        </StaffButton>
      )}
    </>
  );
};
