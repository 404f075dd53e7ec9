import { Printer } from 'lucide-react';
import { useCallback, useState } from 'react';
import { ActionButton } from '../../components/action-button.tsx';
import { DeviceProblemCard } from '../../components/device-problem.tsx';
import { Pager } from '../../components/pager.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { useWords } from '../../i18n/locale-context.tsx';
import type { ScreenProps } from '../screen-props.ts';
import { CertificatePage } from './certificate-page.tsx';
import { MissingCertificates } from './missing-certificates.tsx';
import { stopsPrinting } from './stops-printing.ts';
import { useCertificate } from './use-certificate.ts';

/** Shows the very pages that will be printed, and offers to print them. */
export const PreviewScreen = ({ visit, snapshot }: ScreenProps<'preview'>) => {
  const { t, pick } = useWords();
  const [place, turnTo] = useState(1);
  const all = visit.certificates.flatMap((shown, index) =>
    Array.from({ length: shown.pages }, (_, page) => ({ shown, number: index + 1, page: page + 1 })),
  );
  const at = all[Math.min(place, all.length) - 1];
  const certificateNumber = at?.shown.certificateNumber ?? '';
  const certificate = useCertificate(certificateNumber);
  const [failed, setFailed] = useState(false);
  const fail = useCallback(() => setFailed(true), []);
  const { printerProblem } = visit;
  const stopped = printerProblem !== null && stopsPrinting(printerProblem, snapshot.devices);
  const several = visit.certificates.length > 1;
  const { actingFor } = snapshot;
  const collected = actingFor
    ? [
        t(visit.signedBefore ? 'preview.collects.signedBefore' : 'preview.collects', {
          agent: actingFor.agent,
          name: actingFor.maskedName,
        }),
      ]
    : [];
  return (
    <div className="screen preview">
      <ScreenHeading
        title={t('preview.title')}
        lead={[
          several
            ? t('preview.several.lead', {
                number: at?.number ?? 1,
                count: visit.certificates.length,
                item: at ? pick(at.shown.item.officialName) : '',
              })
            : t('preview.lead', { item: at ? pick(at.shown.item.officialName) : '', pages: all.length }),
          ...collected,
        ]}
      />
      <div className="screen-body preview-body">
        {certificate.kind === 'opened' && !failed && (
          <CertificatePage
            key={certificateNumber}
            document={certificate.document}
            page={at?.page ?? 1}
            onFailure={fail}
          />
        )}
        {certificate.kind === 'loading' && <p className="preview-wait">{t('preview.loading')}</p>}
        {(certificate.kind === 'notShown' || failed) && (
          <p className="preview-wait" data-testid="preview-not-shown">
            {t('preview.notShown')}
          </p>
        )}
      </div>
      <div className="screen-actions">
        <Pager page={place} pages={all.length} turnTo={turnTo} />
        <MissingCertificates missing={visit.missing} elderMode={snapshot.elderMode} />
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
          {several ? t('preview.several.print', { count: visit.certificates.length }) : t('preview.print')}
        </ActionButton>
      </div>
    </div>
  );
};
