import { CircleCheck, CircleDashed, TriangleAlert } from 'lucide-react';
import type { DeviceView } from '../../../electron/contract/device-view.ts';
import { Icon } from '../../components/icon.tsx';
import { useWords } from '../../i18n/locale-context.tsx';

/** One device: whether it works, and if not, why and who acts. */
const DeviceRow = ({ device: { role, state, reasons } }: { readonly device: DeviceView }) => {
  const { t } = useWords();
  const name = t(`device.${role}`);
  const fine = reasons.length === 0 && (state === 'online' || state === 'deviceBusy');
  const icon = reasons.length > 0 ? TriangleAlert : fine ? CircleCheck : CircleDashed;
  const inWords = fine
    ? t('today.deviceFine')
    : state === 'starting'
      ? t('today.deviceStarting')
      : t('deviceReason.no-answer', { device: name });
  return (
    <li className="staff-device" data-testid={`device-${role}`} data-fine={fine}>
      <Icon of={icon} small />
      <strong>{name}</strong>
      {reasons.length === 0 ? (
        <span>{inWords}</span>
      ) : (
        <span>
          {reasons.map(({ code, actor }) => (
            <span key={code} className="staff-reason">
              {t(`deviceReason.${code}`, { device: name })}
              <span className="staff-note"> {t(`deviceActor.${actor}`)}</span>
            </span>
          ))}
        </span>
      )}
    </li>
  );
};

/** Every device of the kiosk. */
export const DeviceRows = ({ devices }: { readonly devices: readonly DeviceView[] }) => (
  <ul className="staff-list">
    {devices.map((device) => (
      <DeviceRow key={device.role} device={device} />
    ))}
  </ul>
);
