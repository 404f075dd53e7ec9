import { CircleCheck, CircleDashed, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { DeviceOfPorts, PortRole } from '../../../electron/contract/ports/port-views.ts';
import type { SetupIntent } from '../../../electron/contract/setup/setup-intents.ts';
import type { Intent } from '../../../electron/contract/intents.ts';
import { Icon } from '../../components/icon.tsx';
import { Pressable } from '../../components/pressable.tsx';
import { ScreenHeading } from '../../components/screen-heading.tsx';
import { useWords } from '../../i18n/locale-context.tsx';
import { PortAssignment } from '../../ports/port-assignment.tsx';
import { NextButton } from '../next-button.tsx';
import { SetupButton } from '../setup-button.tsx';
import type { SetupStepProps } from '../setup-props.ts';

const asIntent = (intent: SetupIntent): Intent => ({ name: 'setup', intent });

const DeviceRow = ({ device, onOpen }: { readonly device: DeviceOfPorts; readonly onOpen: () => void }) => {
  const { t } = useWords();
  const { role, place, probe, required } = device;
  const answered = probe?.outcome === 'answers' || probe?.outcome === 'opened';
  return (
    <li className="card port-device" data-testid={`setup-device-${role}`} data-fine={place !== null}>
      <Icon of={place === null ? (required ? TriangleAlert : CircleDashed) : CircleCheck} />
      <div>
        <h2>{t(`device.${role}`)}</h2>
        <p className="staff-note">
          {place ?? t(required ? 'setup.devices.needed' : 'setup.devices.optional')}
        </p>
        {probe !== null && (
          <p className="staff-note">
            {t(`probe.${probe.outcome}`)} {answered ? probe.detail : ''}
          </p>
        )}
      </div>
      <Pressable className="button button-secondary" data-testid={`setup-open-${role}`} onPress={onOpen}>
        {t('setup.devices.assign')}
      </Pressable>
    </li>
  );
};

/** Which device hangs where; each is asked before it is believed. */
export const DevicesStep = ({ body, setup }: SetupStepProps<'devices'>) => {
  const { t } = useWords();
  const [opened, setOpened] = useState<PortRole | null>(null);
  const device = body.devices.find(({ role }) => role === opened);
  if (device !== undefined) {
    const { role, place, probe } = device;
    return (
      <PortAssignment
        key={role}
        role={role}
        current={place}
        probe={probe}
        places={body.places}
        detection={body.detection}
        intents={{
          look: asIntent({ name: 'look' }),
          detect: asIntent({ name: 'detect', role }),
          endDetection: asIntent({ name: 'endDetection' }),
          assign: (id) => asIntent({ name: 'assign', role, place: id }),
        }}
        onBack={() => setOpened(null)}
      />
    );
  }
  const scanner = body.devices.find(({ role }) => role === 'qrScanner');
  return (
    <>
      <ScreenHeading title={t('setup.devices.title')} lead={[t('setup.devices.lead')]} />
      <ul className="staff-cards">
        {body.devices.map((each) => (
          <DeviceRow key={each.role} device={each} onOpen={() => setOpened(each.role)} />
        ))}
      </ul>
      {scanner?.place != null && (
        <SetupButton intent={{ name: 'leaveOut', role: 'qrScanner' }} kind="quiet">
          {t('setup.devices.leaveOut')}
        </SetupButton>
      )}
      <NextButton setup={setup} to="supervisor" />
    </>
  );
};
