import { CircleCheck, CircleDashed, RefreshCw, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { Intent } from '../../../electron/contract/intents.ts';
import type { DeviceOfPorts, PortRole } from '../../../electron/contract/ports/port-views.ts';
import type { StaffIntent } from '../../../electron/contract/staff/staff-intents.ts';
import { Icon } from '../../components/icon.tsx';
import { Pressable } from '../../components/pressable.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { useWords } from '../../i18n/locale-context.tsx';
import { PortAssignment } from '../../ports/port-assignment.tsx';
import { StaffButton } from '../staff-button.tsx';
import type { StaffPageProps } from '../staff-props.ts';

const asIntent = (intent: StaffIntent): Intent => ({ name: 'staff', intent });

const DeviceRow = ({ device, onOpen }: { readonly device: DeviceOfPorts; readonly onOpen: () => void }) => {
  const { t } = useWords();
  const { role, place, probe } = device;
  const fine = probe?.outcome === 'answers' || probe?.outcome === 'opened';
  return (
    <li className="card port-device" data-testid={`port-${role}`} data-fine={fine}>
      <Icon of={place === null ? CircleDashed : fine ? CircleCheck : TriangleAlert} />
      <div>
        <h2>{t(`device.${role}`)}</h2>
        <p className="staff-note">{place ?? t('ports.nowhere')}</p>
        {probe !== null && (
          <p className="staff-note">
            {t(`probe.${probe.outcome}`)} {probe.detail}
          </p>
        )}
      </div>
      <Pressable className="button button-secondary" data-testid={`open-port-${role}`} onPress={onOpen}>
        {t('setup.devices.assign')}
      </Pressable>
    </li>
  );
};

/** Which device hangs on which port, what else is there, and how one tells by its plug. */
export const PortsPage = ({ page }: StaffPageProps<'ports'>) => {
  const { t } = useWords();
  const [opened, setOpened] = useState<PortRole | null>(null);
  const device = page.devices.find(({ role }) => role === opened);
  if (device !== undefined) {
    const { role, place, probe } = device;
    return (
      <PortAssignment
        key={role}
        role={role}
        current={place}
        probe={probe}
        places={page.places}
        detection={page.detection}
        intents={{
          look: asIntent({ name: 'lookAtPorts' }),
          detect: asIntent({ name: 'detectPort', role }),
          endDetection: asIntent({ name: 'endPortDetection' }),
          assign: (id) => asIntent({ name: 'assignPort', role, place: id }),
        }}
        onBack={() => setOpened(null)}
      />
    );
  }
  const others = page.places.filter(({ usedBy }) => usedBy === null);
  return (
    <>
      <ScreenHeading title={t('ports.title')} lead={[t('ports.lead')]} />
      <ul className="diagnostic-list">
        {page.devices.map((each) => (
          <DeviceRow key={each.role} device={each} onOpen={() => setOpened(each.role)} />
        ))}
      </ul>
      <p className="staff-note" data-testid="ports-others">
        {t('ports.others', { count: others.length })}
      </p>
      <StaffButton intent={{ name: 'lookAtPorts' }} kind="quiet" icon={RefreshCw}>
        {t('ports.look')}
      </StaffButton>
    </>
  );
};
