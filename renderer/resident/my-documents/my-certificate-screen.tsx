import { Eye, EyeOff, Printer } from 'lucide-react';
import { ActionButton } from '../../components/action-button.tsx';
import { DeviceProblemCard } from '../../components/device-problem.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { useWords } from '../../i18n/locale-context.tsx';
import { stopsPrinting } from '../preview/stops-printing.ts';
import type { ScreenProps } from '../screen-props.ts';
import { CertificatePicture } from './certificate-picture.tsx';

/** One certificate of the library: masked until asked for, and printed as long as it is valid. */
export const MyCertificateScreen = ({ visit, snapshot }: ScreenProps<'myCertificate'>) => {
  const { t } = useWords();
  const { certificate, shown, item, printerProblem } = visit;
  const stopped = printerProblem !== null && stopsPrinting(printerProblem, snapshot.devices);
  const usedUp = item !== null && item.printsLeft === 0;
  const notPrinted = certificate.state === 'valid' ? 'mine.notPrintedYet' : 'mine.notPrinted';
  const hint = item === null ? t(notPrinted) : usedUp ? t('mine.printsUsedUp') : t('mine.showHint');
  return (
    <div className="screen my-certificate">
      <ScreenHeading title={t(`held.${certificate.kind}`)} lead={[t('mine.certificate.lead')]} />
      <div className="screen-body my-body">
        <CertificatePicture certificate={certificate} />
      </div>
      <div className="screen-actions">
        {stopped && printerProblem && <DeviceProblemCard problem={printerProblem} effect={false} />}
        <p id="my-certificate-hint" className="hint">
          {hint}
        </p>
        <ActionButton
          intent={{ name: 'showFacts' }}
          kind="secondary"
          icon={shown ? EyeOff : Eye}
          describedBy="my-certificate-hint"
        >
          {t(shown ? 'mine.hide' : 'mine.show')}
        </ActionButton>
        {item !== null && (
          <ActionButton
            intent={{ name: 'printMine', key: certificate.key }}
            kind="primary"
            icon={Printer}
            unavailable={stopped || usedUp}
            describedBy="my-certificate-hint"
          >
            {t('mine.print')}
          </ActionButton>
        )}
      </div>
    </div>
  );
};
