import { useState } from 'react';
import type { PrintView } from '../../../electron/contract/staff/staff-view.ts';
import { useNow } from '../../bridge/use-now.ts';
import { Pager } from '../../components/pager.tsx';
import { Pressable } from '../../components/pressable.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { timeInWords } from '../../components/time-words.ts';
import { usePages } from '../../components/use-pages.ts';
import { useWords } from '../../i18n/locale-context.tsx';
import { ReasonChoice } from '../reason-choice.tsx';
import { StaffButton } from '../staff-button.tsx';
import type { StaffPageProps } from '../staff-props.ts';

const printsAPage = 3;

const Print = ({ print, onReject }: { readonly print: PrintView; readonly onReject: () => void }) => {
  const { t, locale } = useWords();
  const now = useNow();
  const unknown = print.reason !== null;
  return (
    <li className="card staff-letter" data-testid={`print-${print.certificateNumber}`}>
      <h2>{t('misprints.number', { number: print.certificateNumber })}</h2>
      <p className="staff-note">
        {t('misprints.pages', { time: timeInWords(print.at, now, locale), pages: print.pages })}{' '}
        {print.reason}
      </p>
      <div className="staff-actions">
        {unknown && (
          <StaffButton
            intent={{ name: 'confirmPrint', job: print.job }}
            testId={`came-${print.certificateNumber}`}
          >
            {t('misprints.came')}
          </StaffButton>
        )}
        <Pressable
          className="button button-secondary"
          data-testid={`reject-${print.certificateNumber}`}
          onPress={onReject}
        >
          {t(unknown ? 'misprints.notCame' : 'misprints.void')}
        </Pressable>
      </div>
    </li>
  );
};

const Prints = ({
  prints,
  onReject,
}: {
  readonly prints: readonly PrintView[];
  readonly onReject: (job: string) => void;
}) => {
  const pages = usePages(prints, printsAPage);
  return (
    <>
      <ul className="staff-cards">
        {pages.shown.map((print) => (
          <Print key={print.job} print={print} onReject={() => onReject(print.job)} />
        ))}
      </ul>
      <Pager {...pages} />
    </>
  );
};

/** Prints whose outcome nobody knows, and the last that came out, which may be misprints. */
export const MisprintsPage = ({ page }: StaffPageProps<'misprints'>) => {
  const { t } = useWords();
  const [rejecting, setRejecting] = useState<string | null>(null);
  const chosen = [...page.unknown, ...page.completed].find(({ job }) => job === rejecting);
  if (chosen !== undefined) {
    return (
      <ReasonChoice
        title={t('misprints.reasonTitle')}
        lead={t('misprints.reasonLead')}
        subject={t('misprints.number', { number: chosen.certificateNumber })}
        reasons={page.reasons.map((reason) => ({
          code: reason,
          label: t(`misprint.${reason}`),
          intent: { name: 'rejectPrint', job: chosen.job, reason },
        }))}
        onBack={() => setRejecting(null)}
      />
    );
  }
  return (
    <>
      <ScreenHeading title={t('misprints.title')} />
      <h2 className="staff-section">
        {t(page.unknown.length === 0 ? 'misprints.noUnknown' : 'misprints.unknown')}
      </h2>
      <Prints prints={page.unknown} onReject={setRejecting} />
      {page.completed.length > 0 && (
        <>
          <h2 className="staff-section">{t('misprints.completed')}</h2>
          <Prints prints={page.completed} onReject={setRejecting} />
        </>
      )}
    </>
  );
};
