import { useEffect } from 'react';
import { useBridge } from '../../bridge/core-context.tsx';
import { useSecondsSince } from '../../bridge/use-seconds-since.ts';
import { ItemIcon } from '../../components/item-icon.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { WorkSteps } from '../../components/work-steps.tsx';
import { useWords } from '../../i18n/locale-context.tsx';
import type { ScreenProps } from '../screen-props.ts';
import { CertificateProgress } from './certificate-progress.tsx';

/** After this many seconds in one step the screen says that it takes longer than usual. */
const slowAfterSeconds = 15;

/** Says what is being done while the certificates are made. */
export const PreparingScreen = ({ visit }: ScreenProps<'preparing'>) => {
  const { t, pick } = useWords();
  const { documents } = useBridge();
  const current = visit.certificates.find(({ state }) => state === 'current') ?? visit.certificates[0];
  const seconds = useSecondsSince(`${current?.item.code} ${visit.step}`);
  const several = visit.certificates.length > 1;
  useEffect(() => documents.warmUp(), [documents]);
  return (
    <div className="screen">
      <ScreenHeading
        title={t('preparing.title')}
        lead={[
          several
            ? t('preparing.several.lead', { seconds: 10 * visit.certificates.length })
            : t('preparing.lead'),
        ]}
      />
      <div className="screen-body screen-work">
        <div className="card work-card">
          {several || !current ? (
            <CertificateProgress visit={visit} />
          ) : (
            <>
              <p className="work-item">
                <ItemIcon icon={current.item.icon} />
                {pick(current.item.officialName)}
              </p>
              <WorkSteps
                current={visit.step}
                steps={[
                  {
                    key: 'asking',
                    text: t('preparing.asking', { department: pick(current.item.department) }),
                  },
                  { key: 'verifying', text: t('preparing.verifying') },
                  { key: 'rendering', text: t('preparing.rendering') },
                ]}
              />
            </>
          )}
        </div>
        <p className="hint work-slow">{seconds >= slowAfterSeconds ? t('preparing.slow') : ''}</p>
      </div>
    </div>
  );
};
