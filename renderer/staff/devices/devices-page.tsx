import { CircleCheck, CircleDashed, RefreshCw, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { DiagnosedDevice } from '../../../electron/contract/diagnostics/diagnostic-pages.ts';
import { useNow } from '../../bridge/use-now.ts';
import { Icon } from '../../components/icon.tsx';
import { Pressable } from '../../components/pressable.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { timeInWords } from '../../components/time-words.ts';
import { useWords } from '../../i18n/locale-context.tsx';
import { StaffButton } from '../staff-button.tsx';
import type { StaffPageProps } from '../staff-props.ts';
import { DeviceDetail } from './device-detail.tsx';

const DeviceCard = ({
  device,
  onShow,
}: {
  readonly device: DiagnosedDevice;
  readonly onShow: () => void;
}) => {
  const { t } = useWords();
  const { role, state, reasons, model, address } = device;
  const name = t(`device.${role}`);
  const works = reasons.length === 0 && (state === 'online' || state === 'deviceBusy');
  return (
    <li
      className="card diagnostic-device"
      data-testid={`diagnosed-${role}`}
      data-state={state}
      data-fine={works}
    >
      <Icon of={works ? CircleCheck : state === 'starting' ? CircleDashed : TriangleAlert} small />
      <div>
        <h2>
          {name} <span className="diagnostic-state">{t(`deviceState.${state}`)}</span>
        </h2>
        <p className="staff-note">{model === null ? address : `${model} · ${address}`}</p>
        {reasons.map(({ code, actor }) => (
          <p key={code}>
            {t(`deviceReason.${code}`, { device: name })}{' '}
            <span className="staff-note">{t(`deviceActor.${actor}`)}</span>
          </p>
        ))}
      </div>
      <Pressable
        className="button button-secondary"
        data-testid={`show-${role}`}
        aria-label={`${t('devices.show')} ${name}`}
        onPress={onShow}
      >
        {t('devices.show')}
      </Pressable>
    </li>
  );
};

/** Every device with its state and why; a touch leads to what is known of one. */
export const DevicesPage = ({ page: { devices, since } }: StaffPageProps<'devices'>) => {
  const { t, locale } = useWords();
  const now = useNow();
  const [shown, setShown] = useState<DiagnosedDevice['role'] | null>(null);
  const chosen = devices.find(({ role }) => role === shown);
  if (chosen !== undefined) return <DeviceDetail device={chosen} onBack={() => setShown(null)} />;
  return (
    <>
      <ScreenHeading
        title={t('devices.title')}
        lead={[t('devices.lead', { time: timeInWords(since, now, locale) })]}
      />
      <ul className="diagnostic-list">
        {devices.map((device) => (
          <DeviceCard key={device.role} device={device} onShow={() => setShown(device.role)} />
        ))}
      </ul>
      <StaffButton
        intent={{ name: 'openPage', page: 'devices' }}
        kind="quiet"
        icon={RefreshCw}
        testId="devices-refresh"
      >
        {t('devices.refresh')}
      </StaffButton>
    </>
  );
};
