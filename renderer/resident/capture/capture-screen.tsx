import { Camera, ShieldCheck } from 'lucide-react';
import { useCallback, useState } from 'react';
import { useBridge } from '../../bridge/core-context.tsx';
import { ActionButton } from '../../components/action-button.tsx';
import { Caution } from '../../components/device-problem.tsx';
import { Icon } from '../../components/icon.tsx';
import { Pressable } from '../../components/pressable.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { useWords } from '../../i18n/locale-context.tsx';
import type { ScreenProps } from '../screen-props.ts';
import { CapturedPage } from './captured-page.tsx';
import { LivePage } from './live-page.tsx';

/** Takes the picture; inert until the camera shows something, and while one is being taken. */
const TakeButton = ({ ready }: { readonly ready: boolean }) => {
  const { pages } = useBridge();
  const { t } = useWords();
  const [taking, setTaking] = useState(false);
  return (
    <Pressable
      className="button button-primary"
      data-testid="take-page"
      data-unavailable={!ready}
      inert={!ready || taking}
      underWay={taking}
      onPress={() => {
        setTaking(true);
        pages.take();
      }}
    >
      <Icon of={Camera} />
      <span>{t('capture.take')}</span>
    </Pressable>
  );
};

/** What can be done with the page that was taken. */
const TakenButtons = ({
  page,
  pagesAtMost,
}: Pick<ScreenProps<'capture'>['visit'], 'page' | 'pagesAtMost'>) => {
  const { t } = useWords();
  return (
    <>
      <ActionButton intent={{ name: 'usePage' }} kind="primary">
        {page > 1 ? t('capture.use.pages', { pages: page }) : t('capture.use')}
      </ActionButton>
      {page < pagesAtMost && (
        <ActionButton intent={{ name: 'addPage' }} kind="secondary">
          {t('capture.addPage')}
        </ActionButton>
      )}
      <div className="capture-anew">
        <ActionButton intent={{ name: 'retry' }} kind="secondary">
          {t('capture.again')}
        </ActionButton>
        {page > 1 && (
          <ActionButton intent={{ name: 'dropPage' }} kind="secondary">
            {t('capture.dropPage')}
          </ActionButton>
        )}
      </div>
    </>
  );
};

/** A page is held to the camera, taken, looked at, and used or taken anew; another one follows where the item takes several. */
export const CaptureScreen = ({ visit }: ScreenProps<'capture'>) => {
  const { t, pick } = useWords();
  const { step, look, fault, material, page, pagesAtMost } = visit;
  const [seen, setSeen] = useState(false);
  const onSeen = useCallback(() => setSeen(true), []);
  const name = pick(material.name);
  return (
    <div className="screen capture" data-step={step} data-fault={fault ?? undefined}>
      <ScreenHeading
        title={t(`capture.${step}.title`, { material: name })}
        lead={[
          t(`capture.${step}.lead`),
          ...(pagesAtMost > 1 ? [t('capture.page', { page, atMost: pagesAtMost })] : []),
        ]}
      />
      <div className="screen-body capture-body">
        {fault === null ? (
          <div className="page-frame">
            {step === 'live' ? (
              <LivePage key={look} label={t('capture.picture.live')} onSeen={onSeen} />
            ) : (
              <CapturedPage key={look} look={look} label={t('capture.picture.taken')} />
            )}
          </div>
        ) : (
          <Caution title={t('capture.fault.title')}>{t(`capture.fault.${fault}`)}</Caution>
        )}
      </div>
      <div className="screen-actions">
        {(step === 'live' || pagesAtMost === 1) && (
          <p className="reassurance">
            <Icon of={ShieldCheck} />
            <span>{t('capture.privacy')}</span>
          </p>
        )}
        {step === 'taken' && <TakenButtons page={page} pagesAtMost={pagesAtMost} />}
        {step === 'live' && fault === null && <TakeButton ready={seen} />}
        {step === 'live' && fault !== null && (
          <ActionButton intent={{ name: 'retry' }} kind="secondary">
            {t('capture.again')}
          </ActionButton>
        )}
        {step === 'live' && page > 1 && (
          <ActionButton intent={{ name: 'lookAtLastPage' }} kind="secondary">
            {t('capture.lookAtLast')}
          </ActionButton>
        )}
      </div>
    </div>
  );
};
