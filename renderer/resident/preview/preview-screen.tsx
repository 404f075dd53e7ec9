import { Printer } from 'lucide-react';
import { useCallback, useState } from 'react';
import { ActionButton } from '../../components/action-button.tsx';
import { DeviceProblemCard } from '../../components/device-problem.tsx';
import { Pager } from '../../components/pager.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { useWords } from '../../i18n/locale-context.tsx';
import type { ScreenProps } from '../screen-props.ts';
import { CertificatePage } from './certificate-page.tsx';
import { stopsPrinting } from './stops-printing.ts';
import { useCertificate } from './use-certificate.ts';

/** Shows the very pages that will be printed, and offers to print them. */
export const PreviewScreen = ({ visit, snapshot }: ScreenProps<'preview'>) => {
  const { t, pick } = useWords();
  const certificate = useCertificate(visit.certificateNumber);
  const [page, turnTo] = useState(1);
  const [failed, setFailed] = useState(false);
  const fail = useCallback(() => setFailed(true), []);
  const { printerProblem } = visit;
  const stopped = printerProblem !== null && stopsPrinting(printerProblem, snapshot.devices);
  const pages = certificate.kind === 'opened' ? certificate.document.pages : visit.pages;
  return (
    <div className="screen preview">
      <ScreenHeading
        title={t('preview.title')}
        lead={[t('preview.lead', { item: pick(visit.item.officialName), pages })]}
      />
      <div className="screen-body preview-body">
        {certificate.kind === 'opened' && !failed && (
          <CertificatePage document={certificate.document} page={page} onFailure={fail} />
        )}
        {certificate.kind === 'loading' && <p className="preview-wait">{t('preview.loading')}</p>}
        {(certificate.kind === 'notShown' || failed) && (
          <p className="preview-wait" data-testid="preview-not-shown">
            {t('preview.notShown')}
          </p>
        )}
      </div>
      <div className="screen-actions">
        <Pager page={page} pages={pages} turnTo={turnTo} />
        {printerProblem && <DeviceProblemCard problem={printerProblem} effect={false} />}
        {stopped && (
          <p id="print-later" className="hint">
            {t('preview.waitForPrinter')}
          </p>
        )}
        <ActionButton
          intent={{ name: 'print' }}
          kind="primary"
          icon={Printer}
          unavailable={stopped}
          {...(stopped ? { describedBy: 'print-later' } : {})}
        >
          {t('preview.print')}
        </ActionButton>
      </div>
    </div>
  );
};
