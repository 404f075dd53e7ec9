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

/** One page is held to the camera, taken, looked at, and used or taken anew. */
export const CaptureScreen = ({ visit }: ScreenProps<'capture'>) => {
  const { t, pick } = useWords();
  const { step, look, fault, material } = visit;
  const [seen, setSeen] = useState(false);
  const onSeen = useCallback(() => setSeen(true), []);
  const name = pick(material.name);
  return (
    <div className="screen capture" data-step={step} data-fault={fault ?? undefined}>
      <ScreenHeading
        title={t(`capture.${step}.title`, { material: name })}
        lead={[t(`capture.${step}.lead`)]}
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
        <p className="reassurance">
          <Icon of={ShieldCheck} />
          <span>{t('capture.privacy')}</span>
        </p>
        {step === 'taken' && (
          <ActionButton intent={{ name: 'usePage' }} kind="primary">
            {t('capture.use')}
          </ActionButton>
        )}
        {step === 'live' && fault === null && <TakeButton ready={seen} />}
        {(step === 'taken' || fault !== null) && (
          <ActionButton intent={{ name: 'retry' }} kind="secondary">
            {t('capture.again')}
          </ActionButton>
        )}
      </div>
    </div>
  );
};
