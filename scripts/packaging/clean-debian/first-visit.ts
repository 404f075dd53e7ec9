import { join } from 'node:path';
import { rootCheckOf } from '../../../platform/contract/root-check.ts';
import { setupSlipText } from '../../../platform/contract/setup-slip.ts';
import type { Station } from '../../station/station-api.ts';
import type { Finger } from './finger.ts';

/** Works at the station: 周海峰 from the simulator's box of cards, with a PIN that is not too easy. */
const supervisor = { residentId: 'zhou-haifeng', pin: '493817' } as const;

/** What the technician chooses and types. */
export interface FirstVisit {
  readonly stationCode: string;
  /** Where reader and scanner hang, as the kiosk sees them. */
  readonly readerPath: string;
  readonly scannerPath: string;
  /** Where pictures of the screens go. */
  readonly pictures: string;
}

const result = (finger: Finger, code: string): Promise<void> => finger.see(`[data-result="${code}"]`);
const step = (finger: Finger, name: string): Promise<void> => finger.see(`[data-step="${name}"]`);

const assign = async (finger: Finger, role: string, path: string): Promise<void> => {
  await finger.tap(`setup-open-${role}`);
  await finger.tap(`assign-serial:${path}`);
  await finger.see('[data-result^="device-"]');
  await finger.tap('staff-back');
};

const fill = async (finger: Finger, field: string, text: string, layout?: string): Promise<void> => {
  await finger.tap(`setup-edit-${field}`);
  if (layout !== undefined) await finger.tap(`layout-${layout}`);
  await finger.type(text);
  await finger.tap('typing-done');
};

const choosePin = async (finger: Finger): Promise<void> => {
  for (const digit of supervisor.pin) await finger.tap(`digit-${digit}`);
};

/**
 * Goes through the wizard of a kiosk that was just unpacked, from its closed screen to the one that invites.
 *
 * @throws Error with what the screen shows, when something expected does not come
 */
export const goThroughFirstVisit = async (
  finger: Finger,
  station: Station,
  visit: FirstVisit,
): Promise<void> => {
  const picture = (name: string): void => finger.picture(join(visit.pictures, `${name}.png`));
  const code = await station.platform.createEnrolmentCode(visit.stationCode);
  await finger.see('[data-reason="not-set-up"]');
  picture('1-not-set-up');
  await finger.tap('setup-open');
  await step(finger, 'language');
  await finger.tap('setup-next');
  await step(finger, 'checks');
  await finger.tap('setup-check');
  await finger.see('[data-result^="checks-"]');
  await finger.tap('setup-step-devices');
  await step(finger, 'devices');
  await assign(finger, 'idCardReader', visit.readerPath);
  await assign(finger, 'qrScanner', visit.scannerPath);
  await finger.tap('setup-open-printer');
  await finger.tap('type-address');
  await finger.type((station.simulators.printer?.uri ?? '').replace('ipp://', ''));
  await finger.tap('assign-typed');
  await result(finger, 'device-answers');
  await finger.tap('typing-back');
  await finger.tap('staff-back');
  picture('2-devices');
  await finger.tap('setup-step-centre');
  await step(finger, 'centre');
  const { rootKey } = station.platform;
  station.showCode(
    setupSlipText({
      url: station.settings.platform.url,
      rootCheck: rootCheckOf(rootKey),
      stationCode: visit.stationCode,
      code,
    }),
  );
  await result(finger, 'slip-read');
  await fill(finger, 'nameZh', 'qingxi', 'latin');
  await fill(finger, 'nameEn', 'qingxi');
  await fill(finger, 'phone', '12345');
  await finger.tap('setup-enrol');
  await result(finger, 'enrolled');
  picture('3-enrolled');
  await finger.tap('setup-step-supervisor');
  await step(finger, 'supervisor');
  station.layCard(supervisor.residentId);
  await finger.see('[data-testid="typing-done"]');
  station.liftCard();
  await finger.tap('typing-done');
  await choosePin(finger);
  await finger.tap('pin-next');
  await choosePin(finger);
  await finger.tap('setup-supervisor');
  await result(finger, 'supervisor-added');
  await finger.tap('setup-next');
  await step(finger, 'trial');
  await finger.tap('setup-printTestPage');
  await result(finger, 'page-printed');
  await finger.tap('setup-finish');
  await finger.see('[data-screen="attract"]');
  picture('4-in-service');
};
